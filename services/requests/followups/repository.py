"""Every SQL statement about follow-ups."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.followups.errors import FollowUpNotFoundError
from services.requests.followups.models import FollowUp


class FollowUpRepository:
    """Follow-ups as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, engagement_id: UUID) -> Sequence[FollowUp]:
        """Return an engagement's follow-ups, the first first."""
        statement = (
            sa.select(FollowUp)
            .where(col(FollowUp.engagement_id) == engagement_id)
            .order_by(col(FollowUp.due_on), col(FollowUp.id))
        )
        return (await self._session.scalars(statement)).all()

    async def locked(self, engagement_id: UUID, follow_up_id: UUID) -> FollowUp:
        """Return a follow-up that is to be answered.

        Raises:
            FollowUpNotFoundError: The engagement has no such follow-up.
        """
        follow_up = await self._session.get(FollowUp, follow_up_id, with_for_update=True)
        if follow_up is None or follow_up.engagement_id != engagement_id:
            raise FollowUpNotFoundError(follow_up_id)
        return follow_up
