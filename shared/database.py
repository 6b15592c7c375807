"""One database per service: transactions that write, snapshots that read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
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
from sqlalchemy.orm import registry
from sqlalchemy.pool import ConnectionPoolEntry

PING_SECONDS: Final = 2.0
READERS: Final = 5

SQLITE_PRAGMAS: Final = (
    "busy_timeout = 5000",
    "journal_mode = WAL",
    # Any less, and a power cut loses transactions that were acknowledged.
    "synchronous = FULL",
    "foreign_keys = ON",
)

POSTGRESQL_SETTINGS: Final = {
    "application_name": "keqiao",
    "timezone": "UTC",
    "statement_timeout": "30000",
    "lock_timeout": "5000",
    "idle_in_transaction_session_timeout": "60000",
}

CONSTRAINT_NAMES: Final = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_BEFORE_COMMIT: Final = "before_commit"
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
            reading, writing = _sqlite_engines(parsed)
        self._engines = (reading, writing)
        self._to_write = async_sessionmaker(writing, expire_on_commit=False)
        self._to_read = async_sessionmaker(reading, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Commit what happens inside, or none of it.

        On SQLite the write lock is taken at the start, so what is read inside
        cannot change before it is written. Do not open one inside another. To give
        up without an error, let `await session.rollback()` be the last thing inside.
        """
        async with self._to_write() as session:
            async with session.begin():
                yield session
                await _prepare_commit(session)
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


def table_registry() -> registry:
    """Return a registry for the tables of one service and no other.

    Every constraint gets a name, since a migration can only change what it can name.
    """
    return registry(metadata=sa.MetaData(naming_convention=CONSTRAINT_NAMES))


def before_commit(session: AsyncSession, action: Callable[[], Awaitable[None]]) -> None:
    """Await `action` as the last thing in the transaction of `session`, if it comes so far.

    For what should hold its locks as briefly as can be. It only works for a
    session of `Database.transaction`; if it fails, so does the transaction.
    """
    session.info[_BEFORE_COMMIT] = (*session.info.get(_BEFORE_COMMIT, ()), action)


def on_commit(session: AsyncSession, action: Callable[[], None]) -> None:
    """Run `action` once `session` has committed, and never if it rolls back.

    It only works for a session of `Database.transaction`. An action that fails
    is logged: what was committed stays committed.
    """
    session.info[_AFTER_COMMIT] = (*session.info.get(_AFTER_COMMIT, ()), action)


@asynccontextmanager
async def savepoint(session: AsyncSession) -> AsyncIterator[None]:
    """Undo what happens inside if it fails, and keep the transaction going.

    What it had left to be done before or after the commit is forgotten as well.
    """
    planned = dict(session.info)
    try:
        async with session.begin_nested():
            yield
    except BaseException:
        session.info.clear()
        session.info.update(planned)
        raise


async def _prepare_commit(session: AsyncSession) -> None:
    if not session.in_transaction():
        # Rolled back inside: what was planned for the commit has no commit to come.
        session.info.clear()
    for action in session.info.pop(_BEFORE_COMMIT, ()):
        await action()


def _run_after_commit(session: AsyncSession) -> None:
    for action in session.info.pop(_AFTER_COMMIT, ()):
        try:
            action()
        except Exception:
            log.exception("An action after a commit failed.")


def _json(value: Any) -> str:  # noqa: ANN401 - whatever a JSON column holds
    # Not json.dumps: it would store Chinese text as \uXXXX, six bytes a character.
    return orjson.dumps(value).decode()


_ENGINE_MANNERS: Final[dict[str, Any]] = {
    "json_serializer": _json,
    # An error is logged with its statement, which may carry what nobody else may read.
    "hide_parameters": True,
}


def _postgresql_arguments() -> dict[str, Any]:
    return {"server_settings": dict(POSTGRESQL_SETTINGS), "timeout": 10}


def _postgresql_engine(url: sa.URL) -> AsyncEngine:
    return create_async_engine(
        url,
        connect_args=_postgresql_arguments(),
        pool_size=READERS,
        max_overflow=READERS,
        pool_pre_ping=True,
        **_ENGINE_MANNERS,
    )


def _sqlite_engines(url: sa.URL) -> tuple[AsyncEngine, AsyncEngine]:
    """Return an engine that reads and one that writes, with the manners we rely on.

    A writing transaction takes the write lock when it begins. Otherwise two of
    them could read the same row and the second overwrite the first, since SQLite
    knows no `FOR UPDATE`. There is one writing connection: writers queue for it
    fairly instead of polling for a lock, and SQLite before 3.51.3 can corrupt a
    WAL when two connections write and checkpoint at once.
    """
    _require_sqlite_file(url)
    reading = create_async_engine(url, pool_size=READERS, max_overflow=READERS, **_ENGINE_MANNERS)
    _adapt_sqlite(reading.sync_engine, (*SQLITE_PRAGMAS, "query_only = ON"), begin="BEGIN DEFERRED")
    writing = create_async_engine(url, pool_size=1, max_overflow=0, **_ENGINE_MANNERS)
    _adapt_sqlite(writing.sync_engine, SQLITE_PRAGMAS, begin="BEGIN IMMEDIATE")
    return reading, writing


def _require_sqlite_file(url: sa.URL) -> None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        raise ValueError(f"{url!r} is neither PostgreSQL nor a SQLite file.")


def schema_engine(url: str) -> AsyncEngine:
    """Return an engine that changes tables: it keeps no connection and waits for its turn.

    On SQLite foreign keys are off, since a table is altered by building it anew;
    who uses this runs `PRAGMA foreign_key_check` before the commit.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_async_engine(
            parsed, connect_args=_postgresql_arguments(), poolclass=sa.NullPool
        )
    _require_sqlite_file(parsed)
    engine = create_async_engine(parsed, poolclass=sa.NullPool)
    pragmas = (*SQLITE_PRAGMAS, "foreign_keys = OFF", "busy_timeout = 60000")
    _adapt_sqlite(engine.sync_engine, pragmas, begin="BEGIN IMMEDIATE")
    return engine


def _adapt_sqlite(engine: sa.Engine, pragmas: Sequence[str], *, begin: str) -> None:
    @event.listens_for(engine, "do_connect")
    def make_folder(*_arguments: object) -> None:
        Path(str(engine.url.database)).parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)
