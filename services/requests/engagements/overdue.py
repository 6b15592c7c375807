"""What the clock does with an engagement that nobody has taken further in time."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.rules import Rules
from services.requests.engagements.domain import EngagementAction, EngagementStatus
from services.requests.engagements.lives import AS_SYSTEM, SYSTEM, EngagementLives, Step
from services.requests.engagements.models import Engagement
from services.requests.engagements.reasons import EngagementReason
from services.requests.engagements.repository import EngagementRepository
from services.requests.engagements.timekeeping import BY_THE_CLOCK
from services.requests.followups.service import FollowUpService
from shared.clock import utc_now
from shared.feed.publisher import Feed

_SILENT = frozenset({EngagementAction.CLOSE_REVIEWS})


class Overdue:
    """Takes the clock's steps inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._engagements = EngagementRepository(session)
        self._lives = EngagementLives(session, feed, rules=rules)
        self._follow_ups = FollowUpService(session, feed, rules=rules)
        self._escalations = rules.engagements.escalations

    async def waiting(self, *, limit: int) -> list[UUID]:
        """Return up to `limit` engagements whose time is over."""
        return list(await self._engagements.overdue(utc_now(), limit=limit))

    async def act(self, engagement_id: UUID) -> None:
        """Do what is due with one engagement, unless somebody else was faster."""
        engagement = await self._engagements.locked(engagement_id)
        if engagement.due_at is None or engagement.due_at >= utc_now():
            return
        if engagement.status in {EngagementStatus.REVIEWED, EngagementStatus.FOLLOW_UP}:
            await self._follow_ups.go_round(engagement)
            return
        action = self._next(engagement)
        reason = None if action in _SILENT else EngagementReason.TIME_ELAPSED
        await self._lives.take(engagement, Step(action, SYSTEM, AS_SYSTEM, reason))

    def _next(self, engagement: Engagement) -> EngagementAction:
        """Return the clock's step; a dispute that was escalated often enough ends."""
        disputed = engagement.status is EngagementStatus.DISPUTED
        if disputed and engagement.escalations >= self._escalations:
            return EngagementAction.TERMINATE
        return BY_THE_CLOCK[engagement.status]
