"""How responses and engagements drive a need: reasons, proof, clocks, sight, one transaction."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import pytest

from services.requests.clock import ExpiryClock
from services.requests.demands.domain import OPEN, UNDER_CONTRACT, DemandAction, DemandStatus
from services.requests.demands.errors import ReasonInvalidError
from services.requests.demands.journey import Journey
from services.requests.demands.reasons import ReasonCode
from services.requests.dependencies import Resources
from shared.lifecycle import GuardedTransitionError, TransitionForbiddenError
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import at
from tests.requests.stories import advance, brought_to, events, move, published

S, A = DemandStatus, DemandAction
SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


async def driven(
    parties: Parties,
    demand: dict[str, Any],
    action: DemandAction,
    reason_code: ReasonCode | None = None,
    **said: Any,  # noqa: ANN401 - whatever a step can say
) -> None:
    """Drive a need with just what is said."""
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        journey = Journey(session, resources.feed, rules=resources.rules)
        await journey.advance(
            UUID(demand["id"]), action, actor="chen", reason_code=reason_code, **said
        )


@SQLITE
@pytest.mark.parametrize(
    "proof",
    [{}, {"confirmed_by": "li"}, {"evidence": ["r"]}, {"confirmed_by": "li", "evidence": []}],
)
async def test_nothing_is_solved_without_the_firms_confirmation_and_evidence(
    parties: Parties, proof: dict[str, Any]
) -> None:
    demand = await brought_to(parties, S.PENDING_ACCEPTANCE)

    with pytest.raises(GuardedTransitionError):
        await driven(parties, demand, A.RESOLVE, details=proof)

    await driven(
        parties, demand, A.RESOLVE, details={"confirmed_by": "li", "evidence": ["检测报告"]}
    )
    history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
    assert history[-1]["details"]["confirmed_by"] == "li"
    assert history[-1]["details"]["evidence"] == ["检测报告"]


@SQLITE
async def test_what_disappoints_somebody_needs_a_reason_of_others_too(parties: Parties) -> None:
    demand = await brought_to(parties, S.PENDING_ACCEPTANCE)

    for action in (A.BREAK_OFF, A.REFUSE_RESULT, A.REQUEST_CHANGES):
        for reason in (None, ReasonCode.DUPLICATE, ReasonCode.OTHER):
            with pytest.raises(ReasonInvalidError):
                await driven(parties, demand, action, reason_code=reason)

    await driven(parties, demand, A.REFUSE_RESULT, reason_code=ReasonCode.TARGETS_NOT_MET)
    history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
    assert history[-1]["reason_code"] == "targets_not_met"


@SQLITE
async def test_others_take_no_steps_that_are_the_desks_or_the_owners(parties: Parties) -> None:
    demand = await published(parties)

    for action in (A.WITHDRAW, A.SUSPEND, A.BROKER):
        with pytest.raises(TransitionForbiddenError):
            await driven(parties, demand, action, reason_code=ReasonCode.OTHER, note="x")


async def test_a_step_and_what_follows_from_it_are_undone_together(parties: Parties) -> None:
    place = f"/demands/{(await published(parties))['id']}"
    demand = (await parties.owner.get(place)).json()
    resources: Resources = parties.app.state.resources

    async def contract_and_fail() -> None:
        async with resources.database.transaction() as session:
            journey = Journey(session, resources.feed, rules=resources.rules)
            for action in (A.BEGIN_CONTACT, A.CONTRACT):
                await journey.advance(UUID(demand["id"]), action, actor="chen")
            raise LookupError("后面的事没有做成")

    with pytest.raises(LookupError):
        await contract_and_fail()

    assert (await parties.owner.get(place)).json() == demand
    assert len(await events(parties)) == 1
    assert len((await parties.operator.get("/pursuit")).json()["items"]) == 1


@SQLITE
@pytest.mark.parametrize("status", sorted(OPEN | UNDER_CONTRACT))
async def test_a_need_is_public_while_it_looks_for_help_and_not_longer(
    parties: Parties, status: DemandStatus
) -> None:
    demand = await brought_to(parties, status)

    seen = await parties.nobody.get(f"/demands/{demand['id']}")
    listed = (await parties.nobody.get("/demands")).json()["items"]
    last = (await events(parties))[-1]

    assert (seen.status_code == HTTPStatus.OK) == (status in OPEN)
    assert len(listed) == (status in OPEN)
    assert last["method"] == ("PUT" if status in OPEN else "DELETE")


@SQLITE
async def test_the_desk_owes_a_close_until_there_is_a_contract(parties: Parties) -> None:
    with at("2026-11-23 10:00"):
        demand = await published(parties)
        due = demand["desk"]["close_due"]
        stages = []
        for action in ("begin_matching", "begin_contact", "contract", "start"):
            demand = await advance(parties, demand, action)
            stages.append((demand["desk"]["next_stage"], demand["desk"]["due_at"]))

    assert stages == [("close", due), ("close", due), (None, None), (None, None)]
    assert due == "2026-12-02T02:00:00Z"


@pytest.mark.parametrize(
    ("reopened", "due"),
    [
        ("2026-12-28 18:30", "2027-01-08T01:00:00Z"),  # over New Year
        ("2026-02-06 10:00", "2026-02-24T02:00:00Z"),  # a make-up Saturday, the Spring Festival
    ],
)
@SQLITE
async def test_a_case_that_is_taken_up_again_has_its_time_to_close_anew(
    parties: Parties, reopened: str, due: str
) -> None:
    with at("2025-11-24 10:00"):
        demand = await brought_to(parties, S.RESOLVED)
    with at("2025-12-20 10:00"):
        await clock_of(parties).escalate_overdue()

    with at(reopened):
        seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()
        again = await move(parties.owner, seen, action="reopen", reason_code="problem_is_back")

    desk = again.json()["desk"]
    assert (desk["next_stage"], desk["close_due"], desk["due_at"]) == ("close", due, due)
    assert (desk["escalated_at"], desk["submitted_at"]) == (None, "2025-11-24T02:00:00Z")
    assert again.json()["expires_on"] > reopened


def clock_of(parties: Parties) -> ExpiryClock:
    """Return a clock of the service."""
    held: Resources = parties.app.state.resources
    return ExpiryClock(held.database, held.feed, rules=held.rules, interval=1)


@pytest.mark.parametrize(
    ("status", "expires"),
    [(S.MATCHING, True), (S.IN_CONTACT, False), (S.CONTRACTED, False), (S.ESCALATED, False)],
)
@SQLITE
async def test_time_takes_a_need_off_the_market_only_while_nobody_is_found(
    parties: Parties, status: DemandStatus, *, expires: bool
) -> None:
    with at("2026-11-23 10:00"):
        demand = await brought_to(parties, status)

    with at("2027-11-23 10:00"):
        assert await clock_of(parties).expire_overdue() == expires
        seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()

    assert seen["status"] == (S.EXPIRED if expires else status)
