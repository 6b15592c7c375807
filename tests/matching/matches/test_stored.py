"""The matches of a published need are computed once, and anew when anything has changed."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
import time_machine

from services.matching.matches.models import Match, MatchRun
from services.matching.ranking.ranker import FEEDBACK_VERSION
from services.matching.text.analyser import Analyser
from services.matching.text.vocabulary import Term, Vocabulary
from shared.clock import CITY_TIME, utc_now
from shared.types import new_id
from tests.matching.publisher import Document, Publisher
from tests.matching.stories import casting_demand, casting_offering, record
from tests.matching.world import World, titles, world_in


@pytest.fixture
async def demand(world: World) -> Document:
    """A published need and an offering that fits it."""
    demand = casting_demand()
    await world.publish("offering", casting_offering())
    await world.publish("demand", demand)
    return demand


async def matches(world: World, demand: Document, **query: object) -> Document:
    """Return the matches of a published need."""
    answer: Document = await world.ok("GET", f"/demands/{demand['id']}/matches", params=query)
    return answer


async def stored(world: World) -> list[Match]:
    """Return what is stored of matches, in order."""
    async with world.resources.database.snapshot() as session:
        return list(await session.scalars(sa.select(Match).order_by(sa.asc("position"))))


async def test_asking_again_gives_what_was_given(world: World, demand: Document) -> None:
    first = await matches(world, demand)

    again = await matches(world, demand)

    assert again == first
    assert titles(first) == ["铝合金压铸工艺改进"]


async def test_a_match_is_stored_with_the_version_that_ranked_it(
    world: World, demand: Document, analyser: Analyser
) -> None:
    await matches(world, demand)

    [match] = await stored(world)
    assert match.ranker_version == f"{FEEDBACK_VERSION}/{analyser.version}"
    assert match.answer["assessment"]["ranker_version"] == FEEDBACK_VERSION
    assert match.entry_key.startswith("offering:")


async def test_a_shorter_list_is_the_beginning_of_the_longer(
    world: World, demand: Document
) -> None:
    await world.publish("offering", *(casting_offering(title=f"压铸{n}") for n in range(4)))

    whole = await matches(world, demand)
    short = await matches(world, demand, limit=2)

    assert short["items"] == whole["items"][:2]
    assert short["computed_at"] == whole["computed_at"]


async def test_a_need_that_was_changed_is_matched_anew(world: World, demand: Document) -> None:
    before = await matches(world, demand)
    tea = record(title="茶叶杀青机", summary="滚筒杀青，节省燃料")
    await world.publish("achievement", tea)

    await world.publish("demand", {**demand, "title": "茶叶杀青", "description": "燃料太费"})

    after = await matches(world, demand)
    assert titles(after)[0] == "茶叶杀青机"
    assert after["computed_at"] > before["computed_at"]


async def test_a_new_entry_is_among_the_matches(world: World, demand: Document) -> None:
    await matches(world, demand)

    await world.publish("achievement", record(title="压铸气孔治理", summary="提高压铸良率"))

    assert "压铸气孔治理" in titles(await matches(world, demand))


async def test_a_withdrawn_entry_is_not_among_them_any_more(world: World, demand: Document) -> None:
    second = casting_offering(title="压铸模流分析")
    await world.publish("offering", second)
    assert len((await matches(world, demand))["items"]) == 2

    world.catalog.drop("offering", second)
    await world.settled()

    assert titles(await matches(world, demand)) == ["铝合金压铸工艺改进"]
    assert len(await stored(world)) == 1


async def test_another_ranker_ranks_anew(
    world: World, demand: Document, analyser: Analyser
) -> None:
    before = await matches(world, demand)
    async with world.resources.database.transaction() as session:
        await session.execute(sa.update(MatchRun).values(ranker_version="0"))

    after = await matches(world, demand)

    assert after["computed_at"] > before["computed_at"]
    assert after["ranker_version"] == f"{FEEDBACK_VERSION}/{analyser.version}"


async def test_another_vocabulary_reads_and_ranks_everything_anew(
    tmp_path: Path, matching_url: str, analyser: Analyser
) -> None:
    peers = Publisher("catalog"), Publisher("requests")
    demand = casting_demand(description="溜溜球不响了")
    async with world_in(tmp_path, matching_url, analyser, peers) as world:
        await world.publish("offering", record(title="哒哒机维修"), casting_offering())
        await world.publish("demand", demand)
        before = await matches(world, demand)
    slang = Term("溜溜球", english=(), synonyms=("哒哒机",), field="toys")

    other = Analyser(Vocabulary.of([slang]))
    async with world_in(tmp_path, matching_url, other, peers) as world:
        await world.settled()
        after = await matches(world, demand)

    assert "哒哒机维修" not in titles(before)
    assert "哒哒机维修" in titles(after)
    assert before["ranker_version"] != after["ranker_version"]


async def test_a_new_day_in_the_city_ranks_anew(world: World, demand: Document) -> None:
    evening = (utc_now() + timedelta(days=1)).astimezone(CITY_TIME).replace(hour=23, minute=50)
    with time_machine.travel(evening):
        before = await matches(world, demand)
        same = await matches(world, demand)
    with time_machine.travel(evening + timedelta(minutes=20)):
        after = await matches(world, demand)

    assert same["computed_at"] == before["computed_at"]
    assert after["computed_at"] > before["computed_at"]


async def test_a_filtered_list_is_not_remembered(world: World, demand: Document) -> None:
    found = await matches(world, demand, kind="offering")
    long = await matches(world, demand, limit=21)

    assert titles(found) == titles(long) == ["铝合金压铸工艺改进"]
    assert await stored(world) == []


async def test_a_need_that_is_not_published_has_no_matches(world: World, demand: Document) -> None:
    await matches(world, demand)
    world.requests.drop("demand", demand)
    await world.settled()

    gone = await world.client.get(f"/demands/{demand['id']}/matches")
    never = await world.client.get(f"/demands/{new_id()}/matches")

    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.json()["type"] == "urn:keqiao:problem:subject-not-found"


async def test_nothing_is_kept_of_a_need_that_is_taken_back(world: World, demand: Document) -> None:
    other = casting_demand()
    await world.publish("demand", other)
    for one in (demand, other):
        await matches(world, one)

    world.requests.drop("demand", demand)
    await world.settled()

    assert [match.demand_id for match in await stored(world)] == [UUID(other["id"])]
    async with world.resources.database.snapshot() as session:
        runs = list(await session.scalars(sa.select(MatchRun)))
    assert [run.demand_id for run in runs] == [UUID(other["id"])]


async def test_nothing_is_kept_of_what_a_peer_forgot(world: World, demand: Document) -> None:
    await matches(world, demand)

    world.requests.start_anew()
    await world.publish("demand", casting_demand())

    assert await stored(world) == []


async def test_many_who_ask_at_once_get_the_same(world: World, demand: Document) -> None:
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(matches(world, demand)) for _ in range(5)]

    assert {tuple(titles(task.result())) for task in asked} == {("铝合金压铸工艺改进",)}
    assert len(await stored(world)) == 1
