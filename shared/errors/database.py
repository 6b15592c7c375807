"""What a caller is told when the database is busy, or is not there."""

import socket
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import sqlalchemy as sa

from shared.errors.problems import ConflictError, PlatformError, UnavailableError
from shared.language import Text

DATABASE_ERRORS: Final[tuple[type[Exception], ...]] = (
    sa.exc.SQLAlchemyError,
    # What goes wrong while a connection is made, or past SQLAlchemy, comes as it is.
    sqlite3.Error,
    asyncpg.PostgresError,
    ConnectionError,
    socket.gaierror,
)


class DatabaseBusyError(UnavailableError):
    """No connection became free in time, or a statement waited or worked for too long."""

    slug = "database-busy"
    title = Text("系统繁忙", "Busy")
    detail = Text(
        "现在使用的人太多，这次操作没有执行，请稍后重试。",
        "Too much is going on; nothing was done. Try again in a moment.",
    )


class DatabaseUnavailableError(UnavailableError):
    """The database cannot be reached, or the connection to it was lost."""

    slug = "database-unavailable"
    title = Text("数据库暂时不可用", "The database is unavailable")
    detail = Text(
        "数据库暂时没有应答，请稍后重试。", "The database does not answer; try again in a moment."
    )


class ConcurrentChangeError(ConflictError):
    """Two changes at the same moment were in each other's way, and this one gave way."""

    slug = "concurrent-change"
    title = Text("与同时进行的修改冲突", "In conflict with another change")
    detail = Text(
        "同一时刻有别的修改，这次操作没有执行，可以直接重试。",
        "Something else was changed at the same moment; nothing was done. You may simply repeat.",
    )


_BY_STATE: Final[Mapping[str, type[PlatformError]]] = {
    "40001": ConcurrentChangeError,  # serialization_failure
    "40P01": ConcurrentChangeError,  # deadlock_detected
    "25P03": DatabaseBusyError,  # idle_in_transaction_session_timeout
    "55P03": DatabaseBusyError,  # lock_not_available
    "57014": DatabaseBusyError,  # query_canceled, as by statement_timeout
    "SQLITE_BUSY": DatabaseBusyError,
    "SQLITE_LOCKED": DatabaseBusyError,
    "SQLITE_FULL": DatabaseUnavailableError,
    "SQLITE_CANTOPEN": DatabaseUnavailableError,
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html, https://sqlite.org/rescode.html"""

_BY_CLASS: Final[Mapping[str, type[PlatformError]]] = {
    "08": DatabaseUnavailableError,  # connection_exception
    "3D": DatabaseUnavailableError,  # invalid_catalog_name
    "53": DatabaseUnavailableError,  # insufficient_resources
    "57": DatabaseUnavailableError,  # operator_intervention
}


def database_problem(error: Exception) -> PlatformError | None:
    """Return what a caller is told of a database's error; None if it is a fault of our own."""
    if isinstance(error, sa.exc.TimeoutError):
        return DatabaseBusyError()
    if isinstance(error, ConnectionError | socket.gaierror):
        return DatabaseUnavailableError()
    state = _state_of(getattr(error, "orig", error))
    kind = _BY_STATE.get(state) or _BY_CLASS.get(state[:2])
    if kind:
        return kind()
    return DatabaseUnavailableError() if getattr(error, "connection_invalidated", False) else None


def _state_of(cause: Any) -> str:  # noqa: ANN401 - the errors of two drivers, and none
    state = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or ""
    # SQLite's longer names say more than we need: SQLITE_BUSY_SNAPSHOT.
    return "_".join(str(state).split("_")[:2])
