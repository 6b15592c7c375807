"""How we talk to a database engine: the manners that both have to show, and their limits."""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from shared.sqlite_driver import DRIVER

CONNECT_SECONDS: Final = 10
IDLE_SECONDS: Final = 15
"""How long a transaction may do nothing: a process that is stopped in the middle of one
holds its rows no longer than this."""

ASKED_AFTER_SECONDS: Final = 1.0
"""How long a connection to PostgreSQL may have been idle before it is asked whether it lives."""

_IDLE_SINCE: Final = "keqiao.idle_since"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a database a process takes, and how long it waits for it.

    Args:
        connections: The most it opens at once; SQLite has one more, which writes.
        pool_seconds: How long somebody waits for one of them to become free.
        statement_seconds: How long a statement may take (PostgreSQL).
        lock_seconds: How long a statement waits for somebody else's lock.
    """

    connections: int = 10
    pool_seconds: float = 10.0
    statement_seconds: float = 30.0
    lock_seconds: float = 5.0

    @property
    def postgresql(self) -> dict[str, str]:
        """The same as settings of a connection to PostgreSQL."""
        return {
            "application_name": "keqiao",
            "timezone": "UTC",
            "statement_timeout": _milliseconds(self.statement_seconds),
            "lock_timeout": _milliseconds(self.lock_seconds),
            "idle_in_transaction_session_timeout": _milliseconds(IDLE_SECONDS),
        }

    @property
    def sqlite(self) -> tuple[str, ...]:
        """The same as pragmas of a connection to SQLite, and what else we rely on there."""
        return (
            f"busy_timeout = {_milliseconds(self.lock_seconds)}",
            "journal_mode = WAL",
            # Any less, and a power cut loses transactions that were acknowledged.
            "synchronous = FULL",
            "foreign_keys = ON",
        )


_ONLY_READS: Final = ("query_only = ON", "wal_autocheckpoint = 0")


def _milliseconds(seconds: float) -> str:
    return str(int(seconds * 1000))


def _json(value: Any) -> str:  # noqa: ANN401 - whatever a JSON column holds
    # Not json.dumps: it would store Chinese text as \uXXXX, six bytes a character.
    return orjson.dumps(value).decode()


_ENGINE_MANNERS: Final[dict[str, Any]] = {
    "json_serializer": _json,
    "json_deserializer": orjson.loads,
    # An error is logged with its statement, which may carry what nobody else may read.
    "hide_parameters": True,
}


def postgresql_engine(url: sa.URL, limits: Limits) -> AsyncEngine:
    """Return an engine with a pool that gives up in time."""
    engine = create_async_engine(
        url,
        connect_args=_postgresql_arguments(limits),
        pool_size=limits.connections,
        max_overflow=0,
        pool_timeout=limits.pool_seconds,
        **_ENGINE_MANNERS,
    )
    _look_at_connections(engine.sync_engine)
    return engine


def _look_at_connections(engine: sa.Engine) -> None:
    """Let nobody have a connection that is dead.

    SQLAlchemy's own `pool_pre_ping` asks each time, by three ways to the server and back. A
    server that ends, or is ended, hangs up, which is seen at once; only one that is out of
    reach does not, so whoever has been idle for a while is asked.
    """

    @event.listens_for(engine, "checkin")
    def came_home(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[_IDLE_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def is_lent(connection: Any, record: ConnectionPoolEntry, _lent: object) -> None:  # noqa: ANN401 - the driver's
        now = time.monotonic()
        try:
            if connection.driver_connection.is_closed():
                raise sa.exc.InvalidatePoolError
            if now - record.info.get(_IDLE_SINCE, now) > ASKED_AFTER_SECONDS:
                connection.ping()
        except engine.dialect.loaded_dbapi.Error as error:
            raise sa.exc.InvalidatePoolError from error


def sqlite_engines(url: sa.URL, limits: Limits) -> tuple[AsyncEngine, AsyncEngine]:
    """Return an engine that reads and one that writes, with the manners we rely on.

    A writing transaction takes the write lock when it begins. Otherwise two of
    them could read the same row and the second overwrite the first, since SQLite
    knows no `FOR UPDATE`. There is one writing connection: writers queue for it
    fairly instead of polling for a lock, and SQLite before 3.51.3 can corrupt a
    WAL when two connections write and checkpoint at once.

    Raises:
        ValueError: The URL is not that of a SQLite file.
    """
    _require_sqlite_file(url)
    url = url.set(drivername=DRIVER)
    manners = {**_ENGINE_MANNERS, "max_overflow": 0, "pool_timeout": limits.pool_seconds}
    reading = create_async_engine(url, pool_size=limits.connections, **manners)
    _adapt_sqlite(reading.sync_engine, (*limits.sqlite, *_ONLY_READS), begin="BEGIN DEFERRED")
    writing = create_async_engine(url, pool_size=1, **manners)
    _adapt_sqlite(writing.sync_engine, limits.sqlite, begin="BEGIN IMMEDIATE")
    return reading, writing


def sqlite_reader(url: sa.URL, limits: Limits) -> sqlite3.Connection:
    """Return a connection that reads, in whatever thread it is used in."""
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(str(url.database), isolation_level=None, check_same_thread=False)
    for pragma in (*limits.sqlite, *_ONLY_READS):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def schema_engine(url: str) -> AsyncEngine:
    """Return an engine that changes tables: it keeps no connection and waits for its turn.

    On SQLite foreign keys are off, since a table is altered by building it anew;
    who uses this runs `PRAGMA foreign_key_check` before the commit.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _poolless(parsed, Limits())
    _require_sqlite_file(parsed)
    engine = create_async_engine(parsed, poolclass=sa.NullPool)
    pragmas = (*Limits(lock_seconds=60).sqlite, "foreign_keys = OFF")
    _adapt_sqlite(engine.sync_engine, pragmas, begin="BEGIN IMMEDIATE")
    return engine


def listening_engine(url: sa.URL) -> AsyncEngine:
    """Return an engine whose connections are its user's own and hold no transaction open.

    For PostgreSQL only: nobody can be told anything through a SQLite file.
    """
    return _poolless(url, Limits()).execution_options(isolation_level="AUTOCOMMIT")


def _poolless(url: sa.URL, limits: Limits) -> AsyncEngine:
    arguments = _postgresql_arguments(limits)
    return create_async_engine(url, connect_args=arguments, poolclass=sa.NullPool)


def _postgresql_arguments(limits: Limits) -> dict[str, Any]:
    return {"server_settings": limits.postgresql, "timeout": CONNECT_SECONDS}


def _require_sqlite_file(url: sa.URL) -> None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        raise ValueError(f"{url!r} is neither PostgreSQL nor a SQLite file.")


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
