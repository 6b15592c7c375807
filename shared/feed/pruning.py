"""Keeps a feed from growing for ever: removes states that later ones have replaced."""

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Final

from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Rounds

PRUNE_SECONDS: Final = 3600.0
AT_ONCE: Final = 1_000
"""So many states go in a transaction, which nobody who writes waits for long."""

log = logging.getLogger(__name__)


class FeedPruner:
    """Removes replaced states from a feed, all but its newest `keep` numbers, every hour.

    A follower that is further behind finds its position gone and reads the snapshot. Of
    several processes, the one that holds the lease prunes; without one this one does.
    """

    def __init__(
        self,
        database: Database,
        feed: Feed,
        *,
        keep: int,
        interval: float = PRUNE_SECONDS,
        lease: Lease | None = None,
    ) -> None:
        self._database = database
        self._feed = feed
        self._keep = keep
        self._rounds = Rounds("feed pruning", self.prune, interval=interval, lease=lease or Lease())

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep pruning in the background for as long as the context lasts."""
        return self._rounds.running()

    async def prune(self) -> int:
        """Prune once; return how many states were removed.

        To look takes seconds where there are a million states, so it is done while others write.
        """
        removed = after = 0
        while replaced := await self._replaced(after):
            async with self._database.transaction() as session:
                removed += await self._feed.remove(session, replaced)
            after = replaced[-1]
        if removed:
            log.info("%d replaced states were removed from the feed.", removed)
        return removed

    async def _replaced(self, after: int) -> Sequence[int]:
        async with self._database.snapshot() as session:
            return await self._feed.replaced(session, keep=self._keep, after=after, most=AT_ONCE)
