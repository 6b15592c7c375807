import asyncio
import time
from http import HTTPStatus

import orjson
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import savepoint
from tests.shared.feed.conftest import World, parsed

FEED = "http://archive/feed"


@pytest.mark.parametrize("path", [FEED, f"{FEED}/snapshot"])
@pytest.mark.parametrize("role", ["operator", "administrator", "firm", "provider"])
async def test_a_feed_is_for_services_only(world: World, path: str, role: str) -> None:
    allowed = await world.client.get(path)
    forbidden = await world.client.get(path, headers={"Authorization": f"Bearer {role}"})
    del world.client.headers["Authorization"]
    unauthenticated = await world.client.get(path)

    assert allowed.status_code == HTTPStatus.OK
    assert forbidden.status_code == HTTPStatus.FORBIDDEN
    assert unauthenticated.status_code == HTTPStatus.UNAUTHORIZED


async def test_a_page_is_a_batch_of_cloudevents(world: World) -> None:
    await world.publish(a="甲", b=None)

    page = orjson.loads((await world.client.get(FEED)).content)

    epoch = page[0]["id"].partition(".")[0]
    assert [sorted(event) for event in page] == [
        ["data", "id", "method", "source", "specversion", "subject", "time", "type"],
        ["id", "method", "source", "specversion", "subject", "time", "type"],
    ]
    assert page[0]["id"] == f"{epoch}.1"
    assert page[0]["data"] == {"title": "甲"}
    assert page[1]["id"] == f"{epoch}.2"
    assert page[1]["method"] == "DELETE"


@pytest.mark.parametrize("position", ["other.1", "{epoch}.3", "nonsense", ".", "{epoch}.-1"])
async def test_a_position_that_is_not_in_the_feed_is_gone(world: World, position: str) -> None:
    await world.publish(a="Alpha", b="Beta")
    epoch = parsed(await world.feed.changes(world.database, ""))[0].id.partition(".")[0]
    last_event_id = position.format(epoch=epoch)

    answer = await world.client.get(FEED, params={"lastEventId": last_event_id})

    assert answer.status_code == HTTPStatus.GONE
    assert answer.json()["type"] == "urn:keqiao:problem:feed-reset"
    assert answer.json()["position"] == last_event_id


async def test_the_last_position_is_in_the_feed_and_has_nothing_after_it(world: World) -> None:
    await world.publish(a="Alpha", b="Beta")
    last = parsed(await world.feed.changes(world.database, ""))[-1].id

    answer = await world.client.get(FEED, params={"lastEventId": last})

    assert (answer.status_code, answer.content) == (HTTPStatus.OK, b"[]")


async def test_a_long_poll_ends_with_the_first_commit_or_at_its_time(world: World) -> None:
    before = time.monotonic()
    empty = await world.client.get(FEED, params={"timeout": 200})
    waited = time.monotonic() - before
    polling = asyncio.create_task(world.client.get(FEED, params={"timeout": 20_000}))
    await asyncio.sleep(0.1)
    await world.publish(a="Alpha")

    answer = await asyncio.wait_for(polling, 15)

    assert (empty.content, 0.2 <= waited < 15) == (b"[]", True)
    assert len(answer.json()) == 1


async def test_nobody_may_wait_for_more_than_half_a_minute(world: World) -> None:
    answer = await world.client.get(FEED, params={"timeout": 30_001})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_what_was_rolled_back_is_not_published_and_leaves_no_hole(world: World) -> None:
    await world.publish(a="Alpha")
    async with world.database.transaction() as session:
        world.feed.append(session, type="t", subject="b", data={})
        await session.rollback()
    await world.publish(c="Gamma")

    events = parsed(await world.feed.changes(world.database, ""))

    assert [(event.subject, event.id.partition(".")[2]) for event in events] == [
        ("a", "1"),
        ("c", "2"),
    ]


async def test_of_several_states_in_one_transaction_the_last_is_published(world: World) -> None:
    async with world.database.transaction() as session:
        for version in range(3):
            for subject in ("a", "b"):
                world.feed.append(session, type="t", subject=subject, data={"version": version})

    events = parsed(await world.feed.changes(world.database, ""))

    assert [(event.subject, event.data) for event in events] == [
        ("a", {"version": 2}),
        ("b", {"version": 2}),
    ]


async def test_data_that_is_not_json_is_refused_at_once(world: World) -> None:
    async with world.database.transaction() as session:
        with pytest.raises(TypeError):
            world.feed.append(session, type="t", subject="a", data={"title": "\ud800"})

    assert await world.feed.changes(world.database, "") == b"[]"


async def test_what_a_savepoint_undid_is_not_published(world: World) -> None:
    async def fail(session: AsyncSession) -> None:
        async with savepoint(session):
            world.feed.append(session, type="t", subject="undone", data={})
            raise LookupError

    async with world.database.transaction() as session:
        with pytest.raises(LookupError):
            await fail(session)
        world.feed.append(session, type="t", subject="kept", data={})

    events = parsed(await world.feed.changes(world.database, ""))
    assert [event.subject for event in events] == ["kept"]
