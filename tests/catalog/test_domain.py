"""What every entry is, whatever its kind: codes that nest, staleness, life."""

from datetime import date, timedelta
from itertools import product

import pytest

from services.catalog.entries.domain import (
    TAG_LENGTH,
    EntryAction,
    EntryStatus,
    Facet,
    facets_of,
    folded,
    is_stale,
    with_broader_disciplines,
    with_broader_industries,
    with_regions_around,
)
from services.catalog.entries.lifecycle import (
    LIFECYCLE,
    OPERATOR,
    OWNER,
    Standing,
    possible_actions,
)
from services.catalog.offerings.domain import ServiceClass
from shared.classification import SERVICE_CLASSES
from shared.lifecycle import GuardedTransitionError, IllegalTransitionError

TODAY = date(2026, 11, 23)

NEXT = {
    (EntryStatus.ACTIVE, EntryAction.SUSPEND): EntryStatus.TEMPORARILY_CLOSED,
    (EntryStatus.ACTIVE, EntryAction.WITHDRAW): EntryStatus.WITHDRAWN,
    (EntryStatus.TEMPORARILY_CLOSED, EntryAction.RESUME): EntryStatus.ACTIVE,
    (EntryStatus.TEMPORARILY_CLOSED, EntryAction.WITHDRAW): EntryStatus.WITHDRAWN,
    (EntryStatus.WITHDRAWN, EntryAction.RESTORE): EntryStatus.ACTIVE,
}


def standing(
    *parties: str, held: bool = False, others: bool = False, reason: bool = False
) -> Standing:
    return Standing(
        parties=frozenset(parties),
        held_by_operator=held,
        owned_by_other=others,
        reason_given=reason,
    )


@pytest.mark.parametrize(("status", "action"), list(product(EntryStatus, EntryAction)))
def test_an_entry_moves_only_along_its_life(status: EntryStatus, action: EntryAction) -> None:
    own = standing(OWNER)

    if target := NEXT.get((status, action)):
        assert LIFECYCLE.next(status, action, own.parties, own) is target
    else:
        with pytest.raises(IllegalTransitionError):
            LIFECYCLE.next(status, action, own.parties, own)


def test_every_status_can_be_reached_and_left() -> None:
    assert LIFECYCLE.unreachable() == set()
    assert LIFECYCLE.without_exit() == set()


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (EntryStatus.TEMPORARILY_CLOSED, EntryAction.RESUME),
        (EntryStatus.WITHDRAWN, EntryAction.RESTORE),
    ],
)
def test_only_an_operator_lifts_what_an_operator_stopped(
    status: EntryStatus, action: EntryAction
) -> None:
    owner, operator = standing(OWNER, held=True), standing(OPERATOR, held=True)

    with pytest.raises(GuardedTransitionError):
        LIFECYCLE.next(status, action, owner.parties, owner)

    assert LIFECYCLE.next(status, action, operator.parties, operator) is EntryStatus.ACTIVE
    assert action not in possible_actions(status, owner.parties, held_by_operator=True)
    assert action in possible_actions(status, operator.parties, held_by_operator=True)


@pytest.mark.parametrize("action", [EntryAction.SUSPEND, EntryAction.WITHDRAW])
def test_an_operator_tells_an_owner_why_their_entry_is_stopped(action: EntryAction) -> None:
    silent = standing(OPERATOR, others=True)
    spoken = standing(OPERATOR, others=True, reason=True)

    with pytest.raises(GuardedTransitionError):
        LIFECYCLE.next(EntryStatus.ACTIVE, action, silent.parties, silent)

    target = LIFECYCLE.next(EntryStatus.ACTIVE, action, spoken.parties, spoken)
    assert target is NEXT[EntryStatus.ACTIVE, action]


@pytest.mark.parametrize(
    ("assured", "stale"),
    [
        (None, None),
        (TODAY, False),
        (TODAY - timedelta(days=365), False),
        (TODAY - timedelta(days=366), True),
    ],
)
def test_an_entry_is_stale_a_year_after_somebody_vouched_for_it(
    assured: date | None, *, stale: bool | None
) -> None:
    assert is_stale(assured, TODAY) is stale


def test_a_code_is_found_under_broader_codes_too() -> None:
    assert list(with_regions_around("441900")) == ["441900", "440000"]
    assert list(with_regions_around("440113")) == ["440113", "440100", "440000"]
    assert list(with_broader_industries("C39")) == ["C39", "C"]
    assert list(with_broader_disciplines("4604020")) == ["4604020", "46040", "460"]


def test_an_entry_is_filed_under_all_it_says() -> None:
    filed = set(
        facets_of(
            {
                "region_code": "441900",
                "industry_codes": ["C"],
                "discipline_codes": ["460"],
                "qualifications": [" ＣＭＡ "],
                "cooperation_types": ["licence"],
            }
        )
    )

    assert filed == {
        (Facet.REGION, "441900"),
        (Facet.REGION, "440000"),
        (Facet.INDUSTRY, "c"),
        (Facet.DISCIPLINE, "460"),
        (Facet.QUALIFICATION, "cma"),
        (Facet.COOPERATION, "licence"),
    }
    assert set(facets_of({"region_code": None})) == set()


def test_two_spellings_of_a_qualification_are_one() -> None:
    assert folded("ＣＮＡＳ ") == folded("cnas")


def test_a_word_fits_its_column_however_it_unfolds() -> None:
    assert len(folded("\ufdfa" * 200)) == TAG_LENGTH


def test_the_service_classes_are_those_of_the_shared_list() -> None:
    assert {member.value for member in ServiceClass} == set(SERVICE_CLASSES)
