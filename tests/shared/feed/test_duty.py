"""Of several processes one follows and goes its rounds; one that was replaced does no harm."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from typing_extensions import override

from shared.feed.pruning import FeedPruner
from shared.feed.remote import RemoteFeed
from shared.leases import Lease
from shared.rounds import Rounds
from tests.duty import Switch
from tests.shared.archive.tables import PUBLISHED
from tests.shared.feed.conftest import World
from tests.waiting import until


@dataclass(frozen=True)
class PausingFeed(RemoteFeed):
    """Stops between having read a page and handing it over, as a stopped process does."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    @override
    async def changes(self, position: str, *, wait: float) -> list[dict[str, Any]]:
        page = await super().changes(position, wait=wait)
        self.reached.set()
        await self.released.wait()
        return page


async def copies_become(world: World, titles: dict[str, str]) -> bool:
    """Return whether the copies come to be these within some seconds."""
    for _ in range(5_000):
        if await world.copied() == titles:
            return True
        await asyncio.sleep(0.01)
    return False


async def test_who_is_not_on_duty_does_not_follow(world: World) -> None:
    lease = Switch()
    world.follower._lease = lease
    await world.publish(a="Alpha")

    async with world.follower.following(wait=0.1):
        await asyncio.sleep(0.2)
        asked_off_duty = len(world.wire.asked)
        lease.give()
        assert await copies_become(world, {"a": "Alpha"})
        lease.take()
        await asyncio.sleep(0.3)
        await world.publish(a="Beta")
        await asyncio.sleep(0.3)

        assert await world.copied() == {"a": "Alpha"}
        lease.give()
        assert await copies_become(world, {"a": "Beta"})

    assert asked_off_duty == 0


async def test_a_follower_that_was_paused_and_replaced_does_no_harm(world: World) -> None:
    await world.publish(a="Alpha")
    paused = world.new_follower()
    feed = PausingFeed("http://archive/feed", world.client)
    paused._remote = feed
    step = asyncio.create_task(paused.step())
    await feed.reached.wait()
    await world.publish(a="Beta", b="Gamma")
    while await world.follower.step():
        pass

    feed.released.set()
    await step

    assert await world.copied() == {"a": "Beta", "b": "Gamma"}
    await world.publish(b="Delta")
    await paused.step()
    assert await world.copied() == {"a": "Beta", "b": "Delta"}


async def test_rounds_are_gone_by_who_is_on_duty() -> None:
    gone: list[str] = []
    lease = Switch()

    async def work() -> None:
        gone.append("round")

    async with Rounds("test", work, interval=0.01, lease=lease).running():
        await asyncio.sleep(0.1)
        off_duty = len(gone)
        lease.give()
        await asyncio.sleep(0.2)

    assert off_duty == 0
    assert len(gone) > 1


async def test_rounds_that_fail_are_told_and_go_on() -> None:
    outcomes = [OSError("no disk"), OSError("no disk")]
    seen = []

    async def work() -> None:
        seen.append(rounds.healthy)
        if outcomes:
            raise outcomes.pop()

    async def has_gone_round() -> bool:
        return len(seen) >= 4

    rounds = Rounds("test", work, interval=0.01, lease=Lease())
    async with rounds.running():
        await until(has_gone_round)

    assert seen[:4] == [True, False, False, True]


@pytest.mark.parametrize("on_duty", [True, False])
async def test_a_feed_is_pruned_by_who_is_on_duty(world: World, on_duty: bool) -> None:  # noqa: FBT001 - a parameter of the test
    lease = Switch()
    for title in ("Alpha", "Beta"):
        await world.publish(a=title)
    if on_duty:
        lease.give()

    pruner = FeedPruner(world.database, world.feed, keep=0, interval=0.02, lease=lease)
    async with pruner.running():
        await asyncio.sleep(0.3)

    async with world.database.snapshot() as session:
        entries = (await session.scalars(sa.select(PUBLISHED.entry))).all()
    assert len(entries) == (1 if on_duty else 2)
