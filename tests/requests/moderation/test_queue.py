"""The queue is ordered by the clock; what is late is told to all operators, once each time."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import time_machine

from services.requests.clock import ExpiryClock
from services.requests.demands.domain import DemandStatus
from services.requests.dependencies import Resources
from shared.clock import CITY_TIME
from tests.requests.conftest import Parties
from tests.requests.stories import SUBMIT, brought_to, draft, move

FRIDAY = datetime(2026, 2, 13, 17, 30, tzinfo=CITY_TIME)
"""The next day is a Saturday on which people work, then come nine days of Spring Festival."""


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


async def queue(parties: Parties, wanted: str = "") -> list[dict[str, Any]]:
    answer = await parties.operator.get(f"/moderation/queue{wanted}")
    assert answer.status_code == HTTPStatus.OK, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def escalate(parties: Parties) -> int:
    resources: Resources = parties.app.state.resources
    clock = ExpiryClock(resources.database, resources.feed, rules=resources.rules, interval=1)
    return await clock.escalate_overdue()


async def test_due_times_are_counted_in_working_time_over_the_spring_festival(
    parties: Parties,
) -> None:
    with at(FRIDAY):
        await brought_to(parties, DemandStatus.SUBMITTED)
        [item] = await queue(parties)

    assert item["desk"]["next_stage"] == "contact"
    assert item["desk"]["contact_due"] == "2026-02-14T01:30:00Z"
    assert item["desk"]["plan_due"] == "2026-02-26T03:30:00Z"
    assert item["desk"]["close_due"] == "2026-03-02T09:30:00Z"
    assert item["desk"]["overdue"] is False


async def test_what_is_due_first_comes_first_page_by_page(parties: Parties) -> None:
    with at(FRIDAY):
        late = await brought_to(parties, DemandStatus.SUBMITTED)
    with at(FRIDAY + timedelta(days=12)):
        fresh = await brought_to(parties, DemandStatus.SUBMITTED)
        contacted = await brought_to(parties, DemandStatus.UNDER_REVIEW)
        rows = [{"title": "导入的需求", "source_id": "1"}]
        await parties.operator.post("/demands/import", json={"source": "peer", "rows": rows})

        first = (await parties.operator.get("/moderation/queue?limit=2")).json()
        second = (
            await parties.operator.get(f"/moderation/queue?limit=2&cursor={first['next_cursor']}")
        ).json()
        overdue = await queue(parties, "?overdue=true")
        in_time = await queue(parties, "?overdue=false&status=submitted")

    order = [item["id"] for item in first["items"] + second["items"]]
    assert order == [late["id"], fresh["id"], contacted["id"]]
    assert second["next_cursor"] is None
    assert [item["id"] for item in overdue] == [late["id"]]
    assert [item["id"] for item in in_time] == [fresh["id"]]


async def test_the_queue_tells_mine_from_what_nobody_has(parties: Parties) -> None:
    free = await brought_to(parties, DemandStatus.SUBMITTED)
    held = await brought_to(parties, DemandStatus.SUBMITTED)
    await move(parties.operator, held, action="claim")

    assert [item["id"] for item in await queue(parties, "?mine=true")] == [held["id"]]
    assert [item["id"] for item in await queue(parties, "?unclaimed=true")] == [free["id"]]


async def test_each_stage_that_is_missed_is_escalated_once(parties: Parties) -> None:
    with at(FRIDAY):
        demand = await brought_to(parties, DemandStatus.SUBMITTED)
        assert await escalate(parties) == 0
    with at(FRIDAY + timedelta(days=11)):
        assert [await escalate(parties) for _ in range(2)] == [1, 0]
        [item] = await queue(parties, "?escalated=true")
        await move(parties.operator, item, action="claim")
        assert await escalate(parties) == 0
    with at(FRIDAY + timedelta(days=20)):
        assert [await escalate(parties) for _ in range(2)] == [1, 0]
        history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()

    assert item["desk"]["overdue"] is True
    assert [step["action"] for step in history] == ["submit", "escalate", "claim", "escalate"]
    told = [step for step in history if step["action"] == "escalate"]
    assert {step["actor"] for step in told} == {"system"}
    assert [step["details"]["stage"] for step in told] == ["contact", "plan"]
    assert told[0]["details"]["due_at"] == "2026-02-14T01:30:00Z"


async def test_a_new_submission_starts_the_clocks_anew(parties: Parties) -> None:
    with at(FRIDAY):
        demand = await brought_to(parties, DemandStatus.RETURNED)
        assert await queue(parties) == []
    with at(FRIDAY + timedelta(days=11)):
        seen = (await move(parties.owner, demand, **SUBMIT[1])).json()

    assert seen["desk"]["contact_due"] == "2026-02-25T01:30:00Z"
    assert seen["desk"]["contacted_at"] is None


async def test_a_published_need_is_late_once_it_should_be_closed(parties: Parties) -> None:
    with at(FRIDAY):
        await draft(parties.owner)
        await brought_to(parties, DemandStatus.PUBLISHED)
    with at(FRIDAY + timedelta(days=30)):
        [item] = await queue(parties)

    assert (item["desk"]["next_stage"], item["desk"]["overdue"]) == ("close", True)
