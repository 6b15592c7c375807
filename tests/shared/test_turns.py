"""What is done around a commit: in which order before it, and for whom a bell rings after it."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from shared.database import Database, before_commit, ring_on_commit


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database without a table."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}")
    yield database
    await database.dispose()


async def test_what_is_done_before_a_commit_comes_in_the_order_of_turns(
    database: Database,
) -> None:
    order: list[str] = []

    async def note(name: str) -> None:
        order.append(name)

    async with database.transaction() as session:
        for turn in ("feed", "audit", "", "feed", "audit"):
            before_commit(session, partial(note, turn), turn=turn)

    assert order == ["", "audit", "audit", "feed", "feed"]


async def test_nothing_can_be_planned_for_the_commit_of_a_snapshot(database: Database) -> None:
    async def nothing() -> None:
        pass

    async with database.snapshot() as session:
        with pytest.raises(ValueError, match="snapshot"):
            before_commit(session, nothing)
        with pytest.raises(ValueError, match="snapshot"):
            ring_on_commit(session, "door")

    assert database.dialect == "sqlite"


async def test_a_bell_rings_after_the_commit_for_those_who_hear_it(database: Database) -> None:
    heard: list[str] = []

    async def ring(bell: str, *, give_up: bool = False) -> None:
        async with database.transaction() as session:
            ring_on_commit(session, bell)
            if give_up:
                await session.rollback()

    with database.bells.heard("door", lambda: heard.append("door")):
        await ring("door")
        await ring("window")
        await ring("door", give_up=True)
    await ring("door")

    assert heard == ["door"]
