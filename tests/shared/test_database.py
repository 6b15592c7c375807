import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import uvloop
from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import Database, before_commit, on_commit, savepoint

COUNT_UP = sa.text("UPDATE tally SET value = value + 1")
READ = sa.text("SELECT value FROM tally")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with a single number in it, which is 0."""
    database = Database(database_url)
    async with database.transaction() as session:
        await session.execute(sa.text("CREATE TABLE tally (value INTEGER NOT NULL)"))
        await session.execute(sa.text("INSERT INTO tally VALUES (0)"))
    yield database
    await database.dispose()


async def value(database: Database) -> int:
    async with database.snapshot() as session:
        return int((await session.execute(READ)).scalar_one())


async def read_then_write(database: Database) -> None:
    """Count up as a careful program would that knows no `UPDATE … SET value = value + 1`."""
    async with database.transaction() as session:
        suffix = " FOR UPDATE" if database.dialect == "postgresql" else ""
        seen = (await session.execute(sa.text(READ.text + suffix))).scalar_one()
        await asyncio.sleep(0)
        await session.execute(sa.text("UPDATE tally SET value = :new"), {"new": seen + 1})


class TestTransaction:
    async def test_what_happens_inside_is_committed(self, database: Database) -> None:
        async with database.transaction() as session:
            await session.execute(COUNT_UP)

        assert await value(database) == 1

    async def test_an_error_inside_undoes_everything(self, database: Database) -> None:
        async def fail() -> None:
            async with database.transaction() as session:
                await session.execute(COUNT_UP)
                raise LookupError

        with pytest.raises(LookupError):
            await fail()

        assert await value(database) == 0

    async def test_many_that_read_before_they_write_lose_nothing(self, database: Database) -> None:
        await asyncio.gather(*(read_then_write(database) for _ in range(32)))

        assert await value(database) == 32

    async def test_writers_of_two_processes_lose_nothing(
        self, database: Database, database_url: str
    ) -> None:
        other = Database(database_url)

        await asyncio.gather(*(read_then_write(each) for each in (database, other) * 16))

        assert await value(database) == 32
        await other.dispose()

    async def test_one_that_is_cancelled_leaves_the_database_usable(
        self, database: Database
    ) -> None:
        for pause in range(30):
            task = asyncio.create_task(read_then_write(database))
            await asyncio.sleep(pause * 0.0002)
            task.cancel()
            await asyncio.wait([task])
        before = await value(database)

        await read_then_write(database)

        assert await value(database) == before + 1


class TestSnapshot:
    async def test_it_sees_one_state_while_others_write(self, database: Database) -> None:
        async with database.snapshot() as session:
            before = (await session.execute(READ)).scalar_one()
            await read_then_write(database)
            after = (await session.execute(READ)).scalar_one()

        assert (before, after) == (0, 0)
        assert await value(database) == 1

    async def test_it_does_not_wait_for_a_writer(self, database: Database) -> None:
        async with database.transaction() as session:
            await session.execute(COUNT_UP)

            seen = await asyncio.wait_for(value(database), 15)

        assert seen == 0

    async def test_it_cannot_write(self, database: Database) -> None:
        async with database.snapshot() as session:
            with pytest.raises(sa.exc.DBAPIError, match=r"read-?only"):
                await session.execute(COUNT_UP)
            await session.rollback()

        assert await value(database) == 0


class TestPlannedActions:
    async def test_they_run_around_the_commit(self, database: Database) -> None:
        order: list[str] = []

        async def before() -> None:
            order.append("before")

        async with database.transaction() as session:
            on_commit(session, lambda: order.append("after"))
            before_commit(session, before)
            order.append("inside")

        assert order == ["inside", "before", "after"]

    async def test_a_failure_before_the_commit_undoes_everything(self, database: Database) -> None:
        ran: list[str] = []

        async def fail() -> None:
            raise LookupError

        async def count() -> None:
            async with database.transaction() as session:
                await session.execute(COUNT_UP)
                before_commit(session, fail)
                on_commit(session, lambda: ran.append("after"))

        with pytest.raises(LookupError):
            await count()

        assert await value(database) == 0
        assert ran == []

    async def test_a_failure_after_the_commit_stops_nobody(self, database: Database) -> None:
        ran: list[str] = []

        def fail() -> None:
            raise LookupError

        async with database.transaction() as session:
            await session.execute(COUNT_UP)
            on_commit(session, fail)
            on_commit(session, lambda: ran.append("after"))

        assert await value(database) == 1
        assert ran == ["after"]

    async def test_they_are_forgotten_after_a_rollback(self, database: Database) -> None:
        ran: list[str] = []
        async with database.transaction() as session:
            await session.execute(COUNT_UP)
            on_commit(session, lambda: ran.append("after"))
            await session.rollback()

        assert await value(database) == 0
        assert ran == []


class TestSavepoint:
    async def test_a_failure_inside_undoes_only_what_is_inside(self, database: Database) -> None:
        ran: list[str] = []

        async def fail(session: AsyncSession) -> None:
            async with savepoint(session):
                await session.execute(COUNT_UP)
                on_commit(session, lambda: ran.append("inner"))
                raise LookupError

        async with database.transaction() as session:
            await session.execute(COUNT_UP)
            on_commit(session, lambda: ran.append("outer"))
            with pytest.raises(LookupError):
                await fail(session)

        assert await value(database) == 1
        assert ran == ["outer"]


class TestPing:
    async def test_a_database_that_is_there_answers(self, database: Database) -> None:
        assert await database.ping()

    async def test_a_database_that_is_not_there_does_not(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        nowhere = [
            Database(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'test.sqlite3'}"),
            Database(f"postgresql+asyncpg://somebody@/nothing?host={tmp_path}"),
        ]

        answers = [await database.ping() for database in nowhere]

        assert answers == [False, False]

    async def test_a_database_name_nobody_knows_does_not_answer(self, postgresql_url: str) -> None:
        database = Database(postgresql_url.replace("test_", "unknown_"))

        assert not await database.ping()

        await database.dispose()


async def test_the_folder_of_a_sqlite_file_is_made_with_the_first_connection(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "not" / "yet"
    database = Database(f"sqlite+aiosqlite:///{folder / 'test.sqlite3'}")
    made_at_once = folder.exists()

    assert await database.ping()

    assert not made_at_once
    assert (folder / "test.sqlite3").is_file()
    await database.dispose()


async def test_sqlite_survives_a_power_cut_and_checks_references(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}")

    async with database.transaction() as session:
        found = {
            name: (await session.execute(sa.text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
    await database.dispose()


@pytest.mark.postgres
async def test_postgresql_gives_up_on_what_takes_too_long(postgresql_url: str) -> None:
    database = Database(postgresql_url)

    async with database.transaction() as session:
        found = {
            name: (await session.execute(sa.text(f"SHOW {name}"))).scalar_one()
            for name in (
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "timezone",
            )
        }

    assert list(found.values()) == ["30s", "5s", "15s", "UTC"]
    await database.dispose()


@pytest.mark.parametrize(
    "url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "mysql+aiomysql://host/name"]
)
def test_a_database_that_could_not_keep_anything_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="neither PostgreSQL nor a SQLite file"):
        Database(url)


def test_it_works_on_the_loop_that_servers_use(database_url: str) -> None:
    async def count_to_three() -> int:
        database = Database(database_url)
        async with database.transaction() as session:
            await session.execute(sa.text("CREATE TABLE tally (value INTEGER NOT NULL)"))
            await session.execute(sa.text("INSERT INTO tally VALUES (0)"))
        await asyncio.gather(*(read_then_write(database) for _ in range(3)))
        answer = await value(database)
        await database.dispose()
        return answer

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(count_to_three()) == 3
