"""Copies are stamped so that whoever reads them in order of change misses none."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.matching.replicas.errors import SubjectNotFoundError
from services.matching.replicas.repository import Position, ReplicaRepository, StoredRecord, key_of
from shared.database import Database
from shared.types import new_id
from tests.waiting import PATIENCE


@pytest.fixture
async def database(matching_url: str) -> AsyncIterator[Database]:
    """A database with the service's tables."""
    database = Database(matching_url)
    yield database
    await database.dispose()


async def store(database: Database, *names: str, kind: str = "offering") -> None:
    """Store records of these names in one transaction."""
    async with database.transaction() as session:
        await ReplicaRepository(session).store(kind, {name: {"title": name} for name in names})


async def changes(database: Database, after: Position, limit: int = 100) -> list[StoredRecord]:
    """Return the records changed after a position."""
    async with database.snapshot() as session:
        return list(await ReplicaRepository(session).changed_after(after, limit=limit))


async def test_a_later_transaction_has_a_higher_number(database: Database) -> None:
    await store(database, "a", "b")
    await store(database, "c")
    await store(database, "a")

    found = await changes(database, Position())

    assert [record.key for record in found] == ["offering:b", "offering:c", "offering:a"]
    assert [record.position.change for record in found] == [1, 2, 3]


async def test_reading_on_from_any_record_misses_none(database: Database) -> None:
    names = [f"{number:03}" for number in range(25)]
    await store(database, *names[:20])
    await store(database, *names[20:])

    seen: list[str] = []
    position = Position()
    while page := await changes(database, position, limit=7):
        seen += [record.key for record in page]
        position = page[-1].position

    assert seen == [f"offering:{name}" for name in names]


async def test_what_is_gone_keeps_its_row_without_content(database: Database) -> None:
    await store(database, "a", "b")

    async with database.transaction() as session:
        await ReplicaRepository(session).store("offering", {"a": None})

    [b, a] = await changes(database, Position())
    assert (a.key, a.gone, a.document) == ("offering:a", True, {})
    async with database.snapshot() as session:
        repository = ReplicaRepository(session)
        assert list(await repository.records([a.key, b.key])) == [b.key]
        assert await repository.here() == 1


async def test_forgetting_a_feed_leaves_the_other_alone(database: Database) -> None:
    await store(database, "a")
    await store(database, "n", kind="demand")

    async with database.transaction() as session:
        await ReplicaRepository(session).forget_all(["offering", "expert"])

    async with database.snapshot() as session:
        left = await ReplicaRepository(session).here_after("", limit=9)
    assert [record.key for record in left] == ["demand:n"]


async def test_pending_changes_are_counted_up_to_a_limit(database: Database) -> None:
    await store(database, "a", "b", "c")
    [_, b, c] = await changes(database, Position())

    async with database.snapshot() as session:
        repository = ReplicaRepository(session)

        assert await repository.pending_after(Position(), most=100) == 3
        assert await repository.pending_after(Position(), most=2) == 2
        assert await repository.pending_after(b.position, most=100) == 1
        assert await repository.pending_after(c.position, most=100) == 0


async def test_a_record_that_is_not_there_is_said_not_to_be(database: Database) -> None:
    async with database.snapshot() as session:
        with pytest.raises(SubjectNotFoundError):
            await ReplicaRepository(session).get("expert", new_id())


async def test_a_reader_beside_many_writers_sees_every_change(database: Database) -> None:
    async def write(number: int) -> None:
        await store(database, f"{number:02}", "shared")

    async def read() -> dict[str, int]:
        seen: dict[str, int] = {}
        position = Position()
        while len(seen) < 13 or seen["offering:shared"] < 12:
            for record in await changes(database, position, limit=3):
                assert record.position > position
                position = record.position
                seen[record.key] = record.position.change
            await asyncio.sleep(0)
        return seen

    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(read())
        for number in range(12):
            tasks.create_task(write(number))
    seen = reading.result()

    assert set(seen) == {key_of("offering", f"{n:02}") for n in range(12)} | {"offering:shared"}
