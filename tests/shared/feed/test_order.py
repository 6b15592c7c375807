"""The feed's one promise that ordinary tests never put to the test: nothing is lost under load."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from shared.database import Database
from shared.feed.publisher import Feed
from tests.shared.archive.tables import PUBLISHED
from tests.shared.feed.conftest import parsed
from tests.shared.feed.numbering import DEFECTS, OURS, Numbering, put_to_load

WRITERS = 16
DATABASES = 4


@pytest.fixture
async def writing_databases(database: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Enough pools, on PostgreSQL, that writers wait for each other and not for a connection."""
    databases = [Database(database_url) for _ in range(DATABASES)]
    yield databases
    for each in databases:
        await each.dispose()


async def write(database: Database, feed: Feed, writer: int, commits: int) -> None:
    """Commit so many changes, and roll some others back that have a number already."""
    for number in range(commits):
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


async def hold_to_order(
    database: Database, writing: list[Database], *, commits_each: int, patience: float
) -> float:
    """See that a poller gets every commit densely and in order; return the commits per second."""
    feed = Feed("archive", PUBLISHED)
    everything = WRITERS * commits_each
    polling = asyncio.create_task(poll(database, feed, until=everything))
    began = time.monotonic()

    await asyncio.gather(
        *(write(writing[n % DATABASES], feed, n, commits_each) for n in range(WRITERS))
    )
    took = time.monotonic() - began
    seen = await asyncio.wait_for(polling, patience)

    committed = {f"{w}-{n}" for w in range(WRITERS) for n in range(commits_each)}
    assert [number for number, _ in seen] == [str(n) for n in range(1, everything + 1)]
    assert {subject for _, subject in seen} == committed
    return everything / took


async def test_a_poller_sees_every_commit_of_sixteen_writers_densely_and_in_order(
    database: Database, writing_databases: list[Database]
) -> None:
    rate = await hold_to_order(database, writing_databases, commits_each=100, patience=20)

    assert rate > 0


@pytest.mark.soak
async def test_the_same_holds_for_twenty_thousand_commits(
    database: Database, writing_databases: list[Database]
) -> None:
    rate = await hold_to_order(database, writing_databases, commits_each=1_250, patience=120)

    print(f"\n20,000 commits of 16 writers on {database.dialect}: {rate:.0f}/s, 0 lost")  # noqa: T201 - the figure is what a soak is run for
    assert rate > 0


@pytest.mark.postgres
async def test_ours_loses_nothing_under_the_load_that_others_fail(
    archive_postgresql: Database, postgresql_url: str
) -> None:
    outcome = await put_to_load(plain(postgresql_url), OURS)

    assert outcome.lost == 0
    assert outcome.dense


@pytest.mark.postgres
@pytest.mark.parametrize("numbering", DEFECTS, ids=lambda numbering: numbering.name)
async def test_the_check_finds_what_other_ways_to_number_lose(
    postgresql_url: str, numbering: Numbering
) -> None:
    outcome = await put_to_load(plain(postgresql_url), numbering)

    assert outcome.lost > 0
    assert not outcome.dense


def plain(url: str) -> str:
    """Return the URL without SQLAlchemy's name of the driver."""
    return url.replace("postgresql+asyncpg://", "postgresql://")
