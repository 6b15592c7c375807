"""Checking a log: is it what was recorded, and all of it?"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.chain import hash_of
from shared.audit.models import AuditTables
from shared.audit.trail import Trail
from shared.database import table_of

AT_ONCE: Final = 1000


class Damage(StrEnum):
    """What is wrong with an entry."""

    MISSING = "missing"
    ALTERED = "altered"
    SURPLUS = "surplus"
    NOT_AS_NOTED = "not_as_noted"


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that is not as it was recorded."""

    sequence: int
    damage: Damage


@dataclass(frozen=True, slots=True)
class Stand:
    """What the head of a log says: see `AuditHeadBase`."""

    last: int
    hash: str
    anchor: int
    anchor_hash: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody noted of the log elsewhere: the hash that an entry had."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a log was found to be; entries up to `anchor` were removed in time."""

    anchor: int
    last: int
    hash: str
    broken: Break | None

    @property
    def intact(self) -> bool:
        """Whether every entry is there and as it was recorded."""
        return self.broken is None


async def verify(session: AsyncSession, trail: Trail, noted: Noted | None = None) -> Verdict:
    """Return what a log is, reading all of it.

    Args:
        session: Sees one consistent state.
        trail: Whose log.
        noted: What its head once was. The log alone cannot show that somebody wrote all of
            it anew, or took off its end together with its head.
    """
    row = (await session.execute(sa.select(table_of(trail.tables.head)))).one()
    head = Stand(row.last, row.hash, row.anchor, row.anchor_hash)
    broken = await _first_break(session, trail, head, noted)
    return Verdict(head.anchor, head.last, head.hash, broken)


async def _first_break(
    session: AsyncSession, trail: Trail, head: Stand, noted: Noted | None
) -> Break | None:
    expected, before = head.anchor + 1, head.anchor_hash
    async for row in _entries(session, trail.tables):
        hashed = hash_of(trail.source, before, row)
        if damage := _damage(row, expected, hashed, head.last, noted):
            return damage
        expected, before = expected + 1, hashed
    if expected <= max(head.last, noted.sequence if noted else 0):
        return Break(expected, Damage.MISSING)
    return None if before == head.hash else Break(head.last, Damage.ALTERED)


def _damage(
    row: Mapping[str, Any], expected: int, hashed: str, last: int, noted: Noted | None
) -> Break | None:
    """Return what is wrong with the entry that comes where `expected` is due."""
    sequence = row["sequence"]
    if sequence > expected:
        return Break(expected, Damage.MISSING)
    if sequence < expected or sequence > last:
        return Break(sequence, Damage.SURPLUS)
    if row["hash"] != hashed:
        return Break(sequence, Damage.ALTERED)
    if noted and noted.sequence == sequence and noted.hash != hashed:
        return Break(sequence, Damage.NOT_AS_NOTED)
    return None


async def _entries(session: AsyncSession, tables: AuditTables) -> AsyncIterator[Any]:
    entry = table_of(tables.entry)
    after = -1
    while True:
        page = sa.select(entry).where(entry.c.sequence > after).order_by(entry.c.sequence)
        rows = (await session.execute(page.limit(AT_ONCE))).mappings().all()
        for row in rows:
            yield row
        if len(rows) < AT_ONCE:
            return
        after = rows[-1]["sequence"]
