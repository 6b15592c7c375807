'''One linear history of tables per service, valid on SQLite and on PostgreSQL.

What a service needs, with `catalog` as the example:

1.  Its own registry, so that its metadata holds no other service's tables
    (`services/catalog/tables.py`, which every `models.py` of the service imports):

        class CatalogTable(SQLModel, registry=table_registry()):
            """Base of this service's tables."""

    (`table_registry` is in `shared.database`).

2.  `services/catalog/migrations/__init__.py`, which imports every module that
    declares tables and says whose metadata they are in:

        """The history of the catalog's tables."""

        from services.catalog.offerings import models as offerings
        from services.catalog.providers import models as providers
        from services.catalog.tables import CatalogTable

        __all__ = ["offerings", "providers"]

        metadata = CatalogTable.metadata

3.  `services/catalog/migrations/versions/__init__.py` (one docstring) beside the
    steps. A step is drafted from the difference between the history and the models:

        python -m shared.migrations services.catalog "create the catalog"

    and then read and corrected by hand: a column with a default that the database
    must know, `CHECK` constraints and triggers are not found by themselves. A service
    that publishes a feed adds `install_feed(op.get_bind())` from `shared.feed.schema`
    at the end of the step that creates the feed's tables.

4.  At its start: `await upgrade(settings.dsn, "services.catalog")`.

5.  In its tests, on both engines, that nothing was forgotten:

        await upgrade(database_url, "services.catalog")
        assert await differences(database_url, "services.catalog") == []

A step changes tables only through `op`; altering a column goes through
`op.batch_alter_table`, since SQLite has to rebuild the table. There is no way
back down: a history that failed half-way was rolled back, and a step that proved
wrong is corrected by the next.
'''

import asyncio
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.sql.sqltypes import AutoString

from shared.engines import schema_engine

Answer = TypeVar("Answer")

_PROCESS_WIDE: Final = threading.Lock()
"""Alembic keeps the migration under way in globals of its own: one at a time."""

_LOCK_KEY: Final = 0x6B65_7169_616F
"""Names the advisory lock that two starting processes meet at ("keqiao")."""


class BrokenReferenceError(Exception):
    """A step of a history left rows that refer to rows which are not there."""


async def upgrade(database_url: str, package: str, *, to: str = "head") -> None:
    """Bring the tables of a service to a step of its history, or change nothing.

    Several processes may call it at once; all but one wait, and find it done.

    Args:
        database_url: As for `Database`.
        package: The service's package, such as `"services.catalog"`.
        to: The number of the step; the newest if not said.
    """
    await _on_connection(
        database_url, lambda connection: command.upgrade(_config(package, connection), to)
    )


async def draft(database_url: str, package: str, message: str) -> None:
    """Write the next step of a service's history: what its models have and the tables lack.

    Args:
        database_url: A database that stands at the newest step.
        package: The service's package.
        message: What the step does; becomes its file name.
    """

    def write(connection: sa.Connection) -> None:
        config = _config(package, connection)
        number = sum(1 for _ in _versions(package).glob("[0-9]*.py")) + 1
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")

    await _on_connection(database_url, write)


async def differences(database_url: str, package: str) -> list[Any]:
    """Return what a service's models have and its upgraded tables lack, or the reverse."""

    def compare(connection: sa.Connection) -> list[Any]:
        options = {"version_table": _version_table(package), "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, _metadata(package)))

    return await _on_connection(database_url, compare)


def knows(package: str, revision: str) -> bool:
    """Say whether a step is one of a service's history, as far as this code has it."""
    return any(_versions(package).glob(f"{revision}_*.py"))


async def behind(database_url: str, package: str) -> bool:
    """Say whether a service's tables are older than its code, or not there.

    Tables of a step that the code does not know are newer: steps only add what the
    version before can do without, so it goes on working on them.
    """
    known = sorted(path.name.partition("_")[0] for path in _versions(package).glob("[0-9]*.py"))

    def compare(connection: sa.Connection) -> bool:
        options = {"version_table": _version_table(package)}
        stands_at = MigrationContext.configure(connection, opts=options).get_current_revision()
        return stands_at is None or stands_at in known[:-1]

    return await _on_connection(database_url, compare)


def run(context: EnvironmentContext) -> None:
    """Run the migration that `context` was set up for; called by `env.py` alone."""
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["metadata"],
        version_table=attributes["version_table"],
        render_as_batch=True,
        # Ours is the transaction, on SQLite too: all steps or none.
        transactional_ddl=True,
        compare_type=True,
        render_item=_render_type,
    )
    context.run_migrations()


def _render_type(kind: str, item: object, context: AutogenContext) -> str | Literal[False]:
    """Write column types in steps so that they import what they need, and not SQLModel."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if type(item).__module__ == "shared.types":
        context.imports.add("import shared.types")
        return f"shared.types.{type(item).__name__}()"
    return False


def _metadata(package: str) -> sa.MetaData:
    metadata: sa.MetaData = import_module(f"{package}.migrations").metadata
    return metadata


def _version_table(package: str) -> str:
    return f"alembic_version_{package.rpartition('.')[2]}"


def _versions(package: str) -> Path:
    return Path(str(import_module(f"{package}.migrations").__file__)).parent / "versions"


def _config(package: str, connection: sa.Connection) -> Config:
    config = Config()
    options = {
        "script_location": str(Path(__file__).parent),
        "version_locations": str(_versions(package)),
        "path_separator": "newline",
    }
    for name, value in options.items():
        config.set_main_option(name, value.replace("%", "%%"))
    config.attributes.update(
        connection=connection,
        metadata=_metadata(package),
        version_table=_version_table(package),
    )
    return config


async def _on_connection(database_url: str, work: Callable[[sa.Connection], Answer]) -> Answer:
    """Do `work` in one transaction, in a thread with a loop of its own.

    The thread lets callers of one process wait for each other without stopping
    the loop that they were called from.
    """

    def in_thread() -> Answer:
        with _PROCESS_WIDE:
            return asyncio.run(_in_transaction(database_url, work))

    return await asyncio.to_thread(in_thread)


async def _in_transaction(database_url: str, work: Callable[[sa.Connection], Answer]) -> Answer:
    engine = schema_engine(database_url)
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await _take_turns(connection)
            answer = await connection.run_sync(work)
            if engine.dialect.name == "sqlite":
                await _check_references(connection)
        return answer
    finally:
        await engine.dispose()


async def _take_turns(connection: AsyncConnection) -> None:
    """Wait for another process that migrates, but not for long for a table in use.

    A step that waits for a busy table makes everyone behind it wait as well.
    """
    for statement in (
        "SET LOCAL statement_timeout = 0",
        "SET LOCAL lock_timeout = 0",
        f"SELECT pg_advisory_xact_lock({_LOCK_KEY})",
        "SET LOCAL lock_timeout = '5s'",
    ):
        await connection.execute(sa.text(statement))


async def _check_references(connection: AsyncConnection) -> None:
    """Refuse to commit rows that point nowhere: foreign keys are off while tables are rebuilt."""
    broken = (await connection.execute(sa.text("PRAGMA foreign_key_check"))).all()
    if broken:
        raise BrokenReferenceError(f"{len(broken)} rows point nowhere, the first is {broken[0]}.")
