"""The life of an engagement, exhaustively: as a table, and through HTTP."""

from http import HTTPStatus
from itertools import product
from typing import Any, Final

import httpx
import pytest

from services.requests.amendments.domain import LIFE as AMENDMENT
from services.requests.engagements.domain import (
    LIFE,
    EngagementAction,
    EngagementStatus,
    Party,
)
from services.requests.engagements.reasons import NEEDS_REASON, REASONS, EngagementReason
from services.requests.engagements.timekeeping import BY_THE_CLOCK
from services.requests.followups.domain import LIFE as FOLLOW_UP
from services.requests.milestones.domain import LIFE as MILESTONE
from shared.clock import utc_now
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import STANDING, placed
from tests.requests.engagements.stories import (
    demand_status,
    engaged,
    hand_in,
    seen,
    step,
)
from tests.requests.stories import move

SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
TABLE: Final = {(row.state, row.action): row for row in LIFE.transitions}
ELSEWHERE: Final = {"sign_nda", "draft_contract", "sign_contract", "register", "accept"}
PEOPLE: Final = {"owner": Party.FIRM, "expert": Party.HELPER, "operator": Party.OPERATOR}
STEPS: Final = [action for action in EngagementAction if action not in ELSEWHERE]


def reason_for(action: EngagementAction) -> str | None:
    """Return a reason that explains an action by itself, if it needs one."""
    if action not in NEEDS_REASON:
        return None
    return next(code for code, reason in REASONS.items() if action in reason.given_for)


def test_every_status_can_be_reached_and_left() -> None:
    assert LIFE.unreachable() == set()
    assert LIFE.without_exit() == set()


def test_every_action_is_in_the_table() -> None:
    assert {row.action for row in LIFE.transitions} == set(EngagementAction)


def test_what_belongs_to_an_engagement_has_no_status_that_nothing_reaches() -> None:
    for life in (MILESTONE, AMENDMENT, FOLLOW_UP):
        assert life.unreachable() == set()


def test_every_status_but_the_last_ends_by_itself() -> None:
    assert set(EngagementStatus) - set(BY_THE_CLOCK) == {EngagementStatus.ARCHIVED}
    for status, action in BY_THE_CLOCK.items():
        assert Party.SYSTEM in TABLE[status, action].parties


def test_every_action_that_needs_a_reason_has_some_to_choose_from() -> None:
    for action in NEEDS_REASON:
        assert [reason for reason in REASONS.values() if action in reason.given_for]


@SQLITE
async def test_from_each_status_people_can_do_what_the_table_says_and_no_more(
    parties: Parties,
) -> None:
    for status in EngagementStatus:
        engagement = {"id": await placed(parties, status)}
        before = await seen(parties.owner, engagement["id"])

        for (who, party), action in product(PEOPLE.items(), STEPS):
            row = TABLE.get((status, action))
            if row is not None and party in row.parties:
                continue  # Allowed: the next test does it.
            if row is not None or who == "owner":
                client: httpx.AsyncClient = getattr(parties, who)
                answer = await step(client, engagement, action, reason_code=reason_for(action))
                wanted = HTTPStatus.CONFLICT if row is None else HTTPStatus.FORBIDDEN
                assert answer.status_code == wanted, (status, who, action, answer.text)

        assert await seen(parties.owner, engagement["id"]) == before


ALLOWED: Final = [
    (row.state, row.action, who)
    for row in LIFE.transitions
    for who, party in PEOPLE.items()
    if party in row.parties and row.action not in ELSEWHERE
]


@SQLITE
async def test_every_row_of_the_table_is_a_step_that_people_can_take(parties: Parties) -> None:
    for status, action, who in ALLOWED:
        moment = utc_now()
        changes: dict[str, Any] = {}
        if status is EngagementStatus.DISPUTED:
            changes = {"before": EngagementStatus.DELIVERED, "disputed_at": moment}
            changes["disputed_at"] = moment.replace(year=moment.year - 1)
        if status is EngagementStatus.ARCHIVED:
            changes = {"accepted_at": moment}
        engagement = {"id": await placed(parties, status, **changes)}
        if action is EngagementAction.DELIVER:
            await hand_in(parties.expert, engagement)
        client: httpx.AsyncClient = getattr(parties, who)

        answer = await step(client, engagement, action, reason_code=reason_for(action))

        assert answer.status_code == HTTPStatus.OK, (status, action, answer.text)
        assert answer.json()["status"] == TABLE[status, action].next
        history = (await client.get(f"/engagements/{engagement['id']}/history")).json()
        assert (history[-1]["action"], history[-1]["reason_code"]) == (action, reason_for(action))


@SQLITE
async def test_who_began_a_dispute_can_take_it_back(parties: Parties) -> None:
    kinds = (("in_progress", "withdraw_dispute"), ("delivered", "withdraw_refusal"))
    for side, (before, action) in product(("firm", "helper"), kinds):
        client = parties.owner if side == "firm" else parties.expert
        changes = {"opened_by": side, "before": before, "disputed_at": utc_now()}
        engagement = {"id": await placed(parties, EngagementStatus.DISPUTED, **changes)}
        other = parties.expert if side == "firm" else parties.owner

        refused = await step(other, engagement, action)
        done = await step(client, engagement, action)

        assert refused.status_code == HTTPStatus.FORBIDDEN
        assert done.json()["status"] == before
        assert (done.json()["before"], done.json()["opened_by"]) == (None, None)


ENDS: Final = {
    EngagementStatus.NEGOTIATING: "published",
    EngagementStatus.CONTRACT_SIGNED: "unresolved",
    EngagementStatus.IN_PROGRESS: "unresolved",
    EngagementStatus.DELIVERED: "unresolved",
}


@SQLITE
async def test_an_end_leaves_the_need_where_it_can_go_on(parties: Parties) -> None:
    for status, left in ENDS.items():
        engagement_id = await placed(parties, status)

        await step(parties.operator, {"id": engagement_id}, "terminate", reason_code="unlawful")

        engagement = await seen(parties.owner, engagement_id)
        assert await demand_status(parties, engagement) == left
        demand = (await parties.owner.get(f"/demands/{engagement['demand_id']}")).json()
        assert demand["actions"]


@SQLITE
async def test_the_helper_sees_the_need_while_they_work_on_it_not_after_idle_talk(
    parties: Parties,
) -> None:
    talks = await engaged(parties, EngagementStatus.NEGOTIATING)
    work = await engaged(parties, EngagementStatus.IN_PROGRESS)
    demands = [f"/demands/{one['demand_id']}" for one in (talks, work)]

    during = [(await parties.expert.get(demand)).status_code for demand in demands]
    await step(parties.expert, talks, "terminate", reason_code="terms_not_agreed")
    demand = (await parties.owner.get(demands[0])).json()
    await move(parties.owner, demand, action="withdraw", reason_code="no_longer_needed")
    await step(parties.operator, work, "terminate", reason_code="unlawful")
    after = [(await parties.expert.get(demand)).status_code for demand in demands]

    assert during == [HTTPStatus.OK, HTTPStatus.OK]
    assert after == [HTTPStatus.NOT_FOUND, HTTPStatus.OK]


@SQLITE
async def test_a_reason_is_needed_fits_and_is_explained(parties: Parties) -> None:
    engagement = {"id": await placed(parties, EngagementStatus.DELIVERED)}
    wrong: list[dict[str, Any]] = [
        {},
        {"reason_code": "price_not_agreed"},
        {"reason_code": "other"},
        {"reason_code": "time_elapsed"},
    ]

    for said in wrong:
        answer = await step(parties.owner, engagement, "request_changes", **said)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, said

    codes = (await parties.nobody.get("/engagement-reason-codes")).json()
    assert {code["code"] for code in codes} == set(EngagementReason)


@SQLITE
async def test_nobody_overwrites_what_they_have_not_seen(parties: Parties) -> None:
    engagement_id = await placed(parties, EngagementStatus.PROPOSED)
    place = f"/engagements/{engagement_id}/status"

    blind = await parties.owner.put(place, json={"action": "negotiate"})
    headers = {"If-Match": '"v9"'}
    stale = await parties.owner.put(place, json={"action": "negotiate"}, headers=headers)

    assert blind.status_code == HTTPStatus.PRECONDITION_REQUIRED
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED


def test_every_status_has_a_demand_to_stand_beside_it() -> None:
    assert set(STANDING) == set(EngagementStatus)
