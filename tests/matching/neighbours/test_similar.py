"""Published needs on the same matter are found while a need is being written."""

from tests.matching.stories import CASTING, casting_demand, record
from tests.matching.world import World, titles


async def similar(world: World, title: str, **said: object) -> list[str]:
    """Return the titles of similar needs, the closest first."""
    body = {"title": title, **said}
    return titles(await world.ok("POST", "/demands/similar", json=body))


async def test_a_need_on_the_same_matter_is_found_and_another_is_not(world: World) -> None:
    need = casting_demand()
    other = record(title="商标被抢注", description="想找人代理商标异议")
    await world.publish("demand", need, other)
    await world.publish("expert", record(**CASTING["expert"]))

    same = await world.ok(
        "POST",
        "/demands/similar",
        json={"title": "铝合金压铸件有气孔", "text": need["description"]},
    )
    unrelated = await similar(world, "食堂油烟太大")

    assert [(item["kind"], item["id"]) for item in same["items"]] == [("demand", need["id"])]
    assert 0.5 <= same["items"][0]["closeness"] <= 1
    assert unrelated == []


async def test_a_short_title_finds_the_need_of_the_same_title(world: World) -> None:
    await world.publish("demand", casting_demand())

    assert await similar(world, "压铸件气孔") == ["压铸件气孔"]


async def test_no_more_are_told_than_asked_for_and_none_that_is_gone(world: World) -> None:
    needs = [casting_demand(title=f"压铸件气孔{n}") for n in range(3)]
    await world.publish("demand", *needs)

    assert len(await similar(world, "压铸件气孔", limit=2)) == 2
    assert await similar(world, "！！！") == []
