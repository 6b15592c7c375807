"""One database per service: transactions that write, snapshots that read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import registry

from shared.bells import Bells
from shared.engines import Limits, postgresql_engine, sqlite_engines, sqlite_reader
from shared.straight import Straight, StraightToPostgresql, StraightToSqlite

PING_SECONDS: Final = 2.0

CONSTRAINT_NAMES: Final = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_BEFORE_COMMIT: Final = "before_commit"
_AFTER_COMMIT: Final = "after_commit"
_BELLS: Final = "bells"
log = logging.getLogger(__name__)


class Database:
    """A service's own database, whichever engine its URL names.

    Args:
        url: `sqlite+aiosqlite:///path/to/file` (its folder is created when the
            first connection is made) or `postgresql+asyncpg://…`.
        limits: How much of it this process takes.

    Raises:
        ValueError: The URL names another engine, or SQLite without a file.
    """

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        parsed, limits = sa.make_url(url), limits or Limits()
        self.url = parsed
        self.dialect: Literal["sqlite", "postgresql"]
        self.straight: Straight
        if parsed.get_backend_name() == "postgresql":
            self.dialect = "postgresql"
            writing = postgresql_engine(parsed, limits)
            reading = writing.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self.straight = StraightToPostgresql(writing)
        else:
            self.dialect = "sqlite"
            reading, writing = sqlite_engines(parsed, limits)
            self.straight = StraightToSqlite(partial(sqlite_reader, parsed, limits), writing)
        self._engines = (reading, writing)
        self.bells = Bells()
        told = {_BELLS: self.bells}
        self._to_write = async_sessionmaker(writing, expire_on_commit=False, info=told)
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
        # What begins with the first statement ends when the session is closed, in one step.
        async with self._to_read() as session:
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

    def connections(self) -> tuple[int, int]:
        """Return how many connections of this process are in use, and the most there can be."""
        pools = {engine.sync_engine.pool for engine in self._engines}
        queues = [pool for pool in pools if isinstance(pool, sa.QueuePool)]
        return sum(pool.checkedout() for pool in queues), sum(pool.size() for pool in queues)

    async def dispose(self) -> None:
        """Close every connection."""
        await self.straight.close()
        for engine in self._engines:
            await engine.dispose()


def table_registry() -> registry:
    """Return a registry for the tables of one service and no other.

    Every constraint gets a name, since a migration can only change what it can name.
    """
    return registry(metadata=sa.MetaData(naming_convention=CONSTRAINT_NAMES))


Rows = TypeVar("Rows", bound=sa.Select[Any])


def taken(statement: Rows, *, lock: bool) -> Rows:
    """Return the statement that takes rows to work on, passing over those that others took.

    Without `lock` it only looks at them, as one does in a snapshot.
    """
    return statement.with_for_update(skip_locked=True) if lock else statement


def table_of(model: type[object]) -> sa.Table:
    """Return a model's table, for statements on many rows: models would take twice the time."""
    table = sa.inspect(model).local_table
    if not isinstance(table, sa.Table):
        raise TypeError(model)
    return table


@dataclass(frozen=True, slots=True)
class _Planned:
    turn: str
    action: Callable[[], Awaitable[None]]

    def __call__(self) -> Awaitable[None]:
        return self.action()


def before_commit(
    session: AsyncSession, action: Callable[[], Awaitable[None]], *, turn: str = ""
) -> None:
    """Await `action` as the last thing in the transaction of `session`, if it comes so far.

    For what should hold its locks as briefly as can be. If it fails, so does the transaction.

    Args:
        session: A session of `Database.transaction`.
        action: What is done.
        turn: What it locks. Actions come in the order of their turns, whoever plans them
            first, so that two transactions never wait for each other.

    Raises:
        ValueError: It is a session of `Database.snapshot`, which commits nothing.
    """
    _require_writing(session)
    planned = (*session.info.get(_BEFORE_COMMIT, ()), _Planned(turn, action))
    session.info[_BEFORE_COMMIT] = tuple(sorted(planned, key=lambda each: each.turn))


def on_commit(session: AsyncSession, action: Callable[[], None]) -> None:
    """Run `action` once `session` has committed, and never if it rolls back.

    It only works for a session of `Database.transaction`. An action that fails
    is logged: what was committed stays committed.
    """
    session.info[_AFTER_COMMIT] = (*session.info.get(_AFTER_COMMIT, ()), action)


def ring_on_commit(session: AsyncSession, bell: str) -> None:
    """Ring a bell of the database once `session` has committed: see `Database.bells`."""
    _require_writing(session)
    on_commit(session, partial(session.info[_BELLS].ring, bell))


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


def _require_writing(session: AsyncSession) -> None:
    if _BELLS not in session.info:
        raise ValueError("Nothing is committed in a snapshot.")


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
