"""The archive's audit log."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.audit.verification import Noted, Verdict, verify
from shared.database import Database
from shared.migrations import upgrade
from tests.shared.archive.tables import TRAIL


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database of the made-up archive, once on each engine."""
    await upgrade(database_url, "tests.shared.archive")
    database = Database(database_url)
    yield database
    await database.dispose()


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[Database]:
    """The same on SQLite only, for what is no matter of SQL."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'archive.sqlite3'}"
    await upgrade(url, "tests.shared.archive")
    database = Database(url)
    yield database
    await database.dispose()


async def recorded(database: Database, *actions: str) -> None:
    """Record each action in a transaction of its own."""
    for action in actions:
        async with database.transaction() as session:
            TRAIL.record(session, actor="li", action=action, subject="shelf/1")


async def verdict(database: Database, noted: Noted | None = None) -> Verdict:
    """Check the log."""
    async with database.snapshot() as session:
        return await verify(session, TRAIL, noted)
