"""Following side: keeps this service's copy of a peer's data up to date, and says if it is not."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from shared.clock import utc_now
from shared.database import Database
from shared.errors.problems import UnavailableError
from shared.feed.cloudevents import PAGE_LENGTH
from shared.feed.errors import FeedResetError
from shared.feed.intake import Handler, Intake
from shared.feed.models import FollowerTables
from shared.feed.remote import RemoteFeed
from shared.leases import Lease
from shared.tasks import cancelled

Reset = Callable[[AsyncSession], Awaitable[None]]

FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 30.0
IDLE_PAUSE: Final = 0.02

log = logging.getLogger(__name__)


class Follower:
    """Replicates one peer's feed into this service's database.

    Args:
        url: The feed, such as `http://catalog/feed`; also names it in our tables.
        client: What peers are called with.
        database: Where copies, position and quarantine are, so that they change together.
        tables: This service's own tables for position and quarantine.
        handlers: By event type, what stores the new state of a subject or removes it.
            A type that is not named is passed over on purpose.
        reset: What empties the copies of this feed, before a snapshot fills them again.
        lease: Says whether this process is the one to follow; without one it always is.
    """

    def __init__(  # noqa: PLR0913 - a follower is exactly these, and each is named by its caller
        self,
        url: str,
        *,
        client: httpx.AsyncClient,
        database: Database,
        tables: FollowerTables,
        handlers: Mapping[str, Handler],
        reset: Reset,
        lease: Lease | None = None,
    ) -> None:
        self.url = url
        self.quarantined = 0
        self.trouble: str | None = None
        self.caught_up_at: datetime | None = None
        self._remote = RemoteFeed(url, client)
        self._database = database
        self._intake = Intake(url, tables, handlers)
        self._reset = reset
        self._lease = lease or Lease()
        self._task: asyncio.Task[None] | None = None

    @property
    def healthy(self) -> bool:
        """Whether the feed is followed and every event so far could be applied.

        A process that is not on duty knows of no event that could not. A peer that is
        silent does not make us unhealthy: see `lag`.
        """
        followed = self._task is not None and not self._task.done()
        return followed and self.trouble is None and self.quarantined == 0

    @property
    def caught_up(self) -> bool:
        """Whether our copy has been level with the peer's data since we started."""
        return self.caught_up_at is not None

    @property
    def lag(self) -> timedelta | None:
        """How long ago our copy was last known to be level; None if it was not yet."""
        return utc_now() - self.caught_up_at if self.caught_up_at else None

    @asynccontextmanager
    async def following(self, wait: float) -> AsyncIterator[None]:
        """Follow the feed for as long as the context lasts.

        Args:
            wait: How long the peer may wait for news before it answers, in seconds.
        """
        self._task = asyncio.create_task(self._run(wait), name=f"follow {self.url}")
        try:
            yield
        finally:
            await cancelled(self._task)

    async def step(self, wait: float = 0) -> int:
        """Take in one page and return how many events it had.

        What handlers store and the new position are one transaction: an event has
        its effect once, however often it is delivered. If the peer does not know
        our position any more, everything is taken from its snapshot instead.
        """
        async with self._database.snapshot() as session:
            position = await self._intake.position(session)
            self.quarantined = await self._intake.quarantined(session)
        try:
            events = await self._remote.changes(position, wait=wait)
        except FeedResetError:
            log.warning("%s was reset: our copy is built anew.", self.url)
            return await self._rebuild()
        if events:
            async with self._taking_in() as session:
                await self._intake.take_page(session, events)
        if len(events) < PAGE_LENGTH:
            self.caught_up_at = utc_now()
        return len(events)

    async def replay(self, sequence: int) -> None:
        """Apply an event that is in quarantine, now that its cause is mended.

        Raises:
            NotQuarantinedError: It is not there.
            Exception: Whatever the handler raises; the event stays in quarantine.
        """
        async with self._taking_in() as session:
            await self._intake.replay(session, sequence)

    async def skip(self, sequence: int) -> None:
        """Give up an event that is in quarantine.

        Raises:
            NotQuarantinedError: It is not there.
        """
        async with self._taking_in() as session:
            await self._intake.skip(session, sequence)

    async def _run(self, wait: float) -> None:
        """Step for ever, with longer and longer pauses while nothing comes of it."""
        failures = 0
        while True:
            await self._lease.until_held()
            try:
                news = await self.step(wait if self.caught_up else 0)
            except (UnavailableError, httpx.HTTPError) as error:
                failures += 1
                log.warning("%s does not answer: %r", self.url, error)
            except Exception as error:
                failures += 1
                self.trouble = repr(error)
                log.exception("Nothing could be taken in from %s.", self.url)
            else:
                failures = 0
                self.trouble = None
                # A peer that answers "nothing" at once must not keep us spinning.
                await asyncio.sleep(0 if news else IDLE_PAUSE)
            if failures:
                await asyncio.sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures, 10)))

    async def _rebuild(self) -> int:
        snapshot = await self._remote.snapshot()
        async with self._taking_in() as session:
            await self._reset(session)
            await self._intake.take_snapshot(session, snapshot.pages(), snapshot.cursor)
        return snapshot.size

    @asynccontextmanager
    async def _taking_in(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction, and know afterwards what is in quarantine."""
        async with self._database.transaction() as session:
            yield session
            quarantined = await self._intake.quarantined(session)
        self.quarantined = quarantined
