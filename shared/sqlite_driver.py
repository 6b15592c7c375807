"""SQLite by aiosqlite, a statement at a time: SQLAlchemy goes to its thread four times for each.

Each way to a connection's thread and back costs as much as a small statement. A cursor of ours
runs its statement, fetches all rows and is closed in one go.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any, Final, cast

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_
from typing_extensions import override

DRIVER: Final = "sqlite+at_once"


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """What one statement answered."""

    __slots__ = ("_described",)

    def __init__(self, adapt_connection: Any) -> None:  # noqa: ANN401 - as SQLAlchemy has it
        # There is no cursor to open: it lives while its statement runs, in the thread.
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection.driver_connection
        self._cursor = cast("Any", None)
        self._rows = deque()
        self._described: tuple[Any, int, Any] = (None, -1, None)

    @property
    @override
    def description(self) -> Any:
        return self._described[0]

    @property
    @override
    def rowcount(self) -> int:
        return self._described[1]

    @property
    @override
    def lastrowid(self) -> Any:
        return self._described[2]

    @override
    async def _async_soft_close(self) -> None:
        """It is closed."""

    @override
    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        await self._run("execute", operation, parameters or ())

    @override
    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        await self._run("executemany", operation, seq_of_parameters)

    async def _run(self, way: str, operation: str, said: Sequence[Any]) -> None:
        connection: Any = self._connection
        cast("_Connection", self._adapt_connection).touched = True
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001 - SQLAlchemy's own cursors do
            self._described, rows = await connection._execute(  # noqa: SLF001 - aiosqlite's own cursors do
                _run_at_once, connection, way, operation, said
            )
        self._rows = deque(rows)


def _run_at_once(connection: Any, way: str, operation: str, said: Sequence[Any]) -> Any:  # noqa: ANN401 - sqlite3's
    """Run a statement, in the thread of its connection; return what it answered."""
    cursor = connection._conn.cursor()  # noqa: SLF001 - aiosqlite's own cursors do
    try:
        getattr(cursor, way)(operation, said)
        rows = cursor.fetchall() if cursor.description else ()
        return (cursor.description, cursor.rowcount, cursor.lastrowid), rows
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    """A connection whose cursors are ours.

    The pool rolls back whatever comes home, though nearly always it has just been ended. What
    was cut off in the middle stays `touched`.
    """

    __slots__ = ("touched",)

    _cursor_cls = _Cursor

    @override
    def commit(self) -> None:
        super().commit()
        self.touched = False

    @override
    def rollback(self) -> None:
        if self.touched:
            super().rollback()
            self.touched = False


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    """aiosqlite, with connections of ours."""

    @override
    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        connection = self.aiosqlite.connect(*arg, **kw)
        # A process does not wait for it at its end.
        connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does
        ours = _Connection(self, await_(connection))
        ours.touched = True
        return ours


class AtOnce(SQLiteDialect_aiosqlite):
    """The dialect, as `create_async_engine` finds it by its name."""

    driver = "at_once"
    supports_statement_cache = True

    @classmethod
    @override
    def import_dbapi(cls) -> AsyncAdapt_aiosqlite_dbapi:
        return _Driver(__import__("aiosqlite"), __import__("sqlite3"))


registry.register(DRIVER.replace("+", "."), __name__, AtOnce.__name__)
