"""Every SQL statement about milestones."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.engagements.domain import AT_WORK
from services.requests.engagements.models import Engagement
from services.requests.milestones.domain import MilestoneStatus
from services.requests.milestones.errors import MilestoneNotFoundError
from services.requests.milestones.models import Milestone

_TO_BE_DONE = (MilestoneStatus.PENDING, MilestoneStatus.IN_PROGRESS)


class MilestoneRepository:
    """Milestones as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, milestone: Milestone) -> None:
        """Store a new milestone."""
        self._session.add(milestone)
        await self._session.flush()

    async def of(self, engagement_id: UUID) -> Sequence[Milestone]:
        """Return an engagement's milestones, the first due first."""
        statement = (
            sa.select(Milestone)
            .where(col(Milestone.engagement_id) == engagement_id)
            .order_by(col(Milestone.due_on), col(Milestone.id))
        )
        return (await self._session.scalars(statement)).all()

    async def locked(self, engagement_id: UUID, milestone_id: UUID) -> Milestone:
        """Return a milestone that something is to be done with.

        Raises:
            MilestoneNotFoundError: The engagement has no such milestone.
        """
        milestone = await self._session.get(Milestone, milestone_id, with_for_update=True)
        if milestone is None or milestone.engagement_id != engagement_id:
            raise MilestoneNotFoundError(milestone_id)
        return milestone

    async def late(self, today: date, *, limit: int) -> Sequence[tuple[UUID, UUID]]:
        """Return engagements at work and those of their milestones whose day is over."""
        statement = (
            sa.select(col(Milestone.engagement_id), col(Milestone.id))
            .join(Engagement, col(Engagement.id) == col(Milestone.engagement_id))
            .where(
                col(Milestone.status).in_(_TO_BE_DONE),
                col(Milestone.due_on) < today,
                col(Engagement.status).in_(AT_WORK),
            )
            .order_by(col(Milestone.id))
            .limit(limit)
        )
        return [(row[0], row[1]) for row in await self._session.execute(statement)]
