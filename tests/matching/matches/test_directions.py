"""Needs find entries of every kind, and entries of every kind find needs."""

import pytest

from tests.matching.stories import CASTING, casting_demand, record
from tests.matching.world import World, titles

NOBODY = "01980000-0000-7000-8000-000000000000"

PLURALS = {
    "provider": "providers",
    "offering": "offerings",
    "expert": "experts",
    "facility": "facilities",
    "achievement": "achievements",
}


@pytest.mark.parametrize("kind", PLURALS)
async def test_an_entry_finds_the_needs_it_fits_and_is_found_by_them(
    world: World, kind: str
) -> None:
    entry = record(**CASTING[kind])
    need, other = casting_demand(), record(title="商标被抢注", description="想找人代理商标异议")
    await world.publish(kind, entry)
    await world.publish("demand", other, need)

    needs = await world.ok("GET", f"/{PLURALS[kind]}/{entry['id']}/demands")
    entries = await world.ok("GET", f"/demands/{need['id']}/matches")

    assert titles(needs)[0] == "压铸件气孔"
    assert {item["kind"] for item in needs["items"]} == {"demand"}
    assert entries["items"][0]["id"] == entry["id"]
    assert needs["items"][0]["factors"][0]["value"] > 0
    assert needs["items"][0]["reasons_for"]


async def test_needs_are_narrowed_by_region_and_industry(world: World) -> None:
    entry = record(**CASTING["expert"])
    here = casting_demand(title="东莞的气孔", region_code="441900", industry_code="C33")
    there = casting_demand(title="上海的气孔", region_code="310115", industry_code="C36")
    await world.publish("expert", entry)
    await world.publish("demand", here, there)
    path = f"/experts/{entry['id']}/demands"

    assert titles(await world.ok("GET", f"{path}?region=440000")) == ["东莞的气孔"]
    assert titles(await world.ok("GET", f"{path}?industry=C36")) == ["上海的气孔"]
    assert len((await world.ok("GET", f"{path}?limit=1"))["items"]) == 1


MISTAKEN = [
    (f"/experts/{NOBODY}/demands", 404),
    ("/experts/none/demands", 422),
    (f"/robots/{NOBODY}/demands", 422),
    (f"/demands/{NOBODY}/demands", 422),
    ("/demands/none/matches", 422),
]


async def test_what_is_not_there_is_said_not_to_be(world: World) -> None:
    for path, status in MISTAKEN:
        answer = await world.client.get(path)

        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"


async def test_an_entry_is_not_found_under_another_kind(world: World) -> None:
    entry = record(**CASTING["expert"])
    await world.publish("expert", entry)

    answer = await world.client.get(f"/providers/{entry['id']}/demands")

    assert answer.status_code == 404
