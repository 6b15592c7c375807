"""The archive's audit log."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.audit.verification import Noted, Verdict, verify
from shared.database import Database
from tests.shared.archive.tables import TRAIL
from tests.shared.opening import archive_at, file_in


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database of the made-up archive, once on each engine."""
    async with archive_at(database_url) as database:
        yield database


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[Database]:
    """The same on SQLite only, for what is no matter of SQL."""
    async with archive_at(file_in(tmp_path)) as database:
        yield database


async def recorded(database: Database, *actions: str) -> None:
    """Record each action in a transaction of its own."""
    for action in actions:
        async with database.transaction() as session:
            TRAIL.record(session, actor="li", action=action, subject="shelf/1")


async def verdict(database: Database, noted: Noted | None = None) -> Verdict:
    """Check the log."""
    async with database.snapshot() as session:
        return await verify(session, TRAIL, noted)
