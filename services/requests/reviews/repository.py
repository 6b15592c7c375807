"""Every SQL statement about reviews."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.reviews.models import Review


class ReviewRepository:
    """Reviews as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, review: Review) -> None:
        """Store a review."""
        self._session.add(review)
        await self._session.flush()

    async def of(self, engagement_id: UUID) -> Sequence[Review]:
        """Return the reviews of an engagement, the first first."""
        statement = (
            sa.select(Review)
            .where(col(Review.engagement_id) == engagement_id)
            .order_by(col(Review.id))
        )
        return (await self._session.scalars(statement)).all()
