"""Saves a SQLite file while it is written to, and brings one back."""

import asyncio
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from deploy.backup.errors import NotEmptyError, NothingToSaveError
from deploy.backup.manifest import SavedService, sync
from deploy.backup.renewal import renewing_statements
from shared.database import Database
from shared.opening import alone_on

FILE: Final = "database.sqlite3"
SECONDS: Final = 2.0

_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


class SqliteStore:
    """A service's file.

    The service may run meanwhile: we never write and never checkpoint, so the fault of SQLite
    before 3.51.3 (see `shared/opening.py`) cannot be met.
    """

    def __init__(self, service: str, path: Path) -> None:
        self._service = service
        self._path = path
        self._holder: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._alone = ExitStack()

    async def hold(self) -> bool:
        """Take the write lock, which only one connection has at a time."""
        if not self._path.is_file():
            raise NothingToSaveError(service=self._service, place=str(self._path))
        self._holder = self._connection()
        try:
            await asyncio.to_thread(self._holder.execute, "BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    async def pin(self) -> None:
        """Begin to read."""
        self._reader = self._connection()
        self._reader.execute("PRAGMA query_only = ON")
        self._reader.execute("BEGIN")
        self._reader.execute(_TABLES).fetchall()

    async def release(self) -> None:
        """Give the write lock back."""
        if self._holder:
            self._holder.close()
            self._holder = None

    async def save(self, folder: Path) -> SavedService:
        """Copy the file, page by page, as it was when it was pinned."""
        return await asyncio.to_thread(self._save, folder / FILE)

    def _save(self, target: Path) -> SavedService:
        if self._reader is None:
            raise RuntimeError("Nothing was pinned.")
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            self._reader.backup(copy)
            # One file, without the write-ahead log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("PRAGMA synchronous = FULL")
            tables = [name for [name] in copy.execute(_TABLES)]
            rows = {table: _one(copy, f'SELECT count(*) FROM "{table}"') for table in tables}  # noqa: S608 - its own names
            version = f"alembic_version_{self._service}"
            revision = _one(copy, f"SELECT version_num FROM {version}")  # noqa: S608 - the same
        sync(target)
        return SavedService(engine="sqlite", revision=str(revision), rows=rows)

    async def close(self) -> None:
        """Close what is open."""
        await self.release()
        if self._reader:
            self._reader.close()
            self._reader = None
        self._alone.close()

    async def require_free(self, *, replace: bool) -> None:
        """Take the file for ourselves."""
        if self._path.exists() and not replace:
            raise NotEmptyError(service=self._service, place=str(self._path))
        self._alone.enter_context(alone_on(Database(f"sqlite+aiosqlite:///{self._path}")))

    async def bring_back(self, folder: Path, saved: SavedService) -> None:
        """Put the copy where the service looks for its file, whole or not at all."""
        await asyncio.to_thread(self._bring_back, folder / FILE, list(saved.rows))

    def _bring_back(self, source: Path, tables: list[str]) -> None:
        arriving = self._path.with_name(f"{self._path.name}.arriving")
        shutil.copyfile(source, arriving)
        with closing(sqlite3.connect(arriving, isolation_level=None)) as copy:
            for statement in renewing_statements(tables):
                copy.execute(statement)
        sync(arriving)
        # A log of the file that was there must not be replayed into this one.
        for suffix in ("-wal", "-shm"):
            self._path.with_name(f"{self._path.name}{suffix}").unlink(missing_ok=True)
        arriving.replace(self._path)
        sync(self._path.parent)

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        return connection


def _one(connection: sqlite3.Connection, statement: str) -> int:
    [[value]] = connection.execute(statement)
    return value  # type: ignore[no-any-return]  # of a row of one
