"""SQL over all kinds of entry at once."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.domain import EntryKind, EntryStatus
from services.catalog.entries.filtering import listed
from services.catalog.entries.kind import Kind


async def counts(
    session: AsyncSession, kinds: Sequence[Kind], *, everything: bool
) -> dict[tuple[EntryKind, EntryStatus], int]:
    """Return how many entries of each kind are in each status, if any are.

    Args:
        session: A snapshot.
        kinds: The kinds to count.
        everything: Count also what is hidden, since its provider is not listed.
    """
    counted = [_counted(kind) for kind in kinds]
    if not everything:
        counted = [part.where(listed(kind)) for part, kind in zip(counted, kinds, strict=True)]
    statement = sa.union_all(*counted)
    rows = await session.execute(statement)
    return {(EntryKind(kind), status): count for kind, status, count in rows}


def _counted(kind: Kind) -> sa.Select[str, EntryStatus, int]:
    status = col(kind.table.status)
    noun = sa.literal(kind.kind.value).label("kind")
    return sa.select(noun, status, sa.func.count()).group_by(status)
