"""Keeps a feed from growing for ever: removes states that later ones have replaced."""

import logging
from contextlib import AbstractAsyncContextManager
from typing import Final

from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Rounds

PRUNE_SECONDS: Final = 3600.0
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

    async def prune(self) -> None:
        """Prune once."""
        async with self._database.transaction() as session:
            removed = await self._feed.prune(session, keep=self._keep)
        if removed:
            log.info("%d replaced states were removed from the feed.", removed)
