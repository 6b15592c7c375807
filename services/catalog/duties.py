"""What the catalogue does besides answering: all of it begins and ends with the app."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.achievements.service import ACHIEVEMENTS
from services.catalog.clock import AT_ONCE, Act, CareerClock, DueClock, Look
from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.experts.service import EXPERTS
from services.catalog.facilities.service import FACILITIES
from services.catalog.listings.repository import ListingRepository
from services.catalog.listings.service import CLOCK, ListingDesk, ListingService
from services.catalog.messages import MESSAGES
from services.catalog.offerings.service import OFFERINGS
from services.catalog.providers.service import PROVIDERS
from services.catalog.registrations.gateways import Portal
from services.catalog.reminders import Reminders
from services.catalog.settings import CatalogSettings
from services.catalog.tables import FEED_TABLES, TRAIL
from services.catalog.teams.repository import TeamRepository
from services.catalog.teams.service import TeamService
from shared.audit.office import AuditOffice
from shared.clock import city_today, utc_now
from shared.database import Database
from shared.feed.follower import Follower
from shared.feed.pruning import FeedPruner
from shared.feed.publisher import Feed
from shared.health import Check
from shared.leases import Lease, lease_of
from shared.messages.office import MessageOffice
from shared.opening import opened

KINDS: Final = (PROVIDERS, OFFERINGS, EXPERTS, FACILITIES, ACHIEVEMENTS)

Following = Callable[[Database, Feed, Mapping[EntryKind, Kind], Lease], Follower]


class Duties:
    """The database, what is published and told, and the clock.

    Args:
        settings: What the catalogue was told.
        portal: Who is asked about people, and told about experts.
        following: Makes what follows the requests service's cases.
    """

    def __init__(self, settings: CatalogSettings, portal: Portal, following: Following) -> None:
        self._settings = settings
        self.database = Database(settings.dsn, settings.limits)
        self._lease = lease_of(self.database)
        self.feed = Feed(settings.name, FEED_TABLES)
        self._pruner = FeedPruner(
            self.database, self.feed, keep=settings.feed_keep, lease=self._lease
        )
        self.audit = AuditOffice(TRAIL, self.database, keep=settings.audit_keep, lease=self._lease)
        self.messages = MessageOffice(MESSAGES, self.database, lease=self._lease)
        self.cases = following(
            self.database, self.feed, {kind.kind: kind for kind in KINDS}, self._lease
        )
        self.clock = CareerClock(
            self.database,
            self.feed,
            rules=settings.registration_rules,
            portal=portal,
            interval=settings.clock_seconds,
            telling=settings.portal_seconds,
            lease=self._lease,
        )

        self.listings = self._clock(
            "clock of listings",
            self._due_listings,
            lambda s: ListingRepository(s).due(utc_now(), city_today(), limit=1, lock=False),
        )
        self.teams = self._clock(
            "clock of teams",
            self._due_teams,
            lambda s: TeamRepository(s).due(utc_now(), limit=1, lock=False),
        )

        self.reminders = self._clock(
            "clock of reminders",
            lambda s: self._reminders(s).remind(limit=AT_ONCE),
            lambda s: self._reminders(s).any_soon(),
        )

    @property
    def checks(self) -> dict[str, Check]:
        """What must hold for the catalogue to be ready."""
        return {
            "database": self.database.ping,
            "clock": lambda: all(clock.healthy for clock in self._clocks),
            "requests": lambda: self.cases.healthy,
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep everything going for as long as the context lasts."""
        parts = (
            opened(self.database, self._lease, self._settings, "services.catalog"),
            self.feed.listening(self.database),
            self._pruner.running(),
            self.audit.running(),
            self.messages.running(),
            self.clock.running(),
            self.listings.running(),
            self.teams.running(),
            self.reminders.running(),
            self.cases.following(self._settings.feed_wait),
        )
        async with AsyncExitStack() as stack:
            for part in parts:
                await stack.enter_async_context(part)
            yield

    @property
    def _clocks(self) -> tuple[CareerClock | DueClock, ...]:
        return self.clock, self.listings, self.teams, self.reminders

    def _clock(self, name: str, act: Act, due: Look) -> DueClock:
        interval = self._settings.clock_seconds
        return DueClock(name, self.database, act=act, due=due, interval=interval, lease=self._lease)

    def _reminders(self, session: AsyncSession) -> Reminders:
        return Reminders(session, timedelta(days=self._settings.reminder_days))

    async def _due_listings(self, session: AsyncSession) -> int:
        desk = ListingDesk(session, self.feed, self._settings.listing_rules, KINDS)
        return await ListingService(desk, CLOCK).do_what_is_due(utc_now(), limit=AT_ONCE)

    async def _due_teams(self, session: AsyncSession) -> int:
        teams = TeamService(session, CLOCK, self._settings.team_rules)
        return await teams.do_what_is_due(utc_now(), limit=AT_ONCE)
