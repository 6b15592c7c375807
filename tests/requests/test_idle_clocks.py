"""A clock that has nothing to do keeps nobody waiting: it looks before it opens a transaction."""

import asyncio

from services.requests.clock import ExpiryClock
from services.requests.dependencies import Resources
from services.requests.engagement_clock import EngagementClock
from services.requests.grants.clock import GrantClock
from services.requests.pursuit.assembly import pursuit_clock
from services.requests.reminders.clock import ReminderClock
from services.requests.responses.clock import ResponseClock
from services.requests.settings import RequestsSettings
from shared.leases import Lease
from shared.rounds import Clock
from tests.requests.conftest import Parties
from tests.requests.responses.stories import SQLITE
from tests.requests.stories import published


def clocks_of(held: Resources) -> list[Clock]:
    """Return every clock of the service, to be moved by hand."""
    database, feed, rules = held.database, held.feed, held.rules
    return [
        ExpiryClock(database, feed, rules=rules, interval=60),
        EngagementClock(database, feed, rules=rules, interval=60),
        GrantClock(database, rules=held.grant_rules, interval=60),
        ReminderClock(database, rules=RequestsSettings().reminder_rules, interval=60),
        ResponseClock(database, feed, rules=rules, interval=60),
        pursuit_clock(database, feed, held.peers, rules=rules, interval=60, lease=Lease()),
    ]


@SQLITE
async def test_a_clock_with_nothing_to_do_waits_for_no_writer(parties: Parties) -> None:
    await published(parties)
    held: Resources = parties.app.state.resources

    async with held.database.transaction(), asyncio.timeout(5):
        done = [await clock.do_what_is_due() for clock in clocks_of(held)]

    assert [count for count in done if count] == []
