"""Nothing waits for ever: what the clock does, and when, over weekends, feasts and year ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
import time_machine

from services.requests.amendments.domain import AmendmentKind
from services.requests.amendments.models import Amendment
from services.requests.clocks.calendar import ChineseCalendar
from services.requests.clocks.domain import WorkingTime
from services.requests.clocks.hours import read_hours
from services.requests.demands.domain import DemandStatus
from services.requests.demands.models import Demand
from services.requests.engagements.domain import EngagementStatus, Side
from services.requests.engagements.models import Engagement
from services.requests.engagements.rules import EngagementRules
from services.requests.engagements.timekeeping import due
from services.requests.followups.domain import months_after
from services.requests.milestones.models import Milestone
from services.requests.settings import RequestsSettings
from shared.clock import CITY_TIME, utc_now
from shared.lifecycle import IllegalTransitionError
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed, placed_rows, store
from tests.requests.engagements.stories import (
    clock_of,
    demand_status,
    engaged,
    seen,
    step,
)
from tests.requests.stories import move

_S = EngagementStatus
SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
WORKING: Final = WorkingTime(read_hours("09:00-12:00,14:00-18:00"), ChineseCalendar())
RULES: Final = EngagementRules()
LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)


def city(text: str) -> datetime:
    """Return a moment by the clocks in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY_TIME)


@pytest.mark.parametrize(
    ("status", "entered", "ends"),
    [
        (_S.PROPOSED, "2026-11-23 10:00", "2026-12-07 10:00"),
        (_S.PROPOSED, "2026-11-28 10:00", "2026-12-14 09:00"),  # a Saturday counts from Monday
        (_S.DELIVERED, "2026-02-10 10:00", "2026-03-09 10:00"),  # over the Spring Festival
        (_S.DELIVERED, "2025-12-24 10:00", "2026-01-15 10:00"),  # over a year's end
        (_S.CHANGES_REQUESTED, "2026-09-25 10:00", "2026-10-30 09:00"),  # two feasts, a make-up day
        (_S.ACCEPTED, "2026-12-25 10:00", "2027-01-08 10:00"),  # days as they come
        (_S.CONTRACT_SIGNED, "2026-11-23 10:00", "2026-12-07 09:00"),  # from its first day on
        (_S.IN_PROGRESS, "2026-11-23 10:00", "2027-01-29 09:00"),  # from its last day on
    ],
)
def test_each_wait_ends_when_the_rules_say(
    status: EngagementStatus, entered: str, ends: str
) -> None:
    rows = placed_rows(status, start_on=date(2026, 11, 30), finish_on=date(2026, 12, 30))
    [engagement] = [row for row in rows if isinstance(row, Engagement)]

    assert due(engagement, RULES, WORKING, city(entered)) == city(ends)


@pytest.mark.parametrize(
    ("accepted", "months", "asked"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-10-15", 3, "2027-01-15"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_a_firm_is_asked_on_the_same_day_of_a_later_month(
    accepted: str, months: int, asked: str
) -> None:
    assert months_after(date.fromisoformat(accepted), months) == date.fromisoformat(asked)


OVER: Final = {
    _S.PROPOSED: ("terminated", "published"),
    _S.NDA_SIGNED: ("terminated", "published"),
    _S.NEGOTIATING: ("terminated", "published"),
    _S.CONTRACT_SIGNED: ("in_progress", "in_progress"),
    _S.REGISTERED: ("in_progress", "in_progress"),
    _S.IN_PROGRESS: ("suspended", "in_progress"),
    _S.CHANGES_REQUESTED: ("suspended", "in_progress"),
    _S.DELIVERED: ("disputed", "pending_acceptance"),
    _S.DISPUTED: ("disputed", "pending_acceptance"),
    _S.SUSPENDED: ("terminated", "unresolved"),
    _S.ACCEPTED: ("reviewed", "resolved"),
    _S.REVIEWED: ("archived", "resolved"),
    _S.FOLLOW_UP: ("archived", "resolved"),
    _S.TERMINATED: ("archived", "unresolved"),
}
"""Where the clock leaves an engagement that waited too long, and its demand."""


@SQLITE
async def test_every_wait_ends_by_itself(parties: Parties) -> None:
    ids = {status: await placed(parties, status, due_at=LONG_AGO) for status in OVER}
    ids[_S.ARCHIVED] = await placed(parties, _S.ARCHIVED, due_at=None)

    await clock_of(parties).move_on()

    for status, (left, demand) in OVER.items():
        engagement = await seen(parties.owner, ids[status])
        assert (status, engagement["status"]) == (status, left)
        assert await demand_status(parties, engagement) == demand
        assert engagement["due_at"] is None or engagement["due_at"] > "2026"
        history = (await parties.owner.get(f"/engagements/{ids[status]}/history")).json()
        assert history[-1]["actor"] == "system"
    assert (await seen(parties.owner, ids[_S.ARCHIVED]))["status"] == "archived"


@SQLITE
async def test_an_engagement_that_nobody_touches_comes_to_its_end(parties: Parties) -> None:
    engagement = await engaged(parties, _S.DELIVERED)
    clock, moment = clock_of(parties), utc_now()
    statuses: list[str] = []

    for _ in range(60):
        moment += timedelta(days=10)
        with time_machine.travel(moment, tick=False):
            await clock.do_what_is_due()
            now = (await seen(parties.owner, engagement["id"]))["status"]
        if now not in statuses[-1:]:
            statuses.append(now)

    assert statuses == ["delivered", "disputed", "terminated", "archived"]
    assert await demand_status(parties, engagement) == "unresolved"
    history = (await parties.owner.get(f"/engagements/{engagement['id']}/history")).json()
    assert [one["action"] for one in history].count("escalate") == RULES.escalations


@SQLITE
async def test_silence_on_a_delivery_is_no_acceptance_and_the_firm_can_break_it(
    parties: Parties,
) -> None:
    engagement_id = await placed(parties, _S.DELIVERED, due_at=LONG_AGO)
    await clock_of(parties).move_on()

    back = await step(parties.owner, {"id": engagement_id}, "withdraw_refusal")

    assert back.json()["status"] == "delivered"
    assert (await parties.nobody.get("/cases/summary")).json()["solved"] == 0


@SQLITE
async def test_late_milestones_are_noted_and_unanswered_changes_lapse(parties: Parties) -> None:
    engagement_id = await placed(parties, _S.IN_PROGRESS)
    said: dict[str, Any] = {"engagement_id": engagement_id, "changed_by": "chen"}
    late = Milestone(title="试制", due_on=date(2026, 1, 1), **said)
    ahead = Milestone(title="验证", due_on=date(2099, 1, 1), **said)
    change = Amendment(
        engagement_id=engagement_id,
        kind=AmendmentKind.TERMINATION,
        why="条件变化",
        proposed_by=Side.FIRM,
        subject="li",
        due_at=LONG_AGO,
    )
    await store(parties, [late, ahead, change])

    await clock_of(parties).do_what_is_due()

    place = f"/engagements/{engagement_id}"
    milestones = (await parties.owner.get(f"{place}/milestones")).json()
    [amendment] = (await parties.owner.get(f"{place}/amendments")).json()
    assert [one["status"] for one in milestones] == ["delayed", "pending"]
    assert (amendment["status"], amendment["answered_by"]) == ("lapsed", "system")
    assert (await seen(parties.owner, engagement_id))["status"] == "in_progress"


@SQLITE
async def test_talks_end_with_the_need_and_rest_with_it(parties: Parties) -> None:
    engagement = await engaged(parties, _S.NEGOTIATING)
    place = f"/demands/{engagement['demand_id']}"

    demand = (await parties.owner.get(place)).json()
    await move(parties.operator, demand, action="suspend", reason_code="complaint_upheld")
    resting = (await seen(parties.owner, engagement["id"]))["status"]
    demand = (await parties.owner.get(place)).json()
    await move(parties.operator, demand, action="resume")
    resumed = (await parties.owner.get(place)).json()
    await move(parties.owner, resumed, action="withdraw", reason_code="no_longer_needed")

    ended = await seen(parties.owner, engagement["id"])
    history = (await parties.owner.get(f"/engagements/{engagement['id']}/history")).json()
    assert (resting, resumed["status"]) == ("negotiating", DemandStatus.IN_CONTACT)
    assert (ended["status"], history[-1]["reason_code"]) == ("terminated", "demand_closed")
    assert await demand_status(parties, engagement) == "withdrawn"


@SQLITE
async def test_one_engagement_that_cannot_go_on_holds_up_no_other(parties: Parties) -> None:
    rows = placed_rows(_S.CONTRACT_SIGNED, due_at=LONG_AGO)
    for row in rows:
        if isinstance(row, Demand):
            row.status = DemandStatus.WITHDRAWN  # As no step of ours would leave it.
    await store(parties, rows)
    [stuck] = [row.id for row in rows if isinstance(row, Engagement)]
    other = await placed(parties, _S.PROPOSED, due_at=LONG_AGO + timedelta(days=1))

    with pytest.raises(IllegalTransitionError):
        await clock_of(parties).move_on()

    assert (await seen(parties.owner, stuck))["status"] == "contract_signed"
    assert (await seen(parties.owner, other))["status"] == "terminated"


def test_the_rules_are_a_setting() -> None:
    settings = RequestsSettings(engagements=EngagementRules(acceptance_days=3))

    assert settings.rules.engagements.acceptance_days == 3
    assert settings.rules.engagements.follow_up_months == (3, 6, 12)
