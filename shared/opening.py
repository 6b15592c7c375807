"""Opens a service's database: alone on SQLite, among others on PostgreSQL, tables up to date."""

import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from shared.database import Database
from shared.errors.problems import ConflictError
from shared.language import Text
from shared.leases import Lease
from shared.migrations import upgrade
from shared.settings import ServiceSettings


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
    """
    with alone_on(database):
        try:
            if settings.migrates(database.dialect):
                await upgrade(settings.dsn, package)
            async with lease.taking_part():
                yield
        finally:
            await database.dispose()


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
