"""What nobody needs any more is removed from a feed while the service runs."""

import asyncio

import pytest
import sqlalchemy as sa

from shared.feed.errors import FeedResetError
from shared.feed.pruning import FeedPruner
from tests.shared.archive.tables import PUBLISHED
from tests.shared.feed.conftest import CHANGED, World, parsed


async def entries(world: World) -> int:
    async with world.database.snapshot() as session:
        statement = sa.select(sa.func.count()).select_from(PUBLISHED.entry)
        return (await session.execute(statement)).scalar_one()


async def become(world: World, count: int) -> bool:
    """Return whether the feed comes to have so many entries within some seconds."""
    for _ in range(5_000):
        if await entries(world) == count:
            return True
        await asyncio.sleep(0.01)
    return False


async def test_superseded_entries_are_removed_round_after_round(world: World) -> None:
    pruner = FeedPruner(world.database, world.feed, keep=1, interval=0.02)
    for title in ("Alpha", "Beta", "Gamma", "Delta"):
        await world.publish(a=title)

    async with pruner.running():
        assert await become(world, 1)
        await world.publish(b="Epsilon")
        await world.publish(b="Zeta")
        await world.publish(b="Eta")

        assert await become(world, 2)

    await world.follower.step()
    assert await world.copied() == {"a": "Delta", "b": "Eta"}


async def test_the_newest_numbers_are_kept_though_superseded(world: World) -> None:
    for title in ("Alpha", "Beta", "Gamma", "Delta"):
        await world.publish(a=title)

    async with FeedPruner(world.database, world.feed, keep=3).running():
        assert await become(world, 3)

    assert await entries(world) == 3


async def test_a_round_that_fails_is_followed_by_another(world: World) -> None:
    for title in ("Alpha", "Beta"):
        await world.publish(a=title)
    head = PUBLISHED.head.__tablename__
    await _rename(world, head, "hidden")
    pruner = FeedPruner(world.database, world.feed, keep=0, interval=0.02)

    async with pruner.running():
        await asyncio.sleep(0.1)
        await _rename(world, "hidden", head)

        assert await become(world, 1)


async def test_a_change_that_commits_meanwhile_leaves_no_gap(world: World) -> None:
    for title in ("Alpha", "Beta"):
        await world.publish(a=title)
    await world.publish(b="Gamma")
    [first, second, _] = parsed(await world.feed.changes(world.database, ""))

    async with world.database.transaction() as session:
        world.feed.append(session, type=CHANGED, subject="b", data={"title": "Delta"})
        for write in session.info["before_commit"]:
            await write()
        session.info["before_commit"] = ()
        pruning = asyncio.create_task(FeedPruner(world.database, world.feed, keep=0).prune())
        await asyncio.sleep(0.3)
    await pruning

    for seen in (first, second):
        # What is gone is told as gone: whoever stood there would find a gap otherwise.
        with pytest.raises(FeedResetError):
            await world.feed.changes(world.database, seen.id)


async def test_who_stands_where_something_is_gone_is_told_so(world: World) -> None:
    for title in ("Alpha", "Beta", "Gamma"):
        await world.publish(a=title)
    [first, second, _] = parsed(await world.feed.changes(world.database, ""))

    await FeedPruner(world.database, world.feed, keep=0).prune()

    with pytest.raises(FeedResetError):
        await world.feed.changes(world.database, first.id)
    assert len(parsed(await world.feed.changes(world.database, second.id))) == 1


async def test_many_are_removed_by_and_by_while_others_write(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.feed.pruning.AT_ONCE", 2)
    for number in range(4):
        await world.publish(a=f"A{number}", b=f"B{number}")
    pruner = FeedPruner(world.database, world.feed, keep=1)

    pruning = asyncio.create_task(pruner.prune())
    await world.publish(c="Beside")
    removed = await pruning

    await world.follower.step()
    assert removed == 6
    assert await world.copied() == {"a": "A3", "b": "B3", "c": "Beside"}


async def _rename(world: World, table: object, name: object) -> None:
    async with world.database.transaction() as session:
        await session.execute(sa.text(f"ALTER TABLE {table} RENAME TO {name}"))
