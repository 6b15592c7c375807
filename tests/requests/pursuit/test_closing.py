"""Closing a case that finds nobody: proposed with a reason, and only its firm can accept it."""

from http import HTTPStatus
from typing import Any

import pytest
import sqlalchemy as sa

from services.requests.clock import ExpiryClock
from services.requests.demands.domain import DemandStatus
from services.requests.demands.models import Demand
from services.requests.dependencies import Resources
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import SQLITE_ONLY, Pursuing, at, told
from tests.requests.stories import brought_to, draft, move, published

SQLITE = pytest.mark.parametrize(*SQLITE_ONLY, indirect=True)
PROPOSAL = {"action": "propose_closing", "reason_code": "not_feasible", "note": "现有材料达不到"}


async def proposed(parties: Parties) -> dict[str, Any]:
    """Return a published need that the desk proposes to close."""
    demand = await published(parties)
    answer = await move(parties.operator, demand, **PROPOSAL)
    assert answer.status_code == HTTPStatus.OK, answer.text
    proposal: dict[str, Any] = answer.json()
    return proposal


async def test_the_firm_is_asked_with_a_reason_and_accepts(parties: Parties) -> None:
    with at("2026-11-23 10:00"):
        demand = await proposed(parties)
        asked = demand["desk"]
        again = await move(parties.operator, demand, **PROPOSAL)
        for_others = await move(parties.operator, demand, action="accept_closing")

        closed = (await move(parties.owner, demand, action="accept_closing")).json()
        listed = await Pursuing(parties).listed()

    assert (asked["closing_reason"], asked["closing_due"]) == (
        "not_feasible",
        "2026-11-30T02:00:00Z",
    )
    assert again.status_code == HTTPStatus.CONFLICT
    assert for_others.status_code == HTTPStatus.FORBIDDEN
    assert (closed["status"], closed["desk"]["closing_reason"]) == ("unresolved", None)
    assert closed["actions"] == ["reopen", "revise"]
    assert listed == []


@SQLITE
async def test_without_a_proposal_there_is_nothing_to_accept(parties: Parties) -> None:
    demand = await published(parties)

    for step in ({"action": "accept_closing"}, {"action": "decline_closing"}):
        reason = {"reason_code": "still_needed"} if step["action"] == "decline_closing" else {}
        answer = await move(parties.owner, demand, **step, **reason)

        assert answer.status_code == HTTPStatus.CONFLICT
        assert answer.json()["type"] == "urn:keqiao:problem:transition-not-ready"
    assert "accept_closing" not in demand["actions"]


@SQLITE
async def test_a_firm_that_declines_says_why_and_the_search_goes_on(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await proposed(parties)
    with at("2026-11-26 10:00"):
        assert await pursuing.strike() == 0  # the firm is thinking
        without = await move(parties.owner, demand, action="decline_closing")
        declined = await move(
            parties.owner, demand, action="decline_closing", reason_code="conditions_changed"
        )
        [listed] = await pursuing.listed()

    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert declined.json()["status"] == "published"
    assert (listed["next_at"], listed["closing_due"]) == ("2026-12-01T02:00:00Z", None)
    asked, answered = await told(parties, "closing_proposed", "closing_answered")
    assert asked["to"] == {"kind": "organization", "id": "acme"}
    assert asked["facts"]["reason"]["zh"] == "现有技术难以实现"
    assert answered["to"] == {"kind": "person", "id": "desk-1"}
    assert answered["facts"]["reason"]["zh"] == "条件已改变"


async def test_silence_is_no_consent_the_proposal_lapses_and_the_search_goes_on(
    parties: Parties,
) -> None:
    pursuing, clock = Pursuing(parties), clock_of(parties)
    with at("2026-11-23 10:00"):
        demand = await proposed(parties)
    with at("2026-11-30 10:00"):
        assert await clock.end_waits() == 0
    with at("2026-11-30 10:01"):
        assert await clock.end_waits() == 1
        seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()
        [listed] = await pursuing.listed()

    assert (seen["status"], seen["desk"]["closing_reason"]) == ("published", None)
    assert listed["next_at"] == "2026-12-03T02:01:00Z"
    assert (await told(parties, "closing_answered"))[0]["facts"]["answer"]["zh"] == "逾期未答复"


def clock_of(parties: Parties) -> ExpiryClock:
    """Return a clock of the service."""
    held = parties.app.state.resources
    return ExpiryClock(held.database, held.feed, rules=held.rules, interval=1)


@SQLITE
@pytest.mark.parametrize(
    "status",
    [
        DemandStatus.PUBLISHED,
        DemandStatus.MATCHING,
        DemandStatus.ESCALATED,
        DemandStatus.UNRESOLVED,
    ],
)
async def test_wherever_nobody_is_there_closing_can_be_proposed_and_accepted(
    parties: Parties, status: DemandStatus
) -> None:
    with at("2026-11-23 10:00"):
        demand = await brought_to(parties, status)
        asked = (await move(parties.operator, demand, **PROPOSAL)).json()
        closed = (await move(parties.owner, asked, action="accept_closing")).json()
        assert (closed["status"], await Pursuing(parties).listed()) == ("unresolved", [])

        reopened = await move(parties.owner, closed, action="reopen", reason_code="problem_is_back")
        [listed] = await Pursuing(parties).listed()

    assert reopened.json()["status"] == "published"
    assert (listed["next_move"], listed["moves"]) == ("wider_match", 0)


@SQLITE
async def test_whoever_takes_a_case_in_hand_answers_for_it(parties: Parties) -> None:
    demand = await published(parties)

    raised = (
        await move(parties.operator, demand, action="raise_challenge", reason_code="common_problem")
    ).json()
    back = await move(
        parties.other_operator, raised, action="return_to_market", reason_code="no_taker"
    )

    assert raised["desk"]["broker"] == "desk-1"
    assert back.json()["desk"]["broker"] == "desk-1"
    assert (await parties.nobody.get(f"/demands/{demand['id']}")).status_code == HTTPStatus.OK


async def test_what_was_returned_and_never_put_right_is_withdrawn(parties: Parties) -> None:
    with at("2026-11-23 10:00"):
        demand = await brought_to(parties, DemandStatus.RETURNED)
        await draft(parties.owner)
    with at("2027-01-20 10:00"):
        assert await clock_of(parties).end_waits() == 0
        rewritten = await parties.owner.patch(
            f"/demands/{demand['id']}",
            json={"description": "补充：测试条件为室温。"},
            headers={"If-Match": f'"v{demand["version"]}"'},
        )
        assert rewritten.status_code == HTTPStatus.OK
    with at("2027-03-21 09:00"):
        assert await clock_of(parties).end_waits() == 0
    with at("2027-03-22 09:00"):
        assert await clock_of(parties).end_waits() == 1
        seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()

    assert (seen["status"], seen["actions"]) == ("withdrawn", ["revise"])
    last = (await told(parties, "need_moved"))[-1]
    assert last["facts"]["status"]["zh"] == "已撤回"


@SQLITE
async def test_a_suspended_need_expires_too(parties: Parties) -> None:
    with at("2026-11-23 10:00"):
        demand = await brought_to(parties, DemandStatus.SUSPENDED)
        assert await Pursuing(parties).listed() == []
    with at("2027-06-01 10:00"):
        assert await clock_of(parties).expire_overdue() == 1
        seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()

    assert seen["status"] == "expired"


async def test_a_challenge_that_nobody_takes_up_goes_back_by_itself_and_its_firm_hears(
    parties: Parties,
) -> None:
    why = "common_problem"
    with at("2026-11-23 10:00"):
        raised = await move(
            parties.operator, await published(parties), action="raise_challenge", reason_code=why
        )
        short = await published(parties, title="有期限的难题", deadline="2027-03-01")
        await move(parties.operator, short, action="raise_challenge", reason_code=why)
    with at("2027-05-21 10:00"):
        assert await clock_of(parties).end_waits() == 0
    with at("2027-05-23 10:00"):
        assert await clock_of(parties).end_waits() == 2
        back = (await parties.owner.get(f"/demands/{raised.json()['id']}")).json()
        over = (await parties.owner.get(f"/demands/{short['id']}")).json()

    assert raised.json()["desk"]["challenge_due"].startswith("2027-05-22")
    assert (back["status"], back["desk"]["challenge_due"]) == ("published", None)
    assert (over["status"], "withdraw" in over["actions"]) == ("expired", True)
    told_of = [
        message["facts"]["status"]["en"]
        for message in await told(parties, "need_moved")
        if message["facts"]["reason"] and message["facts"]["status"]["en"] != "Published"
    ]
    assert "Expired" in told_of


@SQLITE
async def test_challenges_from_before_there_was_a_clock_get_one(parties: Parties) -> None:
    with at("2026-11-23 10:00"):
        demand = await published(parties)
        await move(parties.operator, demand, action="raise_challenge", reason_code="common_problem")
        resources: Resources = parties.app.state.resources
        async with resources.database.transaction() as session:
            await session.execute(sa.update(Demand).values(challenge_due=None))
        assert await clock_of(parties).end_waits() == 1
        noted = (await parties.owner.get(f"/demands/{demand['id']}")).json()

    assert noted["desk"]["challenge_due"].startswith("2027-05-22")
