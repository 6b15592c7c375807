"""Our copies follow what the peers publish; what cannot be read waits in quarantine."""

from pathlib import Path

import orjson
import sqlalchemy as sa

from services.matching.tables import FeedQuarantine
from services.matching.text.analyser import Analyser
from shared.auth import Role
from tests.matching.publisher import Document, Publisher
from tests.matching.stories import casting_demand, casting_offering, record
from tests.matching.world import World, titles, world_in


async def held(world: World) -> dict[str, str]:
    """Return everything that can be found, by id."""
    found = await world.ok("GET", "/search?limit=50")
    return {item["id"]: item["title"] for item in found["items"]}


async def quarantine(world: World) -> list[Document]:
    """Return what an operator sees in quarantine."""
    listed: list[Document] = await world.ok(
        "GET", "/quarantine", headers=world.token(Role.OPERATOR)
    )
    return listed


async def decide(world: World, action: str, sequence: int = 1, peer: str = "catalog") -> int:
    """Let an operator decide about a quarantined event and return the status of the answer."""
    answer = await world.client.put(
        f"/quarantine/{peer}/{sequence}",
        json={"action": action},
        headers=world.token(Role.OPERATOR),
    )
    return answer.status_code


async def ready(world: World) -> bool:
    answer = await world.client.get("/readyz")
    return answer.is_success


async def test_what_is_published_changed_or_withdrawn_is_followed(world: World) -> None:
    kept, gone, need = record(title="旧名"), record(title="撤下的"), casting_demand()
    await world.publish("offering", kept, gone)
    await world.publish("demand", need)

    world.catalog.put("offering", {**kept, "title": "新名"})
    world.catalog.drop("offering", gone)
    await world.settled()

    assert await held(world) == {kept["id"]: "新名", need["id"]: "压铸件气孔"}


async def test_a_peer_that_was_made_anew_replaces_what_it_told_before(world: World) -> None:
    before, need = record(title="从前的"), casting_demand()
    await world.publish("offering", before)
    await world.publish("demand", need)

    world.catalog.start_anew()
    after = record(title="现在的")
    await world.publish("offering", after)

    assert await held(world) == {after["id"]: "现在的", need["id"]: "压铸件气孔"}


async def test_unknown_kinds_and_unknown_fields_are_passed_over(world: World) -> None:
    offering = casting_offering(colour="蓝", nested={"deep": [1]})

    world.catalog.tell("catalog.robot.changed.v1", "r2", {"id": "r2"})
    await world.publish("offering", offering)

    assert await held(world) == {offering["id"]: offering["title"]}
    assert await quarantine(world) == []
    assert await ready(world)


async def test_what_cannot_be_read_is_quarantined_and_holds_nothing_up(world: World) -> None:
    nameless, good = record(scope="没有名称"), casting_offering()

    await world.publish("offering", nameless, good)

    [waiting] = await quarantine(world)
    assert (waiting["peer"], waiting["sequence"]) == ("catalog", 1)
    assert waiting["subject"] == nameless["id"]
    assert "title" in waiting["reason"]
    assert await held(world) == {good["id"]: good["title"]}
    assert not await ready(world)


async def test_a_quarantined_change_is_given_up_on_demand(world: World) -> None:
    await world.publish("offering", record(scope="没有名称"))

    assert await decide(world, "skip") == 204

    assert await quarantine(world) == []
    assert await ready(world)
    assert await decide(world, "skip") == 404


async def test_a_change_whose_cause_is_not_mended_stays_in_quarantine(world: World) -> None:
    await world.publish("offering", record(scope="没有名称"))

    assert await decide(world, "replay") == 409

    assert len(await quarantine(world)) == 1


async def test_a_change_is_applied_once_its_cause_is_mended(world: World) -> None:
    nameless = record(scope="没有名称")
    await world.publish("offering", nameless)
    async with world.resources.database.transaction() as session:
        [row] = await session.scalars(sa.select(FeedQuarantine))
        event = orjson.loads(row.payload)
        row.payload = orjson.dumps({**event, "data": {**nameless, "title": "补上的"}}).decode()

    assert await decide(world, "replay") == 204

    await world.settled()
    assert await held(world) == {nameless["id"]: "补上的"}
    assert await quarantine(world) == []


async def test_a_later_state_lets_an_earlier_one_out_of_quarantine(world: World) -> None:
    nameless = record(scope="没有名称")
    await world.publish("offering", nameless)

    await world.publish("offering", {**nameless, "title": "有名称了"})

    assert await quarantine(world) == []
    assert await held(world) == {nameless["id"]: "有名称了"}


async def test_deciding_about_what_is_not_there_is_refused(world: World) -> None:
    assert await decide(world, "skip", 7) == 404
    assert await decide(world, "skip", peer="weather") == 404
    assert await decide(world, "burn") == 422
    assert await decide(world, "skip", 0) == 422


async def test_a_restart_goes_on_where_it_stopped(
    tmp_path: Path, matching_url: str, analyser: Analyser
) -> None:
    peers = Publisher("catalog"), Publisher("requests")
    first, second = casting_offering(), record(title="停机时发布的")
    async with world_in(tmp_path, matching_url, analyser, peers) as world:
        await world.publish("offering", first)
    peers[0].put("offering", second)

    async with world_in(tmp_path, matching_url, analyser, peers) as world:
        await world.settled()

        answer = await world.ok("GET", "/search")
        assert set(titles(answer)) == {first["title"], second["title"]}
        assert answer["total"] == 2
