"""Several processes of matching on one PostgreSQL: one follows, and all find the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from services.matching.indexing.place import claim_place
from services.matching.text.analyser import Analyser
from shared.auth import Role
from tests.matching.publisher import Publisher
from tests.matching.stories import casting_offering
from tests.matching.world import World, titles, world_in

pytestmark = pytest.mark.postgres


@pytest.fixture
async def worlds(
    tmp_path: Path, matching_postgresql: str, analyser: Analyser
) -> AsyncIterator[list[World]]:
    """Two services on the same database and in the same folder, after the same peers."""
    peers = Publisher("catalog"), Publisher("requests")
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                world_in(tmp_path, matching_postgresql, analyser, peers)
            )
            for _ in range(2)
        ]


async def found_by(world: World) -> set[str]:
    """Return the titles that one process finds once it has taken up everything."""
    await world.settled()
    return set(titles(await world.ok("GET", "/search")))


async def test_what_one_takes_in_both_find(worlds: list[World]) -> None:
    first, second = casting_offering(), casting_offering(title="另一条服务")

    for document in (first, second):
        worlds[0].catalog.put("offering", document)

        assert await found_by(worlds[0]) == await found_by(worlds[1]) != set()
    assert await found_by(worlds[1]) == {first["title"], second["title"]}


async def test_only_one_follows(worlds: list[World]) -> None:
    await worlds[0].publish("offering", casting_offering())

    leases = [world.resources.lease for world in worlds]
    caught_up = [world.resources.followers["catalog"].caught_up for world in worlds]

    assert sum(lease.held for lease in leases) == 1
    assert caught_up == [lease.held for lease in leases]


async def test_each_keeps_an_index_of_its_own(worlds: list[World]) -> None:
    places = [world.resources.place for world in worlds]

    assert len({place.folder for place in places}) == len({place.name for place in places}) == 2


async def test_a_rebuild_is_done_by_each(worlds: list[World]) -> None:
    await worlds[0].publish("offering", casting_offering())
    await worlds[1].settled()
    token = worlds[0].token(Role.OPERATOR)

    await worlds[0].ok("POST", "/reindex", headers=token)

    rebuilt = [await rebuilds(world, token) for world in worlds]

    assert rebuilt == [True, True]


async def rebuilds(world: World, token: dict[str, str]) -> bool:
    """Return whether a process comes to say that it has built its one entry anew."""
    for _ in range(5_000):
        progress = await world.ok("GET", "/reindex", headers=token)
        if (progress["state"], progress["done"]) == ("done", 1):
            return True
        await asyncio.sleep(0.02)
    return False


async def test_when_the_one_on_duty_stops_another_follows(
    tmp_path: Path, matching_postgresql: str, analyser: Analyser
) -> None:
    peers = Publisher("catalog"), Publisher("requests")
    async with AsyncExitStack() as stack:
        async with world_in(tmp_path, matching_postgresql, analyser, peers) as first:
            await first.publish("offering", casting_offering())
            second = await stack.enter_async_context(
                world_in(tmp_path, matching_postgresql, analyser, peers)
            )
            held_beside_the_first = second.resources.lease.held

        await second.publish("offering", casting_offering(title="接手之后"))

        assert "接手之后" in await found_by(second)
    assert not held_beside_the_first


def test_a_place_is_taken_once_and_keeps_its_name(tmp_path: Path) -> None:
    first, second = claim_place(tmp_path), claim_place(tmp_path)
    first.release()

    again = claim_place(tmp_path)

    assert (first.folder, second.folder) == (tmp_path, tmp_path / "process-2")
    assert (again.folder, again.name) == (first.folder, first.name)
    assert first.name != second.name
    for place in (second, again):
        place.release()
