"""What happens when a follower's position is not in the feed any more."""

import pytest

from shared.feed.cloudevents import PAGE_LENGTH
from shared.feed.errors import FeedGapError
from shared.feed.pruning import FeedPruner
from tests.shared.archive.tables import Copy
from tests.shared.feed.conftest import World


async def prune(world: World, *, keep: int) -> int:
    return await FeedPruner(world.database, world.feed, keep=keep).prune()


async def test_the_copy_of_a_rebuilt_publisher_is_built_anew_and_equal(world: World) -> None:
    await world.publish(a="Alpha", b="Beta", c="Gamma")
    await world.follower.step()
    await world.rebuild_publisher()
    await world.publish(b="Beta, found again", d="Delta", e="Epsilon")
    await world.publish(e=None)

    taken = await world.follower.step()
    await world.publish(f="Zeta")
    await world.follower.step()

    assert taken == 2
    assert await world.copied() == {"b": "Beta, found again", "d": "Delta", "f": "Zeta"}


async def test_a_rebuild_that_fails_leaves_the_old_copy(world: World) -> None:
    await world.publish(a="Alpha")
    await world.follower.step()
    await world.rebuild_publisher()
    await world.publish(b="Beta")
    world.copies.reset_fails = True
    with pytest.raises(RuntimeError):
        await world.follower.step()
    copied_after_failure = await world.copied()
    world.copies.reset_fails = False

    await world.follower.step()

    assert copied_after_failure == {"a": "Alpha"}
    assert await world.copied() == {"b": "Beta"}


async def test_a_rebuild_empties_the_quarantine(world: World) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(b="Burnt")
    await world.follower.step()
    await world.rebuild_publisher()

    await world.follower.step()

    assert world.follower.quarantined == 0


async def test_a_snapshot_of_many_pages_misses_nothing_that_changes_meanwhile(
    world: World,
) -> None:
    titles = {f"subject-{number:04}": f"Title {number}" for number in range(2 * PAGE_LENGTH + 10)}
    await world.publish(gone="Gone")
    await world.publish(gone=None, **titles)
    assert await prune(world, keep=0) == 1
    pages_before_the_change = [await world.feed.snapshot(world.database, "")]
    await world.publish(**{"subject-0000": "Changed", "subject-0001": None})
    world.wire.alter = lambda body: (
        pages_before_the_change.pop()
        if b"subject-0002" in body and pages_before_the_change
        else body
    )

    await world.follower.step()
    await world.follower.step()

    del titles["subject-0001"]
    assert await world.copied() == {**titles, "subject-0000": "Changed"}


async def test_a_feed_reset_between_two_pages_of_a_snapshot_is_noticed(world: World) -> None:
    titles = {f"subject-{number:04}": f"Title {number}" for number in range(PAGE_LENGTH + 10)}
    await world.publish(gone="Gone")
    await world.publish(gone=None, **titles)
    await prune(world, keep=0)
    last_page = b'"next":null'
    world.wire.alter = lambda body: (
        body.replace(b'"cursor":"', b'"cursor":"another-') if last_page in body else body
    )

    with pytest.raises(FeedGapError):
        await world.follower.step()

    assert await world.copied() == {}


async def test_a_subject_that_cannot_be_applied_from_a_snapshot_is_set_aside(
    world: World,
) -> None:
    await world.publish(gone="Gone", a="Alpha", b="Burnt")
    await world.publish(gone=None)
    await prune(world, keep=0)
    world.copies.refused = {"Burnt"}

    await world.follower.step()

    assert await world.copied() == {"a": "Alpha"}
    assert world.follower.quarantined == 1
    assert world.follower.caught_up_at is None


async def test_pruning_removes_superseded_entries_only(world: World) -> None:
    await world.publish(a="Alpha", b="Beta")
    await world.publish(a="Alpha 2", b="Beta 2")
    await world.publish(a="Alpha 3")
    follower_near_the_end = world.new_follower()

    removed = await prune(world, keep=2)
    await follower_near_the_end.step()
    await follower_near_the_end.step()

    assert removed == 3
    assert await world.copied() == {"a": "Alpha 3", "b": "Beta 2"}


async def test_a_follower_that_has_read_what_was_pruned_goes_on_reading(world: World) -> None:
    await world.publish(a="Alpha", b="Beta")
    await world.publish(a="Alpha 2")
    await world.follower.step()
    await world.publish(c="Gamma")
    async with world.database.transaction() as session:
        await session.merge(Copy(subject="witness", title="A rebuild would remove this."))
    assert await prune(world, keep=0) == 1

    taken = await world.follower.step()

    assert taken == 1
    assert "witness" in await world.copied()


async def test_pruning_what_has_nothing_superseded_changes_nothing(world: World) -> None:
    await world.publish(a="Alpha", b="Beta")

    removed = await prune(world, keep=0)

    assert removed == 0
    assert await world.follower.step() == 2
