"""Databases of the made-up archive, or of tables that a test makes up for itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlmodel import SQLModel

from shared.database import Database
from shared.engines import schema_engine
from shared.migrations import upgrade


@asynccontextmanager
async def archive_at(url: str) -> AsyncIterator[Database]:
    """Yield the database at an address, brought to what the archive needs."""
    await upgrade(url, "tests.shared.archive")
    database = Database(url)
    yield database
    await database.dispose()


def file_in(folder: Path) -> str:
    """Return the address of an archive on SQLite."""
    return f"sqlite+aiosqlite:///{folder / 'archive.sqlite3'}"


@asynccontextmanager
async def database_with(tables: type[SQLModel], url: str) -> AsyncIterator[Database]:
    """Yield the database at an address with all the tables of a registry."""
    engine = schema_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(tables.metadata.create_all)
    await engine.dispose()
    database = Database(url)
    yield database
    await database.dispose()
