"""What the catalogue does besides answering: all of it begins and ends with the app."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from services.catalog.clock import CareerClock
from services.catalog.messages import MESSAGES
from services.catalog.registrations.gateways import Portal
from services.catalog.settings import CatalogSettings
from services.catalog.tables import FEED_TABLES, TRAIL
from shared.audit.office import AuditOffice
from shared.database import Database
from shared.feed.pruning import FeedPruner
from shared.feed.publisher import Feed
from shared.health import Check
from shared.leases import lease_of
from shared.messages.office import MessageOffice
from shared.opening import opened


class Duties:
    """The database, what is published and told, and the clock.

    Args:
        settings: What the catalogue was told.
        peers: The client for calling other services.
    """

    def __init__(self, settings: CatalogSettings, peers: httpx.AsyncClient) -> None:
        self._settings = settings
        self.database = Database(settings.dsn, settings.limits)
        self._lease = lease_of(self.database)
        self.feed = Feed(settings.name, FEED_TABLES)
        self._pruner = FeedPruner(
            self.database, self.feed, keep=settings.feed_keep, lease=self._lease
        )
        self.audit = AuditOffice(TRAIL, self.database, keep=settings.audit_keep, lease=self._lease)
        self.messages = MessageOffice(MESSAGES, self.database, lease=self._lease)
        self.portal = Portal(peers)
        self.clock = CareerClock(
            self.database,
            self.feed,
            rules=settings.registration_rules,
            portal=self.portal,
            interval=settings.clock_seconds,
            lease=self._lease,
        )

    @property
    def checks(self) -> dict[str, Check]:
        """What must hold for the catalogue to be ready."""
        return {"database": self.database.ping, "clock": lambda: self.clock.healthy}

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
        )
        async with AsyncExitStack() as stack:
            for part in parts:
                await stack.enter_async_context(part)
            yield
