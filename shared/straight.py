"""Transactions that run prepared statements, taken to the database in as few steps as it allows.

On SQLite a whole transaction goes to the connection's thread at once, and those that want to write
at the same moment are committed together: to wait for the disk takes longest there, and it takes
no longer for many. On PostgreSQL, which gathers commits itself, each has a connection of its own.

What a transaction does is a coroutine that awaits nothing but its statements.
"""

import asyncio
import contextvars
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeVar

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

from shared.statements import Made, Making, Prepared, Row, Statements, Values

MOST_AT_ONCE: Final = 64
"""Transactions that one commit takes in, so that nobody waits for too many others."""

GATHERING_SECONDS: Final = 0.001
"""How long a commit waits for others, if there were some a moment ago: it costs as much as all
that one of them does, and no more for many (PostgreSQL's `commit_delay`)."""

Outcome = TypeVar("Outcome")
Act = Callable[[Statements], Coroutine[Any, Any, Outcome]]


class Straight(Protocol):
    """The way to a database past the ORM."""

    async def read(self, act: Act[Outcome], *, single: bool = False) -> Outcome:
        """Return what `act` finds in one consistent state, which it cannot change.

        With `single` it runs no more than one statement, which sees one state anyway.
        """
        ...

    async def write(self, act: Act[Outcome]) -> Outcome:
        """Return what `act` returns once what it did is committed; or none of it is done."""
        ...

    async def close(self) -> None:
        """Close what it has opened."""


class _AtOnce:
    """Statements on a connection of SQLite's: they are over when they return."""

    on_postgresql = False

    def __init__(self, connection: sqlite3.Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    async def rows(self, prepared: Prepared, **values: Any) -> Sequence[Row]:  # noqa: ANN401 - of any column
        """Run a statement and return what it answers."""
        written = prepared.written(self._dialect)
        return written.read(self._connection.execute(written.sql, written.said(values)))

    async def made(self, making: Making[Made], prepared: Prepared, **values: Any) -> list[Made]:  # noqa: ANN401 - of any column
        """Run a statement and return what is made of each row that it answers."""
        written = prepared.written(self._dialect)
        return making.of(self._connection.execute(written.sql, written.said(values)), written)

    async def each(self, prepared: Prepared, values: Sequence[Values]) -> None:
        """Run a statement that answers nothing, once for each of the values."""
        written = prepared.written(self._dialect)
        self._connection.executemany(written.sql, [written.said(each) for each in values])


class _OverTheWire:
    """Statements on a connection of asyncpg's, which prepares each once."""

    on_postgresql = True

    def __init__(self, connection: Any, dialect: Dialect) -> None:  # noqa: ANN401 - it has no types
        self._connection = connection
        self._dialect = dialect

    async def rows(self, prepared: Prepared, **values: Any) -> Sequence[Row]:  # noqa: ANN401 - of any column
        """Run a statement and return what it answers."""
        written = prepared.written(self._dialect)
        return written.read(await self._connection.fetch(written.sql, *written.said(values)))

    async def made(self, making: Making[Made], prepared: Prepared, **values: Any) -> list[Made]:  # noqa: ANN401 - of any column
        """Run a statement and return what is made of each row that it answers."""
        written = prepared.written(self._dialect)
        return making.of(await self._connection.fetch(written.sql, *written.said(values)), written)

    async def each(self, prepared: Prepared, values: Sequence[Values]) -> None:
        """Run a statement that answers nothing, once for each of the values."""
        written = prepared.written(self._dialect)
        await self._connection.executemany(written.sql, [written.said(each) for each in values])


class StraightToPostgresql:
    """A transaction a connection, from the pool that the ORM has, too."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self, act: Act[Outcome], *, single: bool = False) -> Outcome:
        """Return what `act` finds in one consistent state, which it cannot change."""
        if single:
            async with self._connected() as connection:
                return await act(_OverTheWire(connection, self._engine.dialect))
        async with self._statements(isolation="repeatable_read", readonly=True) as statements:
            return await act(statements)

    async def write(self, act: Act[Outcome]) -> Outcome:
        """Return what `act` returns once what it did is committed; or none of it is done."""
        async with self._statements() as statements:
            return await act(statements)

    async def close(self) -> None:
        """Do nothing: its connections are the pool's."""

    @asynccontextmanager
    async def _statements(self, **manner: str | bool) -> AsyncIterator[Statements]:
        async with self._connected() as connection, connection.transaction(**manner):
            yield _OverTheWire(connection, self._engine.dialect)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        try:
            async with _lent(self._engine) as connection:
                yield connection
        except asyncpg.InterfaceError as error:
            raise ConnectionError("The connection to the database was lost.") from error


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A transaction that waits for its turn, in the context of whoever asked for it."""

    act: Act[Any]
    done: asyncio.Future[Any]
    context: contextvars.Context = field(default_factory=contextvars.copy_context)

    def tell(self, outcome: Any) -> None:  # noqa: ANN401 - whatever the transaction returned
        """Tell who asked how it ended, if they still wait."""
        if self.done.done():
            return
        if isinstance(outcome, BaseException):
            self.done.set_exception(outcome)
        else:
            self.done.set_result(outcome)


class StraightToSqlite:
    """Reads at once, since no writer is waited for; writes together, on the connection that does.

    To read what these few paths read takes less than to go to another thread for it.

    Args:
        open_reader: Makes a connection that reads.
        writing: The pool of the one connection that writes.
    """

    def __init__(self, open_reader: Callable[[], sqlite3.Connection], writing: AsyncEngine) -> None:
        self._open_reader = open_reader
        self._reader: sqlite3.Connection | None = None
        self._writing = writing
        self._waiting: list[_Wanted] = []
        self._writer: asyncio.Task[None] | None = None
        self._had_company = False

    async def read(self, act: Act[Outcome], *, single: bool = False) -> Outcome:
        """Return what `act` finds in one consistent state, which it cannot change."""
        if self._reader is None:
            self._reader = self._open_reader()
        if not single:
            self._reader.execute("BEGIN DEFERRED")
        try:
            return _to_the_end(act(_AtOnce(self._reader, self._writing.dialect)))
        finally:
            self._reader.rollback()

    async def write(self, act: Act[Outcome]) -> Outcome:
        """Return what `act` returns once what it did is committed; or none of it is done."""
        wanted = _Wanted(act, asyncio.get_running_loop().create_future())
        self._waiting.append(wanted)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        outcome: Outcome = await wanted.done
        return outcome

    async def close(self) -> None:
        """Close what it has opened."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    async def _write_all(self) -> None:
        while self._waiting:
            try:
                await self._write_some()
            except Exception as error:  # noqa: BLE001 - it is told to whom it concerns
                for wanted in self._taken():
                    wanted.tell(error)

    async def _write_some(self) -> None:
        if self._had_company:
            await asyncio.sleep(GATHERING_SECONDS)
        async with _lent(self._writing) as connection:
            together = self._taken()
            self._had_company = len(together) > 1
            try:
                outcomes = await self._in_thread(connection, _commit, together)
            except Exception as error:  # noqa: BLE001 - as above
                outcomes = [error] * len(together)
        for wanted, outcome in zip(together, outcomes, strict=True):
            wanted.tell(outcome)

    def _taken(self) -> list[_Wanted]:
        together = self._waiting[:MOST_AT_ONCE]
        del self._waiting[:MOST_AT_ONCE]
        return together

    async def _in_thread(self, connection: Any, work: Callable[..., Any], what: Any) -> Any:  # noqa: ANN401 - aiosqlite's
        # Not `execute`: that would be a way to the thread and back for each statement.
        return await connection._execute(  # noqa: SLF001 - as aiosqlite's own methods do
            work,
            connection._conn,  # noqa: SLF001 - the same
            self._writing.dialect,
            what,
        )


@asynccontextmanager
async def _lent(engine: AsyncEngine) -> AsyncIterator[Any]:
    """Yield the driver's own connection, and give it back to its pool."""
    lent = await engine.raw_connection()
    try:
        yield lent.driver_connection
    finally:
        await greenlet_spawn(lent.close)


def _commit(
    connection: sqlite3.Connection, dialect: Dialect, together: Sequence[_Wanted]
) -> list[Any]:
    """Return how each ended, all that succeeded having been committed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_apart(connection, dialect, wanted) for wanted in together]
        connection.execute("COMMIT")
    finally:
        connection.rollback()  # Nothing, unless one of the two has failed.
    return outcomes


def _apart(connection: sqlite3.Connection, dialect: Dialect, wanted: _Wanted) -> Any:  # noqa: ANN401 - what it returns
    """Do one of several, and undo it alone if it fails."""
    connection.execute("SAVEPOINT one")
    outcome = _outcome(connection, dialect, wanted)
    if isinstance(outcome, BaseException):
        if not connection.in_transaction:
            raise outcome  # SQLite gave up all of them: the disk is full, or broken.
        connection.execute("ROLLBACK TO one")
    connection.execute("RELEASE one")
    return outcome


def _outcome(connection: sqlite3.Connection, dialect: Dialect, wanted: _Wanted) -> Any:  # noqa: ANN401 - what it returns
    doing = wanted.act(_AtOnce(connection, dialect))
    try:
        return wanted.context.run(_to_the_end, doing)
    except Exception as error:  # noqa: BLE001 - it is told to whoever asked
        return error


def _to_the_end(doing: Coroutine[Any, Any, Outcome]) -> Outcome:
    """Return what a coroutine returns that awaits nothing but statements that are over at once."""
    try:
        doing.send(None)
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome
    doing.close()
    raise RuntimeError("A transaction waited for something else than its statements.")
