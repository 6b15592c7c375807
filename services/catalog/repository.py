"""SQL over all kinds of entry at once."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.domain import EntryKind, EntryStatus
from services.catalog.entries.kind import Kind


async def counts(
    session: AsyncSession, kinds: Sequence[Kind]
) -> dict[tuple[EntryKind, EntryStatus], int]:
    """Return how many entries of each kind are in each status, if any are."""
    statement = sa.union_all(*(_counted(kind) for kind in kinds))
    rows = await session.execute(statement)
    return {(EntryKind(kind), status): count for kind, status, count in rows}


def _counted(kind: Kind) -> sa.Select[str, EntryStatus, int]:
    status = col(kind.table.status)
    noun = sa.literal(kind.kind.value).label("kind")
    return sa.select(noun, status, sa.func.count()).group_by(status)
