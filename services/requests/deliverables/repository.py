"""Every SQL statement about files."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.deliverables.errors import DeliverableNotFoundError
from services.requests.deliverables.models import Deliverable


class DeliverableRepository:
    """Files as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, deliverable: Deliverable) -> Deliverable:
        """Store a file, unless the same was handed in as the same before; return what is there."""
        statement = sa.select(Deliverable).where(
            col(Deliverable.engagement_id) == deliverable.engagement_id,
            col(Deliverable.sha256) == deliverable.sha256,
            col(Deliverable.purpose) == deliverable.purpose,
            col(Deliverable.party) == deliverable.party,
        )
        present = (await self._session.scalars(statement)).one_or_none()
        if present is not None:
            return present
        self._session.add(deliverable)
        await self._session.flush()
        return deliverable

    async def of(self, engagement_id: UUID) -> Sequence[Deliverable]:
        """Return an engagement's files, the first first."""
        statement = (
            sa.select(Deliverable)
            .where(col(Deliverable.engagement_id) == engagement_id)
            .order_by(col(Deliverable.id))
        )
        return (await self._session.scalars(statement)).all()

    async def get(self, engagement_id: UUID, deliverable_id: UUID) -> Deliverable:
        """Return a file of the engagement.

        Raises:
            DeliverableNotFoundError: It has no such file.
        """
        deliverable = await self._session.get(Deliverable, deliverable_id)
        if deliverable is None or deliverable.engagement_id != engagement_id:
            raise DeliverableNotFoundError(deliverable_id)
        return deliverable
