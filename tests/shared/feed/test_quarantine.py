import orjson
import pytest
import sqlalchemy as sa

from shared.feed.errors import NotQuarantinedError
from tests.shared.archive.tables import FeedQuarantine
from tests.shared.feed.conftest import CHANGED, World


async def quarantine(world: World) -> list[FeedQuarantine]:
    async with world.database.snapshot() as session:
        rows = await session.scalars(sa.select(FeedQuarantine).order_by(sa.text("sequence")))
        return list(rows)


async def test_an_event_that_cannot_be_applied_is_set_aside_and_the_feed_goes_on(
    world: World,
) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(a="Alpha", b="Burnt", c="Gamma")

    await world.follower.step()

    (held,) = await quarantine(world)
    assert await world.copied() == {"a": "Alpha", "c": "Gamma"}
    assert (held.sequence, held.subject) == (2, "b")
    assert held.event_id.endswith(".2")
    assert held.reason == "ValueError('Burnt cannot be read.')"
    assert orjson.loads(held.payload)["data"] == {"title": "Burnt"}
    assert world.follower.quarantined == 1
    assert not world.follower.healthy


async def test_an_event_is_tried_five_times_before_it_is_set_aside(world: World) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(b="Burnt")

    await world.follower.step()

    tried_with_the_rest_of_its_page = 1
    assert len(world.copies.handled) == tried_with_the_rest_of_its_page + 5


async def test_a_quarantined_event_can_be_replayed_once_its_cause_is_mended(world: World) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(a="Alpha", b="Burnt")
    await world.follower.step()
    world.copies.refused = set()

    await world.follower.replay(2)

    assert await world.copied() == {"a": "Alpha", "b": "Burnt"}
    assert await quarantine(world) == []
    assert world.follower.quarantined == 0


async def test_an_event_that_still_fails_stays_in_quarantine(world: World) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(b="Burnt")
    await world.follower.step()

    with pytest.raises(ValueError, match="Burnt"):
        await world.follower.replay(1)

    assert [held.sequence for held in await quarantine(world)] == [1]
    assert await world.copied() == {}


async def test_a_quarantined_event_can_be_skipped(world: World) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(b="Burnt")
    await world.follower.step()

    await world.follower.skip(1)

    assert world.follower.quarantined == 0
    with pytest.raises(NotQuarantinedError):
        await world.follower.replay(1)


async def test_a_later_state_of_the_same_subject_takes_the_place_of_a_quarantined_one(
    world: World,
) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(b="Burnt", c="Burnt")
    await world.follower.step()
    await world.publish(b="Restored")

    await world.follower.step()

    assert [held.subject for held in await quarantine(world)] == ["c"]
    assert await world.copied() == {"b": "Restored"}


async def test_quarantine_outlives_a_restart(world: World) -> None:
    world.copies.refused = {"Burnt"}
    await world.publish(b="Burnt")
    await world.follower.step()
    restarted = world.new_follower()

    await restarted.step()

    assert restarted.quarantined == 1


@pytest.mark.parametrize(
    "poison",
    [
        {"specversion": "9.9"},
        {"subject": None},
        {"subject": "nul \0 in it"},
        {"time": "yesterday"},
        {"method": "PATCH"},
        {"data": ["no", "object"]},
        {"data": {}},
    ],
)
async def test_an_event_that_is_not_as_agreed_does_not_stop_the_feed(
    world: World, poison: dict[str, object]
) -> None:
    await world.publish(a="Alpha", b="Beta", c="Gamma")

    def spoil(body: bytes) -> bytes:
        first, second, third = orjson.loads(body)
        return orjson.dumps([first, {**second, "data": {}, **poison}, third])

    world.wire.alter = spoil
    await world.follower.step()

    assert await world.copied() == {"a": "Alpha", "c": "Gamma"}
    assert [held.sequence for held in await quarantine(world)] == [2]


async def test_an_event_of_an_unknown_type_is_passed_over(world: World) -> None:
    async with world.database.transaction() as session:
        world.feed.append(session, type="archive.visit.v1", subject="v", data={"who": "Ada"})
        world.feed.append(session, type=CHANGED, subject="a", data={"title": "Alpha"})

    taken = await world.follower.step()

    assert taken == 2
    assert await world.copied() == {"a": "Alpha"}
    assert world.follower.quarantined == 0


async def test_a_large_event_arrives(world: World) -> None:
    title = "长" * 2_000_000
    await world.publish(a=title)

    await world.follower.step()

    assert await world.copied() == {"a": title}
