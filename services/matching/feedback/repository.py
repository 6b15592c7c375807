"""Every statement on what was shown and on what came of it."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.matching.feedback.models import Exposure, OutcomeRow, ShownList
from services.matching.feedback.schemas import OutcomeTold
from services.matching.ranking.places import LATELY_DAYS
from services.matching.replicas.repository import ReplicaRepository
from shared.database import table_of
from shared.types import UtcDateTime

_LISTS_A_PAGE: Final = 200
_LATELY: Final = timedelta(days=LATELY_DAYS)


class OutcomeRepository:
    """What came of responses, within one transaction or snapshot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def store(self, latest: Mapping[UUID, OutcomeTold | None]) -> None:
        """Remember responses, by id, as they now are; one that is None is gone.

        A row that is gone stays without its steps, so that whoever holds it learns of it.
        """
        change = await ReplicaRepository(self._session).change()
        await self._session.execute(
            self._emptied(change).where(col(OutcomeRow.response_id).in_(tuple(latest)))
        )
        rows = [row for told in latest.values() if told for row in _rows(told, change)]
        if rows:
            insert = _insert(self._session, OutcomeRow)
            keys = ("response_id", "entry_key")
            changed = {name: insert.excluded[name] for name in rows[0] if name not in keys}
            await self._session.execute(
                insert.on_conflict_do_update(index_elements=keys, set_=changed), rows
            )

    async def forget_all(self) -> None:
        """Empty all, to be stored anew from a snapshot."""
        change = await ReplicaRepository(self._session).change()
        await self._session.execute(self._emptied(change))

    @staticmethod
    def _emptied(change: int) -> sa.Update:
        return sa.update(OutcomeRow).values(steps=[], change=change)

    async def changed_after(self, change: int) -> Sequence[OutcomeRow]:
        """Return the rows that came with a later change."""
        statement = sa.select(OutcomeRow).where(col(OutcomeRow.change) > change)
        return (await self._session.scalars(statement)).all()


class ShownRepository:
    """What was shown, within one transaction or snapshot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def last_digest(self, demand_id: UUID) -> str | None:
        """Return of what order the last list of a need is, or None if there is none."""
        statement = (
            sa.select(col(ShownList.digest))
            .where(col(ShownList.demand_id) == demand_id)
            .order_by(col(ShownList.at).desc())
            .limit(1)
        )
        digest: str | None = await self._session.scalar(statement)
        return digest

    async def add(self, values: Mapping[str, Any]) -> None:
        """Store a list, by the columns of `ShownList`."""
        await self._session.execute(sa.insert(ShownList), [dict(values)])

    async def expose(self, keys: Iterable[str], demand_id: UUID, today: date) -> None:
        """Count entries as shown for a need, once in a while however often they are."""
        rows = [{"entry_key": key, "demand_id": demand_id, "first_on": today} for key in keys]
        if not rows:
            return
        table = table_of(Exposure)
        await self._session.execute(
            _insert(self._session, Exposure).on_conflict_do_update(
                index_elements=["entry_key", "demand_id"],
                set_={"first_on": today},
                where=table.c.first_on <= today - _LATELY,
            ),
            rows,
        )

    async def exposures(self, today: date) -> Mapping[str, int]:
        """Return by entry for how many needs it was shown of late, up to yesterday."""
        first = col(Exposure.first_on)
        statement = (
            sa.select(col(Exposure.entry_key), sa.func.count())
            .where(first > today - _LATELY, first < today)
            .group_by(col(Exposure.entry_key))
        )
        rows = await self._session.execute(statement)
        return {key: count for key, count in rows}  # noqa: C416 - rows are no pairs to mypy

    async def lists(self, batch: int = _LISTS_A_PAGE) -> AsyncIterator[ShownList]:
        """Yield every list, the oldest first."""
        last: ShownList | None = None
        while True:
            order = sa.tuple_(col(ShownList.at), col(ShownList.id))
            statement = sa.select(ShownList).order_by(col(ShownList.at), col(ShownList.id))
            if last is not None:
                after = sa.literal(last.at, UtcDateTime), sa.literal(last.id, sa.Uuid())
                statement = statement.where(order > sa.tuple_(*after))
            rows = (await self._session.scalars(statement.limit(batch))).all()
            for row in rows:
                yield row
            if len(rows) < batch:
                return
            last = rows[-1]

    async def count(self) -> int:
        """Return how many lists there are."""
        return int(
            await self._session.scalar(sa.select(sa.func.count()).select_from(ShownList)) or 0
        )

    async def prune(self, before: datetime, today: date) -> None:
        """Remove lists from before a moment, and what does not count as shown of late."""
        await self._session.execute(sa.delete(ShownList).where(col(ShownList.at) < before))
        old = col(Exposure.first_on) <= today - _LATELY
        await self._session.execute(sa.delete(Exposure).where(old))


def _insert(
    session: AsyncSession, model: type[OutcomeRow | Exposure]
) -> sqlite.Insert | postgresql.Insert:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    table = table_of(model)
    return sqlite.insert(table) if on_sqlite else postgresql.insert(table)


def _rows(told: OutcomeTold, change: int) -> list[dict[str, Any]]:
    """Return a response's rows: one for each entry that has a part in it."""
    parts: dict[str, bool] = {told.entry.key: True}
    for member in told.team:
        parts.setdefault(member.key, False)
    shared = {
        "response_id": told.id,
        "demand_id": told.demand.id,
        "industry_code": told.demand.industry_code,
        "region_code": told.demand.region_code,
        "confidentiality": told.demand.confidentiality,
        "steps": told.known_steps,
        "change": change,
    }
    return [{**shared, "entry_key": key, "author": author} for key, author in parts.items()]
