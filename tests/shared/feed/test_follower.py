import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import orjson
import pytest

from shared.feed.errors import FeedGapError
from tests.shared.feed.conftest import World
from tests.waiting import PATIENCE


async def soon(
    condition: Callable[[], bool | Awaitable[bool]], *, within: float = PATIENCE
) -> bool:
    """Return whether a condition comes true within some seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        answer = condition()
        if answer if isinstance(answer, bool) else await answer:
            return True
        await asyncio.sleep(0.01)
    return False


async def test_a_follower_copies_what_was_published(world: World) -> None:
    await world.publish(a="Alpha", b="Beta", c="Gamma")
    await world.publish(a="Alpha, revised", b=None)

    taken = await world.follower.step()

    assert taken == 5
    assert await world.copied() == {"a": "Alpha, revised", "c": "Gamma"}
    assert world.follower.caught_up


async def test_a_restarted_follower_goes_on_where_it_was(world: World) -> None:
    await world.publish(a="Alpha")
    await world.follower.step()
    await world.publish(b="Beta")

    taken = await world.new_follower().step()

    assert taken == 1
    assert await world.copied() == {"a": "Alpha", "b": "Beta"}


async def test_an_event_delivered_twice_has_its_effect_once(world: World) -> None:
    await world.publish(a="Alpha")
    await world.publish(b="Beta")
    await world.follower.step()
    first_pages = (await world.feed.changes(world.database, "")).removesuffix(b"]")
    await world.publish(c="Gamma")
    world.wire.alter = lambda body: first_pages + b"," + body.removeprefix(b"[")

    await world.follower.step()

    assert len(world.copies.handled) == 3
    assert await world.copied() == {"a": "Alpha", "b": "Beta", "c": "Gamma"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda events: [events[0], events[2]],
        lambda events: events[1:],
        lambda events: [events[1], events[0], events[2]],
        lambda events: [{**events[0], "id": "not a position"}],
        lambda events: {"events": events},
        lambda _events: ["Alpha"],
    ],
    ids=["hole", "late start", "disorder", "bad id", "no list", "no events"],
)
async def test_a_page_that_does_not_continue_the_copy_is_refused_whole(
    world: World, damage: Callable[[Any], object]
) -> None:
    await world.publish(a="Alpha", b="Beta", c="Gamma")
    world.wire.alter = lambda body: orjson.dumps(damage(orjson.loads(body)))

    with pytest.raises(FeedGapError):
        await world.follower.step()

    assert await world.copied() == {}
    world.wire.alter = bytes
    await world.follower.step()
    assert await world.copied() == {"a": "Alpha", "b": "Beta", "c": "Gamma"}


async def test_a_page_cut_off_on_the_way_is_refused_whole(world: World) -> None:
    await world.publish(a="Alpha", b="Beta")
    world.wire.alter = lambda body: body[: len(body) * 3 // 4]

    with pytest.raises(FeedGapError):
        await world.follower.step()

    assert await world.copied() == {}


@pytest.mark.parametrize("survivors", range(4))
async def test_a_follower_killed_between_two_events_loses_and_repeats_nothing(
    world: World, survivors: int
) -> None:
    await world.publish(a="Alpha", b="Beta", c="Gamma", d="Delta")
    world.copies.killed_after = survivors
    with pytest.raises(asyncio.CancelledError):
        await world.follower.step()
    copied_when_killed = await world.copied()
    world.copies.killed_after = None

    taken = await world.new_follower().step()

    assert copied_when_killed == {}
    assert taken == 4
    assert await world.copied() == {"a": "Alpha", "b": "Beta", "c": "Gamma", "d": "Delta"}


async def test_a_follower_cancelled_at_any_moment_ends_with_an_equal_copy(world: World) -> None:
    titles = {f"subject-{number}": f"Title {number}" for number in range(60)}
    for subject, title in titles.items():
        await world.publish(**{subject: title})
        step = asyncio.create_task(world.new_follower().step())
        await asyncio.sleep(0.0007 * (len(title) + int(subject[8:]) % 7))
        step.cancel()
        await asyncio.wait([step])

    await world.new_follower().step()

    assert await world.copied() == titles


async def test_a_follower_is_woken_by_a_commit(world: World) -> None:
    async def is_copied() -> bool:
        return await world.copied() == {"a": "Alpha"}

    async with world.follower.following(wait=20):
        assert await soon(lambda: world.follower.caught_up)
        await asyncio.sleep(0.2)
        before = time.monotonic()
        await world.publish(a="Alpha")

        assert await soon(is_copied)

    assert time.monotonic() - before < 15


async def test_a_silent_peer_is_asked_again_and_makes_nobody_unhealthy(world: World) -> None:
    world.wire.cut = True
    await world.publish(a="Alpha")
    async with world.follower.following(wait=1):
        assert await soon(lambda: len(world.wire.asked) > 1)
        healthy_without_peer = world.follower.healthy
        caught_up_without_peer = world.follower.caught_up
        world.wire.cut = False

        assert await soon(lambda: world.follower.caught_up)

    assert healthy_without_peer
    assert not caught_up_without_peer
    assert world.follower.lag is not None
    assert await world.copied() == {"a": "Alpha"}


async def test_a_follower_is_unhealthy_while_pages_cannot_be_used(world: World) -> None:
    world.wire.alter = lambda _body: b"<html>"
    async with world.follower.following(wait=1):
        assert await soon(lambda: world.follower.trouble is not None)
        healthy_in_trouble = world.follower.healthy
        world.wire.alter = bytes

        assert await soon(lambda: world.follower.healthy)

    assert not healthy_in_trouble


async def test_a_follower_that_is_not_running_is_not_healthy(world: World) -> None:
    before = world.follower.healthy
    async with world.follower.following(wait=1):
        during = world.follower.healthy

    assert (before, during, world.follower.healthy) == (False, True, False)


async def test_following_ends_promptly_though_the_peer_is_still_waiting(world: World) -> None:
    async with world.follower.following(wait=20):
        assert await soon(lambda: world.follower.caught_up)
        await asyncio.sleep(0.1)
        before = time.monotonic()

    assert time.monotonic() - before < 15


async def test_a_caller_who_may_not_read_the_feed_is_told_so_not_ignored(world: World) -> None:
    world.client.headers["Authorization"] = "Bearer operator"

    with pytest.raises(httpx.HTTPStatusError):
        await world.follower.step()

    assert not world.follower.caught_up
