"""The life of a demand, exhaustively: as a table, and through HTTP."""

from datetime import timedelta
from http import HTTPStatus
from itertools import product
from typing import Any, Final
from uuid import uuid4

import pytest
import time_machine

from services.requests.clock import ExpiryClock
from services.requests.demands.domain import DemandAction, DemandStatus, Party
from services.requests.demands.life import LIFE
from services.requests.demands.reasons import NEEDS_REASON
from services.requests.dependencies import Resources
from shared.clock import utc_now
from tests.requests.conftest import Parties
from tests.requests.stories import advance, brought_to, move, published

ANSWERS: Final = {
    DemandAction.ACCEPT_CLOSING,
    DemandAction.DECLINE_CLOSING,
    DemandAction.LAPSE,
}
TABLE: Final = {(row.state, row.action): row for row in LIFE.transitions}


def test_every_status_can_be_reached_and_left() -> None:
    assert LIFE.unreachable() == set()
    assert LIFE.without_exit() == set()


def test_every_action_is_in_the_table() -> None:
    assert {row.action for row in LIFE.transitions} == set(DemandAction)


def test_only_the_clock_expires_escalates_pursues_and_waits_no_longer() -> None:
    by_the_clock = {
        DemandAction.EXPIRE,
        DemandAction.ESCALATE,
        DemandAction.PURSUE,
        DemandAction.LAPSE,
    }
    assert {row.parties for row in LIFE.transitions if row.action in by_the_clock} == {
        frozenset({Party.SYSTEM})
    }


def step_for(action: DemandAction) -> dict[str, Any]:
    """Return the step as a person asks for it, with a reason where one is needed."""
    reason = "other" if action in NEEDS_REASON else None
    step: dict[str, Any] = {"action": action, "reason_code": reason}
    if action is DemandAction.MERGE:
        step["into"] = str(uuid4())
    if action is DemandAction.TRANSFER:
        step["to"] = "desk-2"
    return {**step, "note": "见说明" if reason else None}


async def ready_for(
    parties: Parties, demand: dict[str, Any], action: DemandAction
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the demand and the step, once everything is there that the step needs."""
    step = step_for(action)
    if action is DemandAction.MERGE:
        step["into"] = (await published(parties, title="已发布的另一条"))["id"]
    if action in ANSWERS:
        proposal = {"action": "propose_closing", "reason_code": "no_help_found"}
        demand = (await move(parties.operator, demand, **proposal)).json()
    if action is DemandAction.RELEASE:
        demand = (await move(parties.operator, demand, action="claim")).json()
    return demand, step


async def pass_days(parties: Parties, days: int) -> int:
    """Let the clock strike after some days; return how many demands expired."""
    resources: Resources = parties.app.state.resources
    clock = ExpiryClock(resources.database, resources.feed, rules=resources.rules, interval=1)
    with time_machine.travel(utc_now() + timedelta(days=days), tick=False):
        return await clock.expire_overdue()


async def at(parties: Parties, status: DemandStatus) -> dict[str, Any]:
    """Return a demand that stands at a status, as its owner sees it."""
    if status is DemandStatus.EXPIRED:
        demand = await published(parties)
        assert await pass_days(parties, 181)
    else:
        demand = await brought_to(parties, status)
    seen: dict[str, Any] = (await parties.owner.get(f"/demands/{demand['id']}")).json()
    assert seen["status"] == status
    return seen


SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
"""For what is no matter of SQL."""


@pytest.fixture(params=list(DemandStatus))
async def demand(request: pytest.FixtureRequest, parties: Parties) -> dict[str, Any]:
    """A demand at each status."""
    return await at(parties, request.param)


@SQLITE
async def test_from_each_status_everybody_can_do_what_the_table_says_and_no_more(
    parties: Parties, demand: dict[str, Any]
) -> None:
    status = DemandStatus(demand["status"])
    people = {"owner": Party.OWNER, "operator": Party.OPERATOR}

    for (who, party), action in product(people.items(), DemandAction):
        row = TABLE.get((status, action))
        if row is not None and party in row.parties:
            continue  # allowed: the next test does it
        answer = await move(getattr(parties, who), demand, **step_for(action))
        wanted = HTTPStatus.CONFLICT if row is None else HTTPStatus.FORBIDDEN
        assert answer.status_code == wanted, (who, action, answer.text)

    unchanged = (await parties.owner.get(f"/demands/{demand['id']}")).json()
    assert unchanged == demand


MOVES: Final = [
    (row.state, row.action, who)
    for row in LIFE.transitions
    for who, party in (("owner", Party.OWNER), ("operator", Party.OPERATOR))
    if party in row.parties
]


@SQLITE
@pytest.mark.parametrize("status", list(DemandStatus))
async def test_every_row_of_the_table_is_a_step_that_people_can_take(
    parties: Parties, status: DemandStatus
) -> None:
    for state, action, who in MOVES:
        if state is not status:
            continue
        start, step = await ready_for(parties, await at(parties, status), action)

        answer = await move(getattr(parties, who), start, **step)

        assert answer.status_code == HTTPStatus.OK, answer.text
        moved = answer.json()
        assert moved["status"] == TABLE[state, action].next
        assert moved["version"] == start["version"] + 1
        history = (await parties.owner.get(f"/demands/{start['id']}/history")).json()
        last = {name: history[-1][name] for name in ("action", "from_status", "to_status")}
        assert last == {"action": action, "from_status": state, "to_status": moved["status"]}
        assert history[-1]["actor"] == {"owner": "li", "operator": "desk-1"}[who]
        assert history[-1]["reason_code"] == step_for(action)["reason_code"]


DRIVEN: Final = {
    (row.state, row.action): row.next
    for row in LIFE.transitions
    if Party.SYSTEM in row.parties and row.action is not DemandAction.EXPIRE
}


@SQLITE
@pytest.mark.parametrize("status", sorted({state for state, _ in DRIVEN}))
async def test_every_row_of_the_system_is_a_step_that_others_can_cause(
    parties: Parties, status: DemandStatus
) -> None:
    for (state, action), following in DRIVEN.items():
        if state is not status:
            continue
        start = await at(parties, status)
        if status is not DemandStatus.RETURNED:
            start, _ = await ready_for(parties, start, action)

        moved = await advance(parties, start, action)

        assert (moved["status"], moved["version"]) == (following, start["version"] + 1)
        history = (await parties.owner.get(f"/demands/{start['id']}/history")).json()
        assert (history[-1]["action"], history[-1]["actor"]) == (action, "chen")
