"""The platform in both layouts, on both engines."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest

from shared.types import new_id
from tests.databases import ENGINES
from tests.platform.layouts import SERVICES, Databases, Layout, apart, together


async def create_databases(server: str) -> Databases:
    """Create an empty database for each service."""
    mark = new_id().hex
    connection = await asyncpg.connect(server)
    for name in SERVICES:
        await connection.execute(f"CREATE DATABASE {name}_{mark}")
    await connection.close()
    address = server.replace("postgresql://", "postgresql+asyncpg://")
    return {name: address.replace("/postgres?", f"/{name}_{mark}?") for name in SERVICES}


@pytest.fixture(params=ENGINES)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where the services store what they know, on each engine."""
    if request.param == "sqlite":
        return {}
    return asyncio.run(create_databases(request.getfixturevalue("postgresql_server")))


@pytest.fixture(params=[together, apart], ids=["together", "apart"])
def layout(
    request: pytest.FixtureRequest, tmp_path: Path, databases: Databases
) -> Iterator[Layout]:
    """The running platform: in one process, and in four."""
    with request.param(tmp_path, databases) as running:
        yield running
