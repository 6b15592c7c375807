from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
import time_machine

from services.requests.clock import OVERDUE_AT_ONCE, ExpiryClock
from services.requests.demands.domain import DemandStatus, expiry
from services.requests.dependencies import Resources
from services.requests.settings import RequestsSettings
from services.requests.tables import FEED_TABLES
from shared.clock import city_today, utc_now
from shared.database import Database
from shared.feed.publisher import Feed
from shared.migrations import upgrade
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to, draft, events, move, published
from tests.waiting import until

NEW_YEAR_EVE = datetime(2026, 12, 31, 4, tzinfo=UTC)
DAYS_180 = timedelta(days=180)


def clock_of(parties: Parties) -> ExpiryClock:
    resources: Resources = parties.app.state.resources
    return ExpiryClock(resources.database, resources.feed, rules=resources.rules, interval=0.01)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


class TestExpiry:
    @pytest.mark.parametrize(
        ("published_on", "deadline", "last_day"),
        [
            ("2026-12-31", None, "2027-06-29"),
            ("2027-09-01", None, "2028-02-28"),
            ("2027-12-31", "2028-02-29", "2028-02-29"),
            ("2026-12-31", "2026-12-31", "2026-12-31"),
            ("2026-12-31", "2030-01-01", "2027-06-29"),
        ],
    )
    def test_it_ends_after_180_days_or_with_the_deadline(
        self, published_on: str, deadline: str | None, last_day: str
    ) -> None:
        today = datetime.fromisoformat(published_on).date()
        wanted_by = datetime.fromisoformat(deadline).date() if deadline else None

        end = expiry(today, wanted_by, validity=DAYS_180)

        assert end.isoformat() == last_day

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), "2026-12-31"),
            (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), "2027-01-01"),
        ],
    )
    def test_a_day_ends_at_midnight_in_the_city(self, moment: datetime, day: str) -> None:
        with at(moment):
            assert city_today().isoformat() == day


async def test_a_demand_stays_public_through_its_last_day(parties: Parties) -> None:
    with at(NEW_YEAR_EVE):
        demand = await published(parties, deadline="2026-12-31")
    assert demand["expires_on"] == "2026-12-31"

    with at(datetime(2026, 12, 31, 15, 59, tzinfo=UTC)):
        assert await clock_of(parties).expire_overdue() == 0
    with at(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)):
        assert await clock_of(parties).expire_overdue() == 1
        seen = await parties.nobody.get(f"/demands/{demand['id']}")

    assert seen.status_code == HTTPStatus.NOT_FOUND


async def test_the_clock_acts_as_the_system_and_says_why(parties: Parties) -> None:
    with at(NEW_YEAR_EVE):
        demand = await published(parties)
    with at(NEW_YEAR_EVE + timedelta(days=181)):
        await clock_of(parties).expire_overdue()

        history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
        told = await events(parties)

    assert history[-1] == {
        "action": "expire",
        "from_status": "published",
        "to_status": "expired",
        "actor": "system",
        "at": "2027-06-30T04:00:00Z",
        "reason_code": "time_elapsed",
        "note": None,
        "details": None,
    }
    assert [event["method"] for event in told] == ["PUT", "DELETE"]


async def test_a_renewed_demand_has_its_full_time_again(parties: Parties) -> None:
    with at(NEW_YEAR_EVE):
        demand = await published(parties)
    with at(NEW_YEAR_EVE + timedelta(days=200)):
        await clock_of(parties).expire_overdue()
        expired = (await parties.owner.get(f"/demands/{demand['id']}")).json()
        assert expired["actions"] == ["renew", "revise", "withdraw"]

        renewed = (await move(parties.owner, expired, action="renew")).json()
        seen = await parties.nobody.get(f"/demands/{demand['id']}")

    assert (renewed["status"], renewed["expires_on"]) == ("published", "2028-01-15")
    assert renewed["published_at"] == demand["published_at"]
    assert seen.status_code == HTTPStatus.OK


async def test_what_is_past_its_deadline_is_not_renewed_but_revised(parties: Parties) -> None:
    with at(NEW_YEAR_EVE):
        demand = await published(parties, deadline="2027-01-10")
    with at(NEW_YEAR_EVE + timedelta(days=20)):
        await clock_of(parties).expire_overdue()
        expired = (await parties.owner.get(f"/demands/{demand['id']}")).json()

        refused = await move(parties.owner, expired, action="renew")
        revised = await move(parties.owner, expired, action="revise")

    assert refused.status_code == HTTPStatus.CONFLICT
    assert revised.json()["status"] == "draft"


async def test_only_what_is_published_expires(parties: Parties) -> None:
    with at(NEW_YEAR_EVE):
        await draft(parties.owner, deadline="2027-01-10")
        await brought_to(parties, DemandStatus.UNDER_REVIEW, deadline="2027-01-10")

    with at(NEW_YEAR_EVE + timedelta(days=400)):
        assert await clock_of(parties).expire_overdue() == 0


async def test_many_expire_in_several_transactions(parties: Parties) -> None:
    rows = [{"title": f"需求{n}", "source_id": str(n)} for n in range(OVERDUE_AT_ONCE + 5)]
    request = {"source": "peer", "publish": True, "rows": rows}
    with at(NEW_YEAR_EVE):
        await parties.operator.post("/demands/import", json=request)

    with at(NEW_YEAR_EVE + timedelta(days=181)):
        assert await clock_of(parties).expire_overdue() == OVERDUE_AT_ONCE + 5
        assert await clock_of(parties).expire_overdue() == 0


async def test_the_clock_runs_by_itself(parties: Parties) -> None:
    await published(parties, deadline=city_today().isoformat())
    clock = clock_of(parties)

    async def is_expired() -> bool:
        summary = (await parties.operator.get("/summary")).json()
        counts = {row["status"]: row["demands"] for row in summary["statuses"]}
        return bool(counts["expired"])

    with time_machine.travel(utc_now() + timedelta(days=2)):
        async with clock.running():
            await until(is_expired)

    assert clock.healthy


async def test_a_clock_that_cannot_work_says_so_and_goes_on(database_url: str) -> None:
    database = Database(database_url)
    clock = ExpiryClock(
        database, Feed("x", FEED_TABLES), rules=RequestsSettings().rules, interval=0.01
    )

    async def is_unhealthy() -> bool:
        return not clock.healthy

    async def is_healthy() -> bool:
        return clock.healthy

    async with clock.running():
        await until(is_unhealthy)
        await upgrade(database_url, "services.requests")
        await until(is_healthy)

    assert clock.healthy
    await database.dispose()
