"""Does what is due by the clock with engagements: each ends its waits by itself."""

import logging
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from services.requests.amendments.repository import AmendmentRepository
from services.requests.amendments.service import AmendmentService
from services.requests.engagements.overdue import Overdue
from services.requests.milestones.repository import MilestoneRepository
from services.requests.milestones.service import MilestoneService
from services.requests.timekeeping import WaitsClock
from shared.clock import city_today, utc_now
from shared.errors import PlatformError

AT_ONCE: Final = 200

log = logging.getLogger(__name__)


class EngagementClock(WaitsClock):
    """Takes the steps that nobody took in time."""

    name = "engagement clock"

    @override
    async def do_what_is_due(self) -> None:
        """Note late milestones, let unanswered changes lapse, and end what waits too long."""
        await self._in_parts(
            self._database,
            lambda s: MilestoneService(s).delay_late(limit=AT_ONCE),
            most=AT_ONCE,
            due=lambda s: MilestoneRepository(s).late(city_today(), limit=1),
        )
        await self._in_parts(
            self._database,
            lambda s: self._amendments(s).lapse_overdue(limit=AT_ONCE),
            most=AT_ONCE,
            due=lambda s: AmendmentRepository(s).overdue(utc_now(), limit=1),
        )
        await self.move_on()

    async def move_on(self) -> int:
        """Take the clock's step with every engagement whose time is over; return how many.

        Each has a transaction of its own: one that cannot go on holds up no other.

        Raises:
            PlatformError: The first of those that could not go on, once all were tried.
        """
        async with self._database.snapshot() as session:
            waiting = await self._overdue(session).waiting(limit=AT_ONCE)
        stuck: list[PlatformError] = []
        for engagement_id in waiting:
            try:
                async with self._database.transaction() as session:
                    await self._overdue(session).act(engagement_id)
            except PlatformError as error:
                log.exception("Engagement %s does not go on.", engagement_id)
                stuck.append(error)
        if stuck:
            raise stuck[0]
        return len(waiting)

    def _overdue(self, session: AsyncSession) -> Overdue:
        return Overdue(session, self._feed, rules=self._rules)

    def _amendments(self, session: AsyncSession) -> AmendmentService:
        return AmendmentService(session, self._feed, rules=self._rules)
