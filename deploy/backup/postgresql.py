"""Saves a PostgreSQL database while it is written to, and brings one back.

By PostgreSQL's own COPY and our own steps for the tables, so that no client program of the
right version has to be there. Each table becomes a text file as COPY writes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import sqlalchemy as sa

from deploy.backup.errors import NotEmptyError, NothingToSaveError, StillRunningError
from deploy.backup.manifest import SavedService
from deploy.backup.renewal import renewing_statements
from shared.migrations import upgrade

HOLD: Final = "900ms"
"""For all tables together: less than after which PostgreSQL looks for deadlocks in whoever waits
for one that we have already, so that it is us who give way, not a writer."""

_COLUMNS: Final = """
    SELECT c.relname AS table, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
_REFERENCES: Final = """
    SELECT conrelid::regclass::text AS table, confrelid::regclass::text AS needed
    FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid
      AND connamespace = current_schema()::regnamespace
"""
_OTHERS: Final = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'keqiao'
"""
_FUNCTIONS: Final = """
    SELECT oid::regprocedure::text AS name FROM pg_proc p
    WHERE pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


class PostgresqlStore:
    """A service's database."""

    def __init__(self, service: str, url: sa.URL) -> None:
        self._service = service
        self._url = url
        self._holder: Any = None
        self._reader: Any = None

    async def hold(self) -> bool:
        """Lock every table against writers, if they can be had soon."""
        self._holder = await self._connection()
        tables = await _columns(self._holder)
        if not tables:
            raise NothingToSaveError(service=self._service, place=self._shown)
        await self._holder.execute(f"BEGIN; SET LOCAL statement_timeout = '{HOLD}'")
        try:
            await self._holder.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE MODE")
        except (asyncpg.QueryCanceledError, asyncpg.DeadlockDetectedError):
            return False
        return True

    async def pin(self) -> None:
        """Begin to read."""
        self._reader = await self._connection()
        await self._reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        await self._reader.execute("SELECT 1")

    async def release(self) -> None:
        """Unlock the tables."""
        if self._holder:
            await self._holder.close()
            self._holder = None

    async def save(self, folder: Path) -> SavedService:
        """Copy every table."""
        rows = {}
        for table, columns in (await _columns(self._reader)).items():
            query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - quoted by the database
            copied = await self._reader.copy_from_query(query, output=folder / f"{table}.copy")
            rows[table] = int(copied.split()[-1])
        version = f"SELECT version_num FROM alembic_version_{self._service}"  # noqa: S608 - ours
        revision = await self._reader.fetchval(version)
        return SavedService(engine="postgresql", revision=revision, rows=rows)

    async def close(self) -> None:
        """Close what is open."""
        await self.release()
        if self._reader:
            await self._reader.close()
            self._reader = None

    async def require_free(self, *, replace: bool) -> None:
        """Look for other connections, and for tables."""
        connection = await self._connection()
        try:
            if others := await connection.fetchval(_OTHERS):
                raise StillRunningError(service=self._service, count=others)
            if await _columns(connection) and not replace:
                raise NotEmptyError(service=self._service, place=self._shown)
        finally:
            await connection.close()

    async def bring_back(self, folder: Path, saved: SavedService) -> None:
        """Make the tables anew as they were, and fill them in one transaction."""
        connection = await self._connection()
        try:
            await _empty(connection)
            package, url = f"services.{self._service}", self._full_url
            await upgrade(url, package, to=saved.revision)
            async with connection.transaction():
                await _fill(connection, folder, saved.rows)
        finally:
            await connection.close()

    async def _connection(self) -> Any:  # noqa: ANN401 - asyncpg ships no types
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        return await asyncpg.connect(address, timeout=10)

    @property
    def _full_url(self) -> str:
        return self._url.render_as_string(hide_password=False)

    @property
    def _shown(self) -> str:
        return self._url.render_as_string(hide_password=True)


async def _columns(connection: Any) -> Mapping[str, Sequence[str]]:  # noqa: ANN401 - as above
    """Return the columns of each table that hold something of their own."""
    return {row["table"]: row["columns"] for row in await connection.fetch(_COLUMNS)}


async def _empty(connection: Any) -> None:  # noqa: ANN401 - as above
    for table in await _columns(connection):
        await connection.execute(f"DROP TABLE {table} CASCADE")
    for row in await connection.fetch(_FUNCTIONS):
        await connection.execute(f"DROP FUNCTION {row['name']} CASCADE")


async def _fill(connection: Any, folder: Path, saved: Mapping[str, int]) -> None:  # noqa: ANN401 - as above
    columns = await _columns(connection)
    # Ours number entries and guard the audit log; those that keep references whole stay.
    await _execute(connection, (f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in columns))
    await connection.execute(f"TRUNCATE {', '.join(columns)}")
    for table in await _needed_first(connection, columns):
        if table in saved:
            source = folder / f"{table}.copy"
            await connection.copy_to_table(table, source=source, columns=_plain(columns[table]))
    await _execute(connection, renewing_statements(saved))
    await _execute(connection, (f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in columns))


async def _execute(connection: Any, statements: Iterable[str]) -> None:  # noqa: ANN401 - as above
    for statement in statements:
        await connection.execute(statement)


async def _needed_first(connection: Any, tables: Iterable[str]) -> Iterable[str]:  # noqa: ANN401 - as above
    """Return tables so that each comes after those that it refers to."""
    needs: dict[str, set[str]] = {table: set() for table in tables}
    for row in await connection.fetch(_REFERENCES):
        needs[row["table"]].add(row["needed"])
    return TopologicalSorter(needs).static_order()


def _plain(columns: Sequence[str]) -> list[str]:
    """Return names as asyncpg wants them, which quotes them itself."""
    return [name.removeprefix('"').removesuffix('"') for name in columns]
