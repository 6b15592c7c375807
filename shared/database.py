"""One database per service: transactions that write, snapshots that read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, Literal

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry

PING_SECONDS: Final = 2.0
READERS: Final = 5

SQLITE_PRAGMAS: Final = (
    "journal_mode = WAL",
    # Any less, and a power cut loses transactions that were acknowledged.
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
)

POSTGRESQL_SETTINGS: Final = {
    "application_name": "keqiao",
    "timezone": "UTC",
    "statement_timeout": "30000",
    "lock_timeout": "5000",
    "idle_in_transaction_session_timeout": "60000",
}

_AFTER_COMMIT: Final = "after_commit"
log = logging.getLogger(__name__)


class Database:
    """A service's own database, whichever engine its URL names.

    Args:
        url: `sqlite+aiosqlite:///path/to/file` (its folder is created when the
            first connection is made) or `postgresql+asyncpg://…`.

    Raises:
        ValueError: The URL names another engine, or SQLite without a file.
    """

    def __init__(self, url: str) -> None:
        parsed = sa.make_url(url)
        self.dialect: Literal["sqlite", "postgresql"]
        if parsed.get_backend_name() == "postgresql":
            self.dialect = "postgresql"
            writing = _postgresql_engine(parsed)
            reading = writing.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        else:
            self.dialect = "sqlite"
            writing = _sqlite_engine(parsed, read_only=False)
            reading = _sqlite_engine(parsed, read_only=True)
        self._engines = (reading, writing)
        self._to_write = async_sessionmaker(writing, expire_on_commit=False)
        self._to_read = async_sessionmaker(reading, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Commit what happens inside, or none of it.

        On SQLite the write lock is taken at the start, so what is read inside
        cannot change before it is written. Do not open one inside another.
        """
        async with self._to_write() as session:
            async with session.begin():
                yield session
            _run_after_commit(session)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncSession]:
        """See one consistent state, read only; waits for no writer and blocks none."""
        async with self._to_read() as session, session.begin():
            yield session

    async def ping(self) -> bool:
        """Return whether the database answers a trivial question within two seconds."""
        try:
            async with asyncio.timeout(PING_SECONDS), self.snapshot() as session:
                await session.execute(sa.text("SELECT 1"))
        except (OSError, sa.exc.SQLAlchemyError) as error:
            log.warning("The database does not answer: %s", error)
            return False
        return True

    async def dispose(self) -> None:
        """Close every pooled connection."""
        for engine in self._engines:
            await engine.dispose()


def on_commit(session: AsyncSession, action: Callable[[], None]) -> None:
    """Run `action` once `session` has committed, and never if it rolls back.

    It only works for a session of `Database.transaction`. An action that fails
    is logged: what was committed stays committed.
    """
    session.info.setdefault(_AFTER_COMMIT, []).append(action)


def _run_after_commit(session: AsyncSession) -> None:
    for action in session.info.pop(_AFTER_COMMIT, ()):
        try:
            action()
        except Exception:
            log.exception("An action after a commit failed.")


def _json(value: Any) -> str:  # noqa: ANN401 - whatever a JSON column holds
    # Not json.dumps: it would store Chinese text as \uXXXX, six bytes a character.
    return orjson.dumps(value).decode()


def _postgresql_engine(url: sa.URL) -> AsyncEngine:
    return create_async_engine(
        url,
        connect_args={"server_settings": dict(POSTGRESQL_SETTINGS), "timeout": 10},
        pool_size=READERS,
        max_overflow=READERS,
        pool_pre_ping=True,
        json_serializer=_json,
    )


def _sqlite_engine(url: sa.URL, *, read_only: bool) -> AsyncEngine:
    """Return an engine with the manners we rely on.

    A writing transaction takes the write lock when it begins. Otherwise two of
    them could read the same row and the second overwrite the first, since SQLite
    knows no `FOR UPDATE`. There is one writing connection: writers queue for it
    fairly instead of polling for a lock, and SQLite before 3.51.3 can corrupt a
    WAL when two connections write and checkpoint at once.
    """
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        raise ValueError(f"{url!r} is neither PostgreSQL nor a SQLite file.")
    engine = create_async_engine(
        url,
        pool_size=READERS if read_only else 1,
        max_overflow=READERS if read_only else 0,
        json_serializer=_json,
    )
    _adapt_sqlite(engine.sync_engine, Path(str(url.database)), read_only=read_only)
    return engine


def _adapt_sqlite(engine: sa.Engine, path: Path, *, read_only: bool) -> None:
    @event.listens_for(engine, "do_connect")
    def make_folder(*_arguments: object) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN DEFERRED" if read_only else "BEGIN IMMEDIATE")
