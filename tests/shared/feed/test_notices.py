"""What one process commits wakes who waits in another, and who was cut off hears again."""

import asyncio
import time

import pytest
import sqlalchemy as sa

from shared.database import Database
from shared.feed.publisher import Feed
from shared.notices import hearing, notify
from tests.shared.archive.tables import PUBLISHED
from tests.shared.feed.conftest import parsed

WAIT = 10.0


class Bell:
    """Counts how often it was rung."""

    def __init__(self) -> None:
        self.rung = 0

    def ring(self) -> None:
        self.rung += 1

    async def rings_after(self, count: int) -> bool:
        """Return whether it comes to be rung more often than `count`."""
        for _ in range(5_000):
            if self.rung > count:
                return True
            await asyncio.sleep(0.01)
        return False


async def seconds_until_woken(hearing_database: Database, writing_database: Database) -> float:
    """Wait for news in one process while another commits some."""
    waiting, writing = Feed("archive", PUBLISHED), Feed("archive", PUBLISHED)
    async with waiting.listening(hearing_database):
        await asyncio.sleep(0.3)
        began = time.monotonic()
        task = asyncio.create_task(waiting.changes(hearing_database, "", wait=WAIT))
        await asyncio.sleep(0.1)
        async with writing_database.transaction() as session:
            writing.append(session, type="t", subject="a", data={"title": "A"})
        page = await task
    assert [event.subject for event in parsed(page)] == ["a"]
    return time.monotonic() - began


@pytest.mark.postgres
async def test_a_commit_of_another_process_ends_the_wait(
    archive_postgresql: Database, postgresql_url: str
) -> None:
    other = Database(postgresql_url)

    assert await seconds_until_woken(archive_postgresql, other) < WAIT / 2

    await other.dispose()


async def test_where_no_notice_comes_the_wait_ends_with_its_time(database: Database) -> None:
    waiting, writing = Feed("archive", PUBLISHED), Feed("archive", PUBLISHED)
    task = asyncio.create_task(waiting.changes(database, "", wait=0.5))
    await asyncio.sleep(0.1)

    async with database.transaction() as session:
        writing.append(session, type="t", subject="a", data={"title": "A"})

    assert [event.subject for event in parsed(await task)] == ["a"]


@pytest.mark.postgres
async def test_a_notice_is_heard_after_the_commit_and_never_without(
    archive_postgresql: Database,
) -> None:
    bell = Bell()
    async with hearing(archive_postgresql, "news", bell.ring):
        await bell.rings_after(0)
        before = bell.rung
        async with archive_postgresql.transaction() as session:
            await notify(session, "news")
            await session.rollback()
        async with archive_postgresql.transaction() as session:
            await notify(session, "other_news")
        await asyncio.sleep(0.3)
        unheard = bell.rung

        async with archive_postgresql.transaction() as session:
            await notify(session, "news")
            await asyncio.sleep(0.3)
            heard_too_early = bell.rung

        assert await bell.rings_after(before)
    assert (unheard, heard_too_early) == (before, before)


@pytest.mark.postgres
async def test_a_lost_connection_is_made_anew_and_rings_for_what_was_missed(
    archive_postgresql: Database,
) -> None:
    bell = Bell()
    async with hearing(archive_postgresql, "news", bell.ring):
        await bell.rings_after(0)
        before = bell.rung
        async with archive_postgresql.transaction() as session:
            await session.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
                )
            )
        assert await bell.rings_after(before)
        again = bell.rung

        async with archive_postgresql.transaction() as session:
            await notify(session, "news")

        assert await bell.rings_after(again)
