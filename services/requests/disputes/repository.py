"""Every SQL statement about what was said in disputes."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.disputes.models import Statement


class StatementRepository:
    """Statements as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, statement: Statement) -> None:
        """Store what somebody said."""
        self._session.add(statement)
        await self._session.flush()

    async def of(self, engagement_id: UUID) -> Sequence[Statement]:
        """Return what was said in an engagement's disputes, the first first."""
        statement = (
            sa.select(Statement)
            .where(col(Statement.engagement_id) == engagement_id)
            .order_by(col(Statement.id))
        )
        return (await self._session.scalars(statement)).all()
