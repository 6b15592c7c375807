"""Every SQL statement about proposed changes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.amendments.domain import AmendmentStatus
from services.requests.amendments.errors import AmendmentNotFoundError
from services.requests.amendments.models import Amendment


class AmendmentRepository:
    """Proposed changes as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, amendment: Amendment) -> None:
        """Store a proposed change."""
        self._session.add(amendment)
        await self._session.flush()

    async def of(self, engagement_id: UUID) -> Sequence[Amendment]:
        """Return what was proposed in an engagement, the first first."""
        statement = (
            sa.select(Amendment)
            .where(col(Amendment.engagement_id) == engagement_id)
            .order_by(col(Amendment.id))
        )
        return (await self._session.scalars(statement)).all()

    async def pending(self, engagement_id: UUID) -> Amendment | None:
        """Return the change that is to be answered, if any."""
        found = await self.of(engagement_id)
        return next((one for one in found if one.status is AmendmentStatus.PROPOSED), None)

    async def locked(self, engagement_id: UUID, amendment_id: UUID) -> Amendment:
        """Return a change that is to be answered.

        Raises:
            AmendmentNotFoundError: The engagement has no such change.
        """
        amendment = await self._session.get(Amendment, amendment_id, with_for_update=True)
        if amendment is None or amendment.engagement_id != engagement_id:
            raise AmendmentNotFoundError(amendment_id)
        return amendment

    async def overdue(self, now: datetime, *, limit: int) -> Sequence[tuple[UUID, UUID]]:
        """Return the engagements and the ids of changes that nobody has answered in time."""
        statement = (
            sa.select(col(Amendment.engagement_id), col(Amendment.id))
            .where(col(Amendment.status) == AmendmentStatus.PROPOSED, col(Amendment.due_at) < now)
            .order_by(col(Amendment.due_at))
            .limit(limit)
        )
        return [(row[0], row[1]) for row in await self._session.execute(statement)]
