"""Does what is due by the clock: demands expire, and what the desk is late with is escalated."""

import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from services.requests.demands.repository import DemandRepository
from services.requests.demands.service import DemandService
from services.requests.demands.waits import Waits
from services.requests.timekeeping import WaitsClock
from shared.clock import city_today, utc_now

OVERDUE_AT_ONCE = 200
"""Demands per transaction, so that nobody waits long for the database."""

log = logging.getLogger(__name__)


class ExpiryClock(WaitsClock):
    """Expires overdue demands, and does what else is due with them."""

    name = "expiry clock"

    @override
    async def do_what_is_due(self) -> None:
        """Expire what is over, escalate what is late, wait no longer for what does not come."""
        await self.expire_overdue()
        await self.escalate_overdue()
        await self.end_waits()

    async def expire_overdue(self) -> int:
        """Expire every demand whose last day is over; return how many there were."""
        total = await self._some_at_once(
            lambda s: self._demands(s).expire_overdue(limit=OVERDUE_AT_ONCE),
            lambda s: DemandRepository(s).overdue(city_today(), limit=1, lock=False),
        )
        if total:
            log.info("Expired %d demands.", total)
        return total

    async def escalate_overdue(self) -> int:
        """Escalate every demand with which the desk is late; return how many there were."""
        total = await self._some_at_once(
            lambda s: self._demands(s).escalate_overdue(limit=OVERDUE_AT_ONCE),
            lambda s: DemandRepository(s).unescalated(utc_now(), limit=1, lock=False),
        )
        if total:
            log.info("Escalated %d demands.", total)
        return total

    async def end_waits(self) -> int:
        """Wait no longer for owners who took too long; return how many there were."""
        total = await self._some_at_once(
            lambda s: self._waits(s).end_unanswered(limit=OVERDUE_AT_ONCE),
            lambda s: DemandRepository(s).unanswered(utc_now(), limit=1, lock=False),
        )
        since = utc_now() - self._rules.returned
        total += await self._some_at_once(
            lambda s: self._waits(s).end_returned(limit=OVERDUE_AT_ONCE),
            lambda s: DemandRepository(s).left_returned(since, limit=1, lock=False),
        )
        total += await self._some_at_once(
            lambda s: self._waits(s).end_challenges(limit=OVERDUE_AT_ONCE),
            lambda s: DemandRepository(s).challenges_over(utc_now(), limit=1, lock=False),
        )
        if total:
            log.info("Waited no longer for %d answers.", total)
        return total

    def _demands(self, session: AsyncSession) -> DemandService:
        return DemandService(session, self._feed, rules=self._rules)

    def _waits(self, session: AsyncSession) -> Waits:
        return Waits(session, self._feed, rules=self._rules)

    async def _some_at_once(
        self,
        act: Callable[[AsyncSession], Awaitable[int]],
        due: Callable[[AsyncSession], Awaitable[object]],
    ) -> int:
        return await self._in_parts(self._database, act, most=OVERDUE_AT_ONCE, due=due)
