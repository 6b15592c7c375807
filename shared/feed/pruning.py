"""Keeps a feed from growing for ever."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import sqlalchemy as sa

from shared.database import Database
from shared.feed.publisher import Feed

PRUNE_SECONDS: Final = 3600.0
STOP_SECONDS: Final = 2.0
"""How long a round may take to end when the service stops."""

log = logging.getLogger(__name__)


class FeedPruner:
    """Removes superseded entries of a feed, now and every hour while it runs.

    Args:
        database: Where the feed's tables are.
        feed: The feed.
        keep: So many of the newest numbers keep even superseded entries. Who follows and was
            away for longer starts anew from the snapshot.
        interval: Seconds from one round to the next.
    """

    def __init__(
        self, database: Database, feed: Feed, *, keep: int, interval: float = PRUNE_SECONDS
    ) -> None:
        self._database = database
        self._feed = feed
        self._keep = keep
        self._interval = interval
        self._stopped = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Prune in the background; a round that has begun may finish."""
        task = asyncio.create_task(self._run(), name=f"prune {self._feed.source}")
        try:
            yield
        finally:
            self._stopped.set()
            await asyncio.wait([task], timeout=STOP_SECONDS)
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        while not self._stopped.is_set():
            await self._round()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self._interval)

    async def _round(self) -> None:
        try:
            async with self._database.transaction() as session:
                removed = await self._feed.prune(session, keep=self._keep)
        except (sa.exc.SQLAlchemyError, OSError):
            # A feed that is longer than it need be harms nobody: the next round tries again.
            log.exception("The feed %s could not be pruned.", self._feed.source)
        else:
            if removed:
                log.info("Pruned %d superseded entries of the feed %s.", removed, self._feed.source)
