"""Every SQL statement about those who joined needs."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.joining.models import Joining


class JoiningRepository:
    """Joinings as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, demand_id: UUID, joiner: str) -> Joining | None:
        """Return the joiner's joining of a demand, or None."""
        statement = sa.select(Joining).where(
            col(Joining.demand_id) == demand_id, col(Joining.joiner) == joiner
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def add(self, joining: Joining) -> None:
        """Store a joining."""
        self._session.add(joining)
        await self._session.flush()

    async def remove(self, joining: Joining) -> None:
        """Forget a joining."""
        await self._session.delete(joining)

    async def of_demand(self, demand_id: UUID) -> Sequence[Joining]:
        """Return everybody who joined a demand, the first first."""
        statement = (
            sa.select(Joining).where(col(Joining.demand_id) == demand_id).order_by(col(Joining.id))
        )
        return (await self._session.scalars(statement)).all()

    async def separate(self, demand_id: UUID) -> None:
        """Forget that the owner of a merged demand joined another by it."""
        await self._session.execute(sa.delete(Joining).where(col(Joining.merged_from) == demand_id))
