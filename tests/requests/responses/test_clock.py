"""By when something has to come, in working time: weekends, the Spring Festival, year ends."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pytest
import time_machine

from services.requests.dependencies import Resources
from services.requests.responses.clock import ResponseClock
from services.requests.responses.domain import WAITING, ResponseStatus
from services.requests.responses.rules import ResponseRules
from services.requests.settings import RequestsSettings
from shared.clock import CITY_TIME
from tests.requests.conftest import Parties
from tests.requests.responses.stories import SQLITE, brought_to, seen, told

S = ResponseStatus
RULES: Final = RequestsSettings().rules


def city(text: str) -> datetime:
    """Return a moment in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY_TIME)


@pytest.mark.parametrize(
    ("status", "since", "due"),
    [
        # A Friday before an ordinary weekend, and a Saturday.
        (S.EXPRESSED, "2026-11-20T10:00", "2026-11-24T10:00"),
        (S.EXPRESSED, "2026-11-21T10:00", "2026-11-25T09:00"),
        # Spring Festival 2025: closed from 28 January to 4 February; the Sunday before makes up.
        (S.EXPRESSED, "2025-01-26T10:00", "2025-02-05T10:00"),
        (S.INFO_REQUESTED, "2025-01-27T15:30", "2025-02-10T15:30"),
        (S.COUNTERED, "2025-01-29T12:00", "2025-02-11T09:00"),
        # Over a year's end: 1 January is closed.
        (S.SHORTLISTED, "2024-12-25T17:00", "2025-01-09T17:00"),
        (S.SELECTED, "2026-11-20T10:00", None),
        (S.WITHDRAWN, "2026-11-20T10:00", None),
    ],
)
def test_a_wait_is_counted_in_working_days(
    status: ResponseStatus, since: str, due: str | None
) -> None:
    found = RULES.responses.due(status, city(since), RULES.clock.working)

    assert found == (None if due is None else city(due))


def test_the_rules_are_settings_and_a_wrong_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUESTS_RESPONSES", '{"offered_days": 3}')
    read: Mapping[str, Any] = RequestsSettings().rules.responses.model_dump()
    monkeypatch.setenv("REQUESTS_RESPONSES", '{"offered_days": 0}')

    assert read == {**ResponseRules().model_dump(), "offered_days": 3}
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        RequestsSettings()


def test_every_wait_ends_within_a_month_unless_somebody_says_otherwise() -> None:
    rules = ResponseRules()

    assert max(getattr(rules, f"{status}_days") for status in WAITING) <= 22


async def struck(parties: Parties, response: dict[str, Any]) -> dict[str, Any]:
    """Let the clock strike, and return the response as its author sees it then.

    The service's own clock may be about the same: what that has in hand ours passes over.
    """
    resources: Resources = parties.app.state.resources
    clock = ResponseClock(resources.database, resources.feed, rules=resources.rules, interval=1)
    if not await clock.do_what_is_due():
        await asyncio.sleep(0.5)
    return await seen(parties.expert, response)


async def test_a_response_lives_through_its_last_moment_and_no_longer(parties: Parties) -> None:
    with time_machine.travel(city("2025-01-26T10:00"), tick=False):
        response = await brought_to(parties, S.OFFERED)

    with time_machine.travel(city("2025-02-14T10:00"), tick=False):
        last = await struck(parties, response)
    with time_machine.travel(city("2025-02-14T10:01"), tick=False):
        over = await struck(parties, response)

    assert datetime.fromisoformat(response["due_at"]) == city("2025-02-14T10:00")
    assert (last["status"], last["overdue"]) == ("offered", False)
    assert (over["status"], over["reason_code"]) == ("expired", "no_answer_from_firm")


@SQLITE
async def test_operators_list_what_somebody_is_late_with(parties: Parties) -> None:
    with time_machine.travel(city("2026-11-20T10:00"), tick=False):
        response = await brought_to(parties, S.EXPRESSED)
        early = (await parties.operator.get("/responses?overdue=true")).json()["items"]

    with time_machine.travel(city("2026-11-24T10:01"), tick=False):
        late = (await parties.operator.get("/responses?overdue=true")).json()["items"]

    assert early == []
    assert [(one["id"], one["overdue"]) for one in late] == [(response["id"], True)]


@SQLITE
async def test_what_the_desk_does_not_take_over_goes_to_the_firm(parties: Parties) -> None:
    with time_machine.travel(city("2026-11-20T10:00"), tick=False):
        response = await brought_to(parties, S.EXPRESSED)
    with time_machine.travel(city("2026-11-24T10:01"), tick=False):
        handed = await struck(parties, response)

    assert (handed["status"], handed["reason_code"]) == ("taken_over", "desk_was_late")
    assert handed["waiting_for"] == "firm"
    [message] = await told(parties, "response_awaits_firm")
    assert message["to"] == {"kind": "organization", "id": "acme"}
