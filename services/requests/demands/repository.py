"""Every SQL statement about demands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.domain import (
    EXPIRING,
    DemandStatus,
)
from services.requests.demands.errors import DemandNotFoundError
from services.requests.demands.models import Demand, DemandDiscipline, DemandTransition
from services.requests.demands.numbering import next_case_number
from services.requests.demands.stored import filed
from shared.database import taken
from shared.statements import OnSession

NO_DEADLINE: Final = date(9999, 12, 31)


class DemandRepository:
    """Demands as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, demand: Demand) -> None:
        """Store a new demand, filed under its disciplines."""
        self._session.add(demand)
        await self._session.flush()
        self._file(demand)

    async def next_case_number(self) -> str:
        """Draw a number for a new demand; it is given back if the transaction fails."""
        return await next_case_number(OnSession(self._session))

    async def refile(self, demand: Demand) -> None:
        """File a demand under the disciplines it has now."""
        filed = sa.delete(DemandDiscipline).where(col(DemandDiscipline.demand_id) == demand.id)
        await self._session.execute(filed)
        self._file(demand)

    def _file(self, demand: Demand) -> None:
        self._session.add_all(DemandDiscipline(**row) for row in filed(demand))

    async def get(self, demand_id: UUID, *, for_update: bool = False) -> Demand:
        """Return the demand, locked against other writers if asked.

        Raises:
            DemandNotFoundError: There is no such demand.
        """
        # A locked demand is read anew: what was read before the lock may be out of date.
        await self._session.flush()
        demand = await self._session.get(
            Demand, demand_id, with_for_update=for_update, populate_existing=for_update
        )
        if demand is None:
            raise DemandNotFoundError(demand_id)
        return demand

    async def find(self, demand_id: UUID) -> Demand | None:
        """Return the demand, or None if there is no such demand."""
        return await self._session.get(Demand, demand_id)

    async def by_id(self, ids: Sequence[UUID]) -> dict[UUID, Demand]:
        """Return those of the demands that there are."""
        found = await self._session.scalars(sa.select(Demand).where(col(Demand.id).in_(ids)))
        return {demand.id: demand for demand in found}

    async def take_turns(self, source: str) -> None:
        """Wait for whoever is taking over the same source's demands, until the commit.

        SQLite has one writer anyway; on PostgreSQL two could both miss a row and add it.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext(source))
            await self._session.execute(sa.select(lock))

    async def of_source(self, source: str, source_ids: Sequence[str]) -> dict[str, Demand]:
        """Return a source's demands by the source's own keys, locked against other writers."""
        statement = (
            sa.select(Demand)
            .where(col(Demand.source) == source, col(Demand.source_id).in_(source_ids))
            .order_by(col(Demand.id))
            .with_for_update()
        )
        found = await self._session.scalars(statement)
        return {demand.source_id: demand for demand in found}

    async def overdue(self, today: date, *, limit: int, lock: bool = True) -> Sequence[Demand]:
        """Return what looks for help or rests and whose time is over, locked.

        What others have locked is passed over.
        """
        statement = (
            sa.select(Demand)
            .where(
                col(Demand.status).in_(EXPIRING),
                col(Demand.expires_on) < today,
            )
            .order_by(col(Demand.id))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def unescalated(
        self, now: datetime, *, limit: int, lock: bool = True
    ) -> Sequence[Demand]:
        """Return demands whose desk is late, each time once; locked like the overdue."""
        due, told = col(Demand.due_at), col(Demand.escalated_due)
        statement = (
            sa.select(Demand)
            .where(due < now, told.is_(None) | (told < due))
            .order_by(due)
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def merged_into(self, demand_id: UUID) -> Sequence[Demand]:
        """Return the demands that were merged into another."""
        statement = (
            sa.select(Demand)
            .where(
                col(Demand.merged_into) == demand_id,
                col(Demand.status) == DemandStatus.MERGED,
            )
            .order_by(col(Demand.id))
        )
        return (await self._session.scalars(statement)).all()

    async def unanswered(self, now: datetime, *, limit: int, lock: bool = True) -> Sequence[Demand]:
        """Return demands whose owner was asked to close and has not answered; locked."""
        statement = (
            sa.select(Demand)
            .where(col(Demand.closing_due) < now)
            .order_by(col(Demand.closing_due))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def left_returned(
        self, before: datetime, *, limit: int, lock: bool = True
    ) -> Sequence[Demand]:
        """Return demands that were returned and not touched since a moment; locked."""
        statement = (
            sa.select(Demand)
            .where(col(Demand.status) == DemandStatus.RETURNED, col(Demand.updated_at) < before)
            .order_by(col(Demand.id))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def challenges_over(
        self, now: datetime, *, limit: int, lock: bool = True
    ) -> Sequence[Demand]:
        """Return challenges whose time is over, or of which nobody noted it; locked."""
        due = col(Demand.challenge_due)
        statement = (
            sa.select(Demand)
            .where(col(Demand.status) == DemandStatus.ESCALATED, due.is_(None) | (due < now))
            .order_by(col(Demand.id))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    def record(self, transition: DemandTransition) -> None:
        """Store a step in a demand's life."""
        self._session.add(transition)

    async def steps(self, demand_id: UUID) -> Sequence[DemandTransition]:
        """Return every step in a demand's life, the first first."""
        statement = (
            sa.select(DemandTransition)
            .where(col(DemandTransition.demand_id) == demand_id)
            .order_by(col(DemandTransition.version))
        )
        return (await self._session.scalars(statement)).all()
