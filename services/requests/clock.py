"""Does what is due by the clock: demands expire, and what the desk is late with is escalated."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from services.requests.demands.rules import Rules
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
        rules: Rules,
        interval: float,
        lease: Lease | None = None,
    ) -> None:
        self._database = database
        self._feed = feed
        self._rules = rules
        self._rounds = Rounds(
            "expiry clock", self.do_what_is_due, interval=interval, lease=lease or Lease()
        )

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        return self._rounds.running()

    async def do_what_is_due(self) -> None:
        """Expire what is over, and escalate what is late."""
        await self.expire_overdue()
        await self.escalate_overdue()

    async def expire_overdue(self) -> int:
        """Expire every demand whose last day is over; return how many there were."""
        total = await self._in_parts(lambda demands: demands.expire_overdue(limit=OVERDUE_AT_ONCE))
        if total:
            log.info("Expired %d demands.", total)
        return total

    async def escalate_overdue(self) -> int:
        """Escalate every demand with which the desk is late; return how many there were."""
        total = await self._in_parts(
            lambda demands: demands.escalate_overdue(limit=OVERDUE_AT_ONCE)
        )
        if total:
            log.info("Escalated %d demands.", total)
        return total

    async def _in_parts(self, act: Callable[[DemandService], Awaitable[int]]) -> int:
        total = 0
        while True:
            async with self._database.transaction() as session:
                done = await act(DemandService(session, self._feed, rules=self._rules))
            total += done
            if done < OVERDUE_AT_ONCE or self._rounds.stopped.is_set():
                return total
