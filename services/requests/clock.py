"""Does what is due by the clock: demands expire, and what the desk is late with is escalated."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.rules import Rules
from services.requests.demands.service import DemandService
from services.requests.demands.waits import Waits
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
        """Expire what is over, escalate what is late, wait no longer for what does not come."""
        await self.expire_overdue()
        await self.escalate_overdue()
        await self.end_waits()

    async def expire_overdue(self) -> int:
        """Expire every demand whose last day is over; return how many there were."""
        total = await self._in_parts(
            lambda s: self._demands(s).expire_overdue(limit=OVERDUE_AT_ONCE)
        )
        if total:
            log.info("Expired %d demands.", total)
        return total

    async def escalate_overdue(self) -> int:
        """Escalate every demand with which the desk is late; return how many there were."""
        total = await self._in_parts(
            lambda s: self._demands(s).escalate_overdue(limit=OVERDUE_AT_ONCE)
        )
        if total:
            log.info("Escalated %d demands.", total)
        return total

    async def end_waits(self) -> int:
        """Wait no longer for owners who took too long; return how many there were."""
        total = await self._in_parts(lambda s: self._waits(s).end_unanswered(limit=OVERDUE_AT_ONCE))
        total += await self._in_parts(lambda s: self._waits(s).end_returned(limit=OVERDUE_AT_ONCE))
        if total:
            log.info("Waited no longer for %d answers.", total)
        return total

    def _demands(self, session: AsyncSession) -> DemandService:
        return DemandService(session, self._feed, rules=self._rules)

    def _waits(self, session: AsyncSession) -> Waits:
        return Waits(session, self._feed, rules=self._rules)

    async def _in_parts(self, act: Callable[[AsyncSession], Awaitable[int]]) -> int:
        total = 0
        while True:
            async with self._database.transaction() as session:
                done = await act(session)
            total += done
            if done < OVERDUE_AT_ONCE or self._rounds.stopped.is_set():
                return total
