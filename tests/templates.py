"""Databases that have a service's tables: made once a session, copied for each test."""

import asyncio
import atexit
import shutil
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest

from shared.migrations import upgrade
from shared.types import new_id
from tests.databases import ENGINES

Template = Callable[[str], str]
"""Makes a service's template at its first call, and says where it is."""


def _done(work: Coroutine[Any, Any, object]) -> None:
    """Do something to its end, whether or not a loop is running here."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def _told(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _address(server: str, name: str) -> str:
    """Return the URL of a database of a server."""
    server = server.replace("postgresql://", "postgresql+asyncpg://")
    return server.replace("/postgres?", f"/{name}?")


@cache
def _folder() -> Path:
    """Return where the SQLite files of this process stand."""
    folder = Path(mkdtemp(prefix="keqiao-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _file_of(service: str) -> str:
    path = _folder() / f"{service}.sqlite3"
    _done(upgrade(f"sqlite+aiosqlite:///{path}", f"services.{service}"))
    return str(path)


@pytest.fixture(scope="session")
def template_file() -> Template:
    """Where a SQLite file stands that has the tables of a service."""
    return _file_of


def lay_tables(folder: Path, *services: str) -> None:
    """Put a file with all tables and no rows where each service looks, if there is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for service in services:
        if not (folder / f"{service}.sqlite3").exists():
            copied(_file_of, service, folder)


@pytest.fixture(scope="session")
def template_database(postgresql_server: str) -> Template:
    """What a database of the PostgreSQL server is called that has the tables of a service."""

    @cache
    def name_of(service: str) -> str:
        name = f"{service}_template"
        _done(_told(postgresql_server, f"CREATE DATABASE {name}"))
        _done(upgrade(_address(postgresql_server, name), f"services.{service}"))
        return name

    return name_of


@contextmanager
def database_of(request: pytest.FixtureRequest, service: str) -> Iterator[str]:
    """Yield the URL of a PostgreSQL database with a service's tables, dropped afterwards."""
    server: str = request.getfixturevalue("postgresql_server")
    template: Template = request.getfixturevalue("template_database")
    name = f"{service}_{new_id().hex}"
    _done(_told(server, f"CREATE DATABASE {name} TEMPLATE {template(service)}"))
    try:
        yield _address(server, name)
    finally:
        _done(_told(server, f"DROP DATABASE {name} WITH (FORCE)"))


def copied(template: Template, service: str, folder: Path) -> str:
    """Return the URL of a SQLite file in a folder that has a service's tables."""
    path = folder / f"{service}.sqlite3"
    shutil.copyfile(template(service), path)
    return f"sqlite+aiosqlite:///{path}"


def ready_database(service: str) -> Any:  # noqa: ANN401 - as a fixture is declared
    """Return a fixture: the URL of a database with a service's tables, once on each engine."""

    @pytest.fixture(params=ENGINES)
    def ready(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
        if request.param == "sqlite":
            yield copied(request.getfixturevalue("template_file"), service, tmp_path)
        else:
            with database_of(request, service) as url:
                yield url

    return ready
