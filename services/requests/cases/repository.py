"""Every SQL statement about solved cases."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.cases.domain import CaseOutcome
from services.requests.cases.models import SolvedCase
from services.requests.demands.domain import OPEN, UNDER_CONTRACT, DemandStatus
from services.requests.demands.models import Demand
from shared.pagination import PageRequest


class CaseRepository:
    """Solved cases as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, case: SolvedCase) -> None:
        """Store a case."""
        self._session.add(case)
        await self._session.flush()

    async def of(self, engagement_id: UUID) -> SolvedCase | None:
        """Return the case of an engagement, or None if its result was not accepted."""
        statement = sa.select(SolvedCase).where(col(SolvedCase.engagement_id) == engagement_id)
        return (await self._session.scalars(statement)).one_or_none()

    async def published(self) -> int:
        """Return how many demands ever were before the public."""
        return await self._count(col(Demand.published_at).is_not(None))

    async def still_open(self) -> int:
        """Return how many demands look for help, or are worked on."""
        return await self._count(col(Demand.status).in_(OPEN | UNDER_CONTRACT))

    async def ended_unsolved(self) -> int:
        """Return how many demands ended without a solution."""
        return await self._count(col(Demand.status) == DemandStatus.UNRESOLVED)

    async def outcomes(self) -> Mapping[CaseOutcome, int]:
        """Return how many problems have which outcome, by the newest case of each."""
        statement = sa.select(col(SolvedCase.key), col(SolvedCase.outcome)).order_by(
            col(SolvedCase.id)
        )
        newest = {row[0]: row[1] for row in await self._session.execute(statement)}
        return Counter(newest.values())

    async def shown(self, part: PageRequest) -> Sequence[SolvedCase]:
        """Return a page of the cases that everybody may know of, and one more if there is more."""
        statement = (
            sa.select(SolvedCase)
            .where(col(SolvedCase.public), col(SolvedCase.outcome) != CaseOutcome.UNSOLVED)
            .order_by(col(SolvedCase.id).desc())
            .limit(part.limit + 1)
        )
        if part.after is not None:
            statement = statement.where(col(SolvedCase.id) < part.after)
        return (await self._session.scalars(statement)).all()

    async def newest_of(self, demand_id: UUID) -> SolvedCase | None:
        """Return the newest case of a demand, or None if it never was solved."""
        statement = (
            sa.select(SolvedCase)
            .where(col(SolvedCase.demand_id) == demand_id)
            .order_by(col(SolvedCase.id).desc())
            .limit(1)
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def _count(self, condition: sa.ColumnElement[bool]) -> int:
        statement = sa.select(sa.func.count()).select_from(Demand).where(condition)
        return (await self._session.execute(statement)).scalar_one()
