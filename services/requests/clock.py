"""Does what is due by the clock: demands whose last day is over expire."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import sqlalchemy as sa

from services.requests.demands.service import DemandService
from shared.database import Database
from shared.errors import PlatformError
from shared.feed.publisher import Feed

OVERDUE_AT_ONCE = 200
"""Demands per transaction, so that nobody waits long for the database."""

STOP_SECONDS = 2.0
"""How long a round may take to end when the service stops."""

log = logging.getLogger(__name__)


class ExpiryClock:
    """Expires overdue demands, now and every `interval` seconds while it runs."""

    def __init__(
        self, database: Database, feed: Feed, *, validity: timedelta, interval: float
    ) -> None:
        self._database = database
        self._feed = feed
        self._validity = validity
        self._interval = interval
        self._failed = False
        self._stopped = asyncio.Event()

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return not self._failed

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        task = asyncio.create_task(self._run(), name="expiry clock")
        try:
            yield
        finally:
            self._stopped.set()
            await asyncio.wait([task], timeout=STOP_SECONDS)
            task.cancel()
            await asyncio.wait([task])

    async def expire_overdue(self) -> int:
        """Expire every demand whose last day is over; return how many there were."""
        total = 0
        while True:
            async with self._database.transaction() as session:
                demands = DemandService(session, self._feed, validity=self._validity)
                expired = await demands.expire_overdue(limit=OVERDUE_AT_ONCE)
            total += expired
            if expired < OVERDUE_AT_ONCE or self._stopped.is_set():
                return total

    async def _run(self) -> None:
        while not self._stopped.is_set():
            await self._round()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self._interval)

    async def _round(self) -> None:
        try:
            expired = await self.expire_overdue()
        except (sa.exc.SQLAlchemyError, PlatformError, OSError):
            # The next round may do better; until then we are not ready.
            log.exception("Overdue demands could not be expired.")
            self._failed = True
        else:
            self._failed = False
            if expired:
                log.info("Expired %d demands.", expired)
