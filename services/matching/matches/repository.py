"""Every statement on the matches that were shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.matching.matches.models import Match, MatchRun


@dataclass(frozen=True, slots=True)
class Basis:
    """Of what and by what matches were computed: the same basis gives the same matches."""

    demand_change: int
    index_change: int
    feedback_change: int
    ranker_version: str


@dataclass(frozen=True, slots=True)
class StoredMatch:
    """One match as it was shown."""

    entry_key: str
    score: float
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredRun:
    """The matches of a demand, best first, and when and of what they were computed."""

    basis: Basis
    computed_at: datetime
    considered: int
    facets: dict[str, dict[str, int]]
    matches: Sequence[StoredMatch]


class MatchRepository:
    """Stored matches, within one transaction or snapshot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, demand_id: UUID) -> StoredRun | None:
        """Return what was last shown for a demand, or None if nothing ever was."""
        run = await self._session.get(MatchRun, demand_id)
        if run is None:
            return None
        statement = (
            sa.select(Match).where(col(Match.demand_id) == demand_id).order_by(col(Match.position))
        )
        rows = (await self._session.scalars(statement)).all()
        return StoredRun(
            basis=Basis(
                run.demand_change, run.index_change, run.feedback_change, run.ranker_version
            ),
            computed_at=run.computed_at,
            considered=run.considered,
            facets=run.facets,
            matches=[StoredMatch(row.entry_key, row.score, row.answer) for row in rows],
        )

    async def store(self, demand_id: UUID, run: StoredRun) -> None:
        """Replace what is stored for a demand."""
        await self._session.execute(self._upsert(demand_id, run))
        await self._session.execute(sa.delete(Match).where(col(Match.demand_id) == demand_id))
        rows = [
            {
                "demand_id": demand_id,
                "position": position,
                "entry_key": match.entry_key,
                "score": match.score,
                "ranker_version": run.basis.ranker_version,
                "answer": match.answer,
            }
            for position, match in enumerate(run.matches, 1)
        ]
        if rows:
            await self._session.execute(sa.insert(Match), rows)

    async def forget(self, demand_ids: Sequence[UUID]) -> None:
        """Remove what is stored for demands; some may never have been matched."""
        for table in (MatchRun, Match):
            statement = sa.delete(table).where(col(table.demand_id).in_(demand_ids))
            await self._session.execute(statement)

    async def forget_all(self) -> None:
        """Remove what is stored for any demand."""
        for table in (MatchRun, Match):
            await self._session.execute(sa.delete(table))

    def _upsert(self, demand_id: UUID, run: StoredRun) -> sa.Insert:
        """Write the run's row first: its lock makes two who store at once take turns."""
        on_sqlite = self._session.get_bind().dialect.name == "sqlite"
        insert = sqlite.insert(MatchRun) if on_sqlite else postgresql.insert(MatchRun)
        values = {
            "demand_change": run.basis.demand_change,
            "index_change": run.basis.index_change,
            "feedback_change": run.basis.feedback_change,
            "ranker_version": run.basis.ranker_version,
            "considered": run.considered,
            "facets": run.facets,
            "computed_at": run.computed_at,
        }
        return insert.values(demand_id=demand_id, **values).on_conflict_do_update(
            index_elements=["demand_id"], set_=values
        )
