"""Opens a service's database: alone on SQLite, among others on PostgreSQL, tables up to date."""

import fcntl
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types

from shared.database import Database
from shared.errors.problems import ConflictError, UnavailableError
from shared.language import Text
from shared.leases import Lease
from shared.migrations import behind, upgrade
from shared.settings import ServiceSettings

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first with all that our statements and steps use."""

SAFE_SQLITE: Final = (3, 51, 3)
"""The first in which two connections cannot corrupt a WAL between them (sqlite.org/wal.html)."""

log = logging.getLogger(__name__)


class SqliteTooOldError(UnavailableError):
    """The SQLite library lacks what we use."""

    slug = "sqlite-too-old"
    title = Text("SQLite 版本过旧", "SQLite is too old")
    detail = Text(
        "SQLite {version} 太旧，至少需要 {wanted}。请升级系统的 SQLite，或改用 PostgreSQL。",
        "SQLite {version} is too old, {wanted} at least is needed. Upgrade it, or use PostgreSQL.",
    )


class DatabaseUnreachableError(UnavailableError):
    """The database that was named does not let us in."""

    slug = "database-unreachable"
    title = Text("连不上数据库", "The database cannot be reached")
    detail = Text("连不上 {database}：{reason}", "{database} cannot be reached: {reason}")


class TablesBehindError(UnavailableError):
    """Nobody brought the tables up to date."""

    slug = "tables-behind"
    title = Text("数据表不是最新", "The tables are not up to date")
    detail = Text(
        "{database} 的数据表还没有建立或不是最新。请先运行 keqiao migrate {service}。",
        "The tables in {database} are missing or not up to date. Run keqiao migrate {service}.",
    )


class DatabaseInUseError(ConflictError):
    """Another process works on the same SQLite file."""

    slug = "database-in-use"
    title = Text("数据库正在使用", "The database is in use")
    detail = Text(
        "另一个进程正在使用 {path}。先停掉它；要运行多个进程，请改用 PostgreSQL。",
        "Another process is using {path}. Stop it first; to run several, use PostgreSQL.",
    )


@asynccontextmanager
async def opened(
    database: Database, lease: Lease, settings: ServiceSettings, package: str
) -> AsyncIterator[None]:
    """Keep a service's database open for as long as the context lasts.

    Args:
        database: What `settings` say.
        lease: The lease of this process, which takes part from now on.
        settings: They say whether tables are brought up to date first.
        package: The service's package, such as `"services.catalog"`.

    Raises:
        DatabaseInUseError: It is a SQLite file and another process has it open.
        SqliteTooOldError: The library lacks what we use.
        DatabaseUnreachableError: The server does not let us in.
        TablesBehindError: The tables are older than the code, and it is not for us to change them.
    """
    if database.dialect == "sqlite":
        require_sqlite(sqlite3.sqlite_version_info)
    with alone_on(database):
        try:
            with reached(database):
                await _bring_up_to_date(database, settings, package)
            async with lease.taking_part():
                yield
        finally:
            await database.dispose()


async def _bring_up_to_date(database: Database, settings: ServiceSettings, package: str) -> None:
    if settings.migrates(database.dialect):
        await upgrade(settings.dsn, package)
    elif await behind(settings.dsn, package):
        raise TablesBehindError(database=_shown(database), service=settings.name)


def require_sqlite(version: tuple[int, ...]) -> None:
    """Refuse a library that lacks what we use, and say what is known to be wrong with others.

    Before 3.51.3 two connections that write and checkpoint at the same moment can corrupt
    a WAL. Ours cannot: one connection writes, the same one checkpoints, and no other process
    is let in (`shared/engines.py`, `alone_on`). Whoever opens the file besides can.

    Raises:
        SqliteTooOldError: It does.
    """
    named = ".".join(map(str, version))
    if version < OLDEST_SQLITE:
        raise SqliteTooOldError(version=named, wanted=".".join(map(str, OLDEST_SQLITE)))
    if version < SAFE_SQLITE:
        log.info(
            "SQLite %s can corrupt a WAL that two connections write to; we write with one. "
            "Let no other program open the files; see docs/operations.md.",
            named,
        )


@contextmanager
def reached(database: Database) -> Iterator[None]:
    """Say of a server that cannot be reached inside which it is.

    Raises:
        DatabaseUnreachableError: It cannot.
    """
    try:
        yield
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        reason = str(error) or type(error).__name__
        raise DatabaseUnreachableError(database=_shown(database), reason=reason) from error


def _shown(database: Database) -> str:
    return database.url.render_as_string(hide_password=True)


@contextmanager
def alone_on(database: Database) -> Iterator[None]:
    """Hold a SQLite file for this process; the system lets go of it however the process ends.

    Two processes on one file would lose nothing, but each would follow feeds, and neither
    could wake who waits for news at the other.

    Raises:
        DatabaseInUseError: Another process holds it.
    """
    if database.dialect == "postgresql":
        yield
        return
    path = Path(str(database.url.database))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatabaseInUseError(path=str(path.resolve())) from error
        yield
