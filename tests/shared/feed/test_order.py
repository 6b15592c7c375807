"""The feed's one promise that ordinary tests never put to the test: nothing is lost under load."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared.database import Database
from shared.feed.publisher import Feed
from tests.shared.archive.tables import PUBLISHED
from tests.shared.feed.conftest import parsed

WRITERS = 16
COMMITS_EACH = 100
DATABASES = 4


@pytest.fixture
async def writing_databases(database: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Enough pools, on PostgreSQL, that writers wait for each other and not for a connection."""
    databases = [Database(database_url) for _ in range(DATABASES)]
    yield databases
    for each in databases:
        await each.dispose()


async def write(database: Database, feed: Feed, writer: int) -> None:
    """Commit `COMMITS_EACH` changes, and roll some others back that have a number already."""
    for number in range(COMMITS_EACH):
        async with database.transaction() as session:
            feed.append(session, type="t", subject=f"{writer}-{number}", data={"number": number})
        if number % 10 == writer % 10:
            async with database.transaction() as session:
                feed.append(session, type="t", subject="given up", data={})
                for draw_number in session.info["before_commit"]:
                    await draw_number()
                await session.rollback()


async def poll(database: Database, feed: Feed, *, until: int) -> list[tuple[str, str]]:
    """Read as fast as can be, from where the last page ended, until so many events are seen."""
    seen: list[tuple[str, str]] = []
    position = ""
    while len(seen) < until:
        for event in parsed(await feed.changes(database, position, wait=0.05)):
            position = event.id
            seen.append((event.id.partition(".")[2], event.subject))
    return seen


async def test_a_poller_sees_every_commit_of_sixteen_writers_densely_and_in_order(
    database: Database, writing_databases: list[Database]
) -> None:
    feed = Feed("archive", PUBLISHED)
    everything = WRITERS * COMMITS_EACH
    polling = asyncio.create_task(poll(database, feed, until=everything))

    await asyncio.gather(
        *(write(writing_databases[n % DATABASES], feed, n) for n in range(WRITERS))
    )
    seen = await asyncio.wait_for(polling, 10)

    committed = {f"{w}-{n}" for w in range(WRITERS) for n in range(COMMITS_EACH)}
    assert [number for number, _ in seen] == [str(n) for n in range(1, everything + 1)]
    assert {subject for _, subject in seen} == committed
