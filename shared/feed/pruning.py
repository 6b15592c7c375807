"""Keeps a feed from growing for ever: removes states that later ones have replaced."""

import logging
from typing import Final

from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Rounds

PRUNE_SECONDS: Final = 600.0
log = logging.getLogger(__name__)


def pruning(database: Database, feed: Feed, *, keep: int, lease: Lease) -> Rounds:
    """Return the rounds that prune `feed`, all but its newest `keep` numbers.

    A follower that is further behind finds its position gone and reads the snapshot.
    """

    async def prune() -> None:
        async with database.transaction() as session:
            removed = await feed.prune(session, keep=keep)
        if removed:
            log.info("%d replaced states were removed from the feed.", removed)

    return Rounds("feed pruning", prune, interval=PRUNE_SECONDS, lease=lease)
