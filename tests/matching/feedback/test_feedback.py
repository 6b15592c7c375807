"""What came of responses is taken up once, adjusts the order at once, and can be switched off."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
import time_machine

from services.matching.feedback.models import Exposure, OutcomeRow
from services.matching.feedback.repository import ShownRepository
from services.matching.feedback.retention import ShownPruner
from services.matching.ranking.places import RARELY
from services.matching.ranking.ranker import RANKER_VERSION
from services.matching.text.analyser import Analyser
from shared.clock import city_today, utc_now
from shared.leases import Lease
from shared.types import new_id
from tests.matching.feedback.stories import outcome, tell
from tests.matching.publisher import Document, Publisher
from tests.matching.stories import casting_demand, casting_offering, record
from tests.matching.world import World, world_in

SQLITE = pytest.mark.parametrize("matching_url", ["sqlite"], indirect=True)


async def matches(world: World, demand: Document, **query: object) -> Document:
    """Return the matches of a published need."""
    answer: Document = await world.ok("GET", f"/demands/{demand['id']}/matches", params=query)
    return answer


def factor(answer: Document, entry: Document, name: str) -> Document:
    """Return a row of the table of one that was found."""
    [item] = [one for one in answer["items"] if one["id"] == entry["id"]]
    [row] = [row for row in item["factors"] if row["name"] == name]
    return {**row, "for": item["reasons_for"], "against": item["reasons_against"]}


async def twins(world: World) -> tuple[Document, Document, Document]:
    """Publish a need and two offerings that fit it equally well; the first stands first."""
    demand, first, second = casting_demand(), casting_offering(), casting_offering()
    await world.publish("offering", first, second)
    await world.publish("demand", demand)
    return demand, first, second


async def test_who_solved_stands_before_an_equal_of_whom_nothing_is_known(world: World) -> None:
    demand, first, second = await twins(world)
    before = await matches(world, demand)

    await tell(world, outcome(second, demand, "invited", "offered", "selected", "solved"))

    after = await matches(world, demand)
    assert [item["id"] for item in before["items"]] == [first["id"], second["id"]]
    assert [item["id"] for item in after["items"]] == [second["id"], first["id"]]
    known, unknown = (factor(after, one, "dealings") for one in (second, first))
    assert (known["value"], unknown["value"]) == (pytest.approx(1 / 3, abs=0.01), None)
    assert any("平台上有 1 次计入的往来" in reason for reason in known["for"])
    assert unknown["missing"] == ["entry.dealings"]


async def test_an_outcome_told_twice_or_from_the_beginning_again_counts_once(world: World) -> None:
    demand, _, second = await twins(world)
    told = outcome(
        second, demand, "invited", "offered", team=[{"kind": "expert", "id": str(new_id())}]
    )
    await tell(world, told, told)
    once = factor(await matches(world, demand), second, "dealings")["value"]

    world.requests.start_anew()
    await world.publish("demand", demand)
    forgotten = factor(await matches(world, demand), second, "dealings")["value"]
    await tell(world, told)

    assert forgotten is None
    assert factor(await matches(world, demand), second, "dealings")["value"] == pytest.approx(
        once, abs=0.01
    )
    async with world.resources.database.snapshot() as session:
        rows = (await session.scalars(sa.select(OutcomeRow))).all()
    assert [(row.author, len(row.steps)) for row in rows if row.author] == [(True, 2)]
    assert len(rows) == 2


@SQLITE
async def test_an_outcome_that_is_taken_back_counts_no_more(world: World) -> None:
    demand, _, second = await twins(world)
    told = outcome(second, demand, "invited", "offered", "a_word_of_tomorrow")
    await tell(world, told)
    known = factor(await matches(world, demand), second, "dealings")["known"]

    world.requests.tell("requests.outcome.changed.v1", told["id"], None)
    await tell(world)

    assert known
    assert not factor(await matches(world, demand), second, "dealings")["known"]


@SQLITE
async def test_who_declined_for_lack_of_room_is_not_pushed_further(world: World) -> None:
    demand, free, full = casting_demand(), *(casting_offering(capacity_status="available"),) * 2
    full = {**full, "id": str(new_id())}
    await world.publish("offering", free, full)
    await world.publish("demand", demand)

    await tell(world, outcome(full, demand, "invited", ("declined", "no_capacity")))

    answer = await matches(world, demand)
    row = factor(answer, full, "load")
    assert row["value"] == 0
    assert any("没有余力" in reason for reason in row["against"])
    assert factor(answer, free, "load")["value"] == 1
    assert not factor(answer, full, "dealings")["known"]


@SQLITE
async def test_the_names_of_people_change_nothing_about_their_order(world: World) -> None:
    people = [
        record(name=name, specialties=["铝合金压铸工艺"], summary=f"治理压铸气孔{n}")
        for n, name in enumerate(("何守拙", "欧阳压铸", "赵"))
    ]
    await world.publish("expert", *people)
    before = await world.preview("压铸件气孔多，良率低")
    names = [one["name"] for one in people]

    renamed = zip(people, (*names[1:], names[0]), strict=True)
    await world.publish("expert", *({**one, "name": name} for one, name in renamed))
    after = await world.preview("压铸件气孔多，良率低")

    assert len(after["items"]) == 3
    assert [(i["id"], i["score"]) for i in after["items"]] == [
        (i["id"], i["score"]) for i in before["items"]
    ]


async def crowd(world: World) -> tuple[Document, list[Document]]:
    """Publish a need with six offerings for it, of which the last was never shown before."""
    offerings = [casting_offering() for _ in range(6)]
    await world.publish("offering", *offerings[:5])
    for _ in range(RARELY):
        other = casting_demand()
        await world.publish("demand", other)
        await matches(world, other)
    await world.publish("offering", offerings[5])
    demand = casting_demand()
    await world.publish("demand", demand)
    return demand, offerings


async def shown_on(world: World, day: date) -> None:
    """Let everything have been shown on a day."""
    async with world.resources.database.transaction() as session:
        await session.execute(sa.update(Exposure).values(first_on=day))
    await world.resources.book.refresh()


async def test_from_the_next_day_a_newcomer_is_given_the_fifth_place_with_the_reason(
    world: World,
) -> None:
    demand, offerings = await crowd(world)
    newest, day = offerings[5]["id"], timedelta(days=1)

    await shown_on(world, city_today() + day)
    before = await matches(world, demand, limit=21)
    await shown_on(world, city_today() - day)
    after = await matches(world, demand)
    again = await matches(world, demand)

    assert [item["id"] for item in before["items"]].index(newest) == 5
    assert [item["given_place"] for item in before["items"]] == [False] * 6
    fifth = after["items"][4]
    assert (fifth["id"], fifth["given_place"], fifth["position"]) == (newest, True, 5)
    assert any("机会均等" in reason for reason in fifth["reasons_for"])
    assert again["items"] == after["items"]


@SQLITE
async def test_switched_off_nothing_but_words_and_facts_decides(
    tmp_path: Path, matching_url: str, analyser: Analyser
) -> None:
    peers = Publisher("catalog"), Publisher("requests")
    async with world_in(tmp_path, matching_url, analyser, peers, feedback=False) as world:
        demand, first, second = await twins(world)
        await tell(world, outcome(second, demand, "offered", "selected", "solved"))
        answer = await matches(world, demand)

    assert [item["id"] for item in answer["items"]] == [first["id"], second["id"]]
    assert "dealings" not in {row["name"] for row in answer["items"][0]["factors"]}
    assert answer["ranker_version"].startswith(f"{RANKER_VERSION}/")


async def test_what_was_shown_is_kept_until_its_time_is_over(world: World) -> None:
    demand, first, second = await twins(world)
    for _ in range(2):
        await matches(world, demand)
    await tell(world, outcome(second, demand, "offered"))
    await matches(world, demand)

    database = world.resources.database
    pruner = ShownPruner(database, keep=timedelta(days=5), lease=Lease())
    counts = []
    for days in (0, 4, 100):
        with time_machine.travel(utc_now() + timedelta(days=days)):
            await pruner.do_what_is_due()
        async with database.snapshot() as session:
            lists = [one async for one in ShownRepository(session).lists(batch=1)]
            exposed = (await session.scalars(sa.select(Exposure))).all()
        counts.append((len(lists), len(exposed)))
        if days == 0:
            orders = [[entry["key"] for entry in one.entries] for one in lists]
            assert orders[0] == [f"offering:{one['id']}" for one in (first, second)]
            assert orders[1] == orders[0][::-1]
            assert {one.demand_id for one in exposed} == {UUID(demand["id"])}

    assert counts == [(2, 2), (2, 2), (0, 0)]
