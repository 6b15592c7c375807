"""Does what is due by the clock: demands whose last day is over expire."""

import logging
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from services.requests.demands.service import DemandService
from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Rounds

OVERDUE_AT_ONCE = 200
"""Demands per transaction, so that nobody waits long for the database."""

log = logging.getLogger(__name__)


class ExpiryClock:
    """Expires overdue demands, now and every `interval` seconds while it runs.

    Of several processes, the one that holds the lease does; without one this one does.
    """

    def __init__(
        self,
        database: Database,
        feed: Feed,
        *,
        validity: timedelta,
        interval: float,
        lease: Lease | None = None,
    ) -> None:
        self._database = database
        self._feed = feed
        self._validity = validity
        self._rounds = Rounds(
            "expiry clock", self.expire_overdue, interval=interval, lease=lease or Lease()
        )

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        return self._rounds.running()

    async def expire_overdue(self) -> int:
        """Expire every demand whose last day is over; return how many there were."""
        total = 0
        while True:
            async with self._database.transaction() as session:
                demands = DemandService(session, self._feed, validity=self._validity)
                expired = await demands.expire_overdue(limit=OVERDUE_AT_ONCE)
            total += expired
            if expired < OVERDUE_AT_ONCE or self._rounds.stopped.is_set():
                break
        if total:
            log.info("Expired %d demands.", total)
        return total
