"""Before a wait ends by itself, whoever is waited for is told so, once."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine

from services.requests.demands.domain import DemandStatus
from services.requests.dependencies import Resources
from services.requests.engagements.domain import EngagementStatus
from services.requests.reminders.clock import ReminderClock
from services.requests.responses.domain import ResponseStatus
from services.requests.settings import RequestsSettings
from shared.clock import CITY_TIME
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import engaged
from tests.requests.grants.stories import SECRET, asked
from tests.requests.responses.stories import SQLITE, brought_to, seen, told
from tests.requests.stories import brought_to as need_at
from tests.requests.stories import move, published

MONDAY: Final = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Ten in the morning in the city, in a month without holidays."""

pytestmark = pytest.mark.usefixtures("_monday")


@pytest.fixture
def _monday() -> Any:  # noqa: ANN401 - a generator
    with time_machine.travel(MONDAY, tick=False):
        yield


def clock_of(parties: Parties, **changes: int) -> ReminderClock:
    resources: Resources = parties.app.state.resources
    settings = RequestsSettings().model_copy(update=changes)
    return ReminderClock(resources.database, rules=settings.reminder_rules, interval=60)


async def go_round(parties: Parties, at: str, **changes: int) -> int:
    """Let the clock strike at a time of the city; return of how much it reminded."""
    with time_machine.travel(datetime.fromisoformat(f"{at}+08:00"), tick=False):
        return await clock_of(parties, **changes).do_what_is_due()


async def test_a_response_reminds_whose_turn_it_is_once_in_working_time(parties: Parties) -> None:
    response = await brought_to(parties, ResponseStatus.OFFERED)
    due = (await seen(parties.owner, response))["due_at"]

    # Two weeks of work from Monday, 10:00; a working day is seven hours.
    early = await go_round(parties, "2026-03-12T17:00:00")
    soon = await go_round(parties, "2026-03-13T09:30:00")
    again = await go_round(parties, "2026-03-13T17:00:00")
    late = await go_round(parties, "2026-03-16T10:30:00")

    assert due == "2026-03-16T02:00:00Z"
    assert (early, soon, again, late) == (0, 1, 0, 0)
    [message] = await told(parties, "response_due_soon")
    assert message["to"] == {"kind": "organization", "id": "acme"}
    assert message["facts"]["status"]["zh"] == "已报价"
    assert message["link"] == f"/responses/{response['id']}"


@SQLITE
async def test_a_wait_that_begins_anew_is_told_of_anew(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    grant = await asked(parties.provider, demand)
    first = await go_round(parties, "2026-03-09T09:30:00")
    with time_machine.travel(datetime.fromisoformat("2026-03-09T09:40:00+08:00"), tick=False):
        await parties.owner.put(
            f"/grants/{grant['id']}/status", json={"action": "approve"}, headers={"If-Match": "*"}
        )

    second = await go_round(parties, "2026-03-20T17:00:00")

    assert (first, second) == (1, 1)
    told_to = [message["to"]["id"] for message in await told(parties, "grant_due_soon")]
    assert told_to == ["acme", "institute"], "first who decides, then who accepts"


@SQLITE
async def test_the_firm_is_reminded_of_a_delivery_and_both_of_talks(parties: Parties) -> None:
    delivered = await engaged(parties, EngagementStatus.DELIVERED)
    talks = await engaged(parties, EngagementStatus.NEGOTIATING)

    count = await go_round(parties, "2026-03-23T09:30:00")
    last = datetime.fromisoformat(talks["due_at"]) - timedelta(hours=1)
    later = await go_round(parties, f"{last.astimezone(CITY_TIME):%Y-%m-%dT%H:%M:%S}")

    messages = await told(parties, "engagement_due_soon")
    links = [message["link"] for message in messages]
    assert (count, later) == (1, 1)
    assert links == [f"/engagements/{delivered['id']}", *[f"/engagements/{talks['id']}"] * 2]
    assert messages[0]["to"] == {"kind": "organization", "id": "acme"}


@SQLITE
async def test_owners_are_reminded_of_what_waits_for_them_and_of_what_expires(
    parties: Parties,
) -> None:
    returned = await need_at(parties, DemandStatus.RETURNED)
    asked_to_close = await published(parties, title="建议结案的需求")
    why = "not_feasible"
    await move(parties.operator, asked_to_close, action="propose_closing", reason_code=why)

    closing = await go_round(parties, "2026-03-09T09:30:00")
    untouched = await go_round(parties, "2026-04-25T12:00:00")
    expiring = await go_round(parties, "2026-08-25T12:00:00")

    said = [
        (message["link"].rpartition("/")[2], message["facts"]["what"]["en"])
        for message in await told(parties, "need_due_soon")
    ]
    assert (closing, untouched, expiring) == (1, 1, 1)
    assert [one for one, _ in said] == [asked_to_close["id"], returned["id"], asked_to_close["id"]]
    assert "renewed" in said[2][1]


@SQLITE
async def test_nobody_is_reminded_where_reminders_are_turned_off(parties: Parties) -> None:
    await brought_to(parties, ResponseStatus.OFFERED)

    none = await go_round(parties, "2026-03-16T09:59:00", reminder_hours=0, expiry_reminder_days=0)

    assert none == 0
    assert timedelta(hours=8) == RequestsSettings().reminder_rules.ahead
