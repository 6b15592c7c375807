"""Puts the rows that a release left behind into tables as that release made them."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import Database

Row = dict[str, Any]
Rows = dict[str, list[Row]]

FOLDER: Final = Path(__file__).parent

_READERS: Final[Mapping[type[sa.types.TypeEngine[Any]], Callable[[str], object]]] = {
    sa.Uuid: UUID,
    sa.DateTime: lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    sa.Date: date.fromisoformat,
}


def rows_of(release: str, service: str) -> Rows:
    """Return the rows of a service's tables, as JSON has them."""
    rows: Rows = {}
    with (FOLDER / release / f"{service}.jsonl").open("rb") as lines:
        for line in lines:
            entry = json.loads(line)
            rows.setdefault(entry["table"], []).append(entry["row"])
    return rows


async def fill(database_url: str, rows: Rows) -> None:
    """Insert rows, as an older release would have; the feed's numbers are drawn anew."""
    database = Database(database_url)
    async with database.transaction() as session:
        tables = await tables_of(session)
        for table in tables:
            if table.name == "feed_head":
                await session.execute(sa.delete(table))
            for row in rows.get(table.name, []):
                told = {**row, "last": 0} if table.name == "feed_head" else row
                await session.execute(sa.insert(table).values(_values(table, told)))
    await database.dispose()


async def stored(database_url: str, names: Sequence[str]) -> Rows:
    """Return all rows of these tables, as the database gives them back."""
    database = Database(database_url)
    rows: Rows = {}
    async with database.snapshot() as session:
        for table in await tables_of(session):
            if table.name in names:
                found = (await session.execute(sa.select(table))).mappings()
                rows[table.name] = sorted((dict(row) for row in found), key=str)
    await database.dispose()
    return rows


async def tables_of(session: AsyncSession) -> list[sa.Table]:
    """Return the tables there are, those that others refer to before the others."""

    def reflect(connection: sa.Connection) -> list[sa.Table]:
        metadata = sa.MetaData()
        metadata.reflect(connection)
        return sorted(metadata.sorted_tables, key=lambda table: table.name != "feed_head")

    return await (await session.connection()).run_sync(reflect)


def _values(table: sa.Table, row: Row) -> Row:
    """Return a row as the columns of this engine take it."""
    return {name: _value(table.c[name].type, value) for name, value in row.items()}


def _value(kind: sa.types.TypeEngine[Any], value: object) -> object:
    for known, read in _READERS.items():
        if isinstance(kind, known) and isinstance(value, str):
            return read(value)
    return value
