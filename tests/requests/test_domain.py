"""Rules that depend on nothing but the demand: bands, guards, random walks through the table."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.requests.demands.domain import (
    OPEN,
    STATUS_LABELS,
    BudgetBand,
    Circumstances,
    Confidentiality,
    DemandAction,
    DemandStatus,
    Party,
    budget_band,
    expiry,
    substance,
)
from services.requests.demands.life import LIFE
from shared.language import Language
from shared.lifecycle import (
    GuardedTransitionError,
    IllegalTransitionError,
    TransitionForbiddenError,
)

TODAY = date(2026, 11, 23)
VALIDITY = timedelta(days=180)
CASE = Circumstances(
    title="铝壳焊接气孔",
    description="气孔率约 8%",
    public_summary="焊接气孔",
    confidentiality=Confidentiality.OPEN,
    contact="0769-22831234",
    source="local",
    deadline=None,
    today=TODAY,
)


@pytest.mark.parametrize(
    ("least", "most", "band"),
    [
        (None, None, None),
        (None, 0, BudgetBand.UNDER_100K),
        (None, 99_999, BudgetBand.UNDER_100K),
        (None, 100_000, BudgetBand.FROM_100K),
        (50_000, 600_000, BudgetBand.FROM_500K),
        (1_000_000, None, BudgetBand.FROM_1M),
        (None, 5_000_000, BudgetBand.OVER_5M),
    ],
)
def test_the_band_is_that_of_the_most_the_firm_would_pay(
    least: int | None, most: int | None, band: BudgetBand | None
) -> None:
    amounts = [None if amount is None else Decimal(amount) for amount in (least, most)]

    assert budget_band(*amounts) == band


@pytest.mark.parametrize(
    ("text", "signs"), [("", 0), ("😀！ 。", 0), ("5G 天线", 4), ("ab c", 3), ("±0.01mm", 5)]
)
def test_substance_is_what_can_be_read_aloud(text: str, signs: int) -> None:
    assert substance(text, None) == signs


def test_every_status_is_named_in_both_languages() -> None:
    assert set(STATUS_LABELS) == set(DemandStatus)
    assert len({label.zh for label in STATUS_LABELS.values()}) == len(DemandStatus)
    assert LIFE.mermaid(Language.ZH).count("-->") == len(LIFE.transitions) + 1


def test_what_was_handed_over_is_taken_as_it_is() -> None:
    bare = replace(CASE, description=None, contact=None, source="peer")

    moved = LIFE.next(DemandStatus.DRAFT, DemandAction.SUBMIT, {Party.OWNER}, bare)

    assert moved is DemandStatus.SUBMITTED


CASES = st.builds(
    Circumstances,
    title=st.sampled_from(["铝壳焊接气孔", "急"]),
    description=st.sampled_from([None, "😀", "气孔率约 8%"]),
    public_summary=st.sampled_from([None, "焊接气孔"]),
    confidentiality=st.sampled_from(Confidentiality),
    contact=st.sampled_from([None, "0769-22831234"]),
    source=st.sampled_from(["local", "peer"]),
    deadline=st.sampled_from([None, TODAY - timedelta(days=1), TODAY]),
    today=st.just(TODAY),
    closing_proposed=st.booleans(),
    confirmed_by=st.sampled_from([None, "li"]),
    evidence=st.sampled_from([(), ("验收报告",)]),
)


GUARDED = {row.action for row in LIFE.transitions if row.guard}


def test_what_leads_to_the_public_and_what_ends_a_case_is_guarded() -> None:
    assert {
        DemandAction.SUBMIT,
        DemandAction.PUBLISH,
        DemandAction.RENEW,
        DemandAction.RESUME,
        DemandAction.REOPEN,
        DemandAction.RETURN_TO_MARKET,
        DemandAction.RESOLVE,
        DemandAction.PROPOSE_CLOSING,
        DemandAction.ACCEPT_CLOSING,
        DemandAction.DECLINE_CLOSING,
        DemandAction.LAPSE,
    } == GUARDED


class DemandLife(RuleBasedStateMachine):
    """Anybody does anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.status = LIFE.initial
        self.case = CASE
        self.reviewed = False
        self.arrived: DemandAction | None = None

    @rule(
        action=st.sampled_from(DemandAction),
        parties=st.frozensets(st.sampled_from(Party)),
        case=CASES,
    )
    def act(self, action: DemandAction, parties: frozenset[Party], case: Circumstances) -> None:
        offered = action in LIFE.actions_for(self.status, parties)
        try:
            status = LIFE.next(self.status, action, parties, case)
        except (IllegalTransitionError, TransitionForbiddenError):
            assert not offered
        except GuardedTransitionError:
            assert offered
            assert action in GUARDED
        else:
            assert offered
            self.arrive(status, action, parties, case)

    def arrive(
        self,
        status: DemandStatus,
        action: DemandAction,
        parties: frozenset[Party],
        case: Circumstances,
    ) -> None:
        if action is DemandAction.PUBLISH:
            assert parties >= {Party.OPERATOR}
            self.reviewed = True
        if status is DemandStatus.DRAFT:
            assert parties >= {Party.OWNER}
            self.reviewed = False
        if action is DemandAction.EXPIRE:
            assert parties >= {Party.SYSTEM}
        self.status, self.case, self.arrived = status, case, action

    @invariant()
    def nothing_is_public_that_no_operator_published(self) -> None:
        assert self.status not in OPEN or self.reviewed

    @invariant()
    def nothing_is_solved_that_the_firm_has_not_confirmed(self) -> None:
        assert self.status is not DemandStatus.RESOLVED or self.case.confirmed_by

    @invariant()
    def what_came_to_the_public_had_something_to_show_and_time_left(self) -> None:
        if self.arrived in {DemandAction.PUBLISH, DemandAction.RENEW, DemandAction.REOPEN}:
            confidential = self.case.confidentiality is Confidentiality.CONFIDENTIAL
            assert self.case.public_summary or not confidential
            assert expiry(TODAY, self.case.deadline, validity=VALIDITY) >= TODAY

    @invariant()
    def somebody_can_always_do_something(self) -> None:
        assert LIFE.actions_for(self.status, set(Party))


DemandLife.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, derandomize=True, database=None
)
TestDemandLife = DemandLife.TestCase
