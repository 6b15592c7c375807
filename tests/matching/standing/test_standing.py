"""Suppliers read how they stand with a need, and which change would raise it most."""

from typing import Any

from shared.auth import Role
from tests.matching.stories import casting_demand, record
from tests.matching.world import World
from tests.running import bearer


async def standing(
    world: World, entry: dict[str, Any], need: dict[str, Any], language: str = "zh"
) -> dict[str, Any]:
    headers = bearer(world.folder, Role.EXPERT) | {"Accept-Language": language}
    place = f"/experts/{entry['id']}/demands/{need['id']}"
    answer = await world.ok("GET", place, headers=headers)
    assert isinstance(answer, dict)
    return answer


def expert(text: str, **more: object) -> dict[str, Any]:
    return record(name="何铸", summary=text, **more)


async def test_what_is_advised_does_raise_the_score_by_what_was_said(world: World) -> None:
    need = casting_demand(required_qualifications=["CNAS"], region_code="441900")
    entry = expert("压铸工艺 铝合金压铸件", region_code="110000", qualifications=["CMA"])
    await world.publish("demand", need)
    await world.publish("expert", entry)
    before = await standing(world, entry, need)
    advised = {one["factor"]: one for one in before["improvements"]}

    await world.publish("expert", entry | {"qualifications": ["CMA", "CNAS"]})
    after = await standing(world, entry, need)

    gains = [one["gain"] for one in before["improvements"]]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0
    assert "CNAS" in advised["qualification"]["advice"]
    assert after["match"]["score"] == advised["qualification"]["score"]
    assert "qualification" not in {one["factor"] for one in after["improvements"]}


async def test_a_capability_that_is_not_described_is_named_and_counts_when_it_is(
    world: World,
) -> None:
    need = casting_demand()
    entry = expert("压铸模具设计三十年")
    await world.publish("demand", need)
    await world.publish("expert", entry, expert("铝合金压铸件 真空压铸 压铸气孔"))
    before = await standing(world, entry, need)
    (saying,) = [one for one in before["improvements"] if one["factor"] == "topical_fit"]
    named = saying["advice"].split("：")[1].rstrip("。").split("、")

    await world.publish("expert", entry | {"summary": "\n".join(["压铸模具设计三十年", *named])})
    after = await standing(world, entry, need)

    assert saying["gain"] > 0.02
    assert after["match"]["score"] > before["match"]["score"]


async def test_one_reads_why_one_is_not_shown(world: World) -> None:
    need = casting_demand()
    closed = expert("铝合金压铸件 真空压铸 气孔", status="temporarily_closed")
    unlike = expert("陶瓷釉料")
    await world.publish("demand", need)
    await world.publish("expert", closed, unlike)

    first = await standing(world, closed, need)
    second = await standing(world, unlike, need, "en")

    assert (first["shown"], second["shown"]) == (False, False)
    assert "暂停服务" in first["reason"]
    assert "not close enough" in second["reason"]
    assert second["position"] is None


async def test_one_who_is_shown_reads_where(world: World) -> None:
    need, entry = casting_demand(), expert("铝合金压铸件 真空压铸 气孔")
    await world.publish("demand", need)
    await world.publish("expert", entry)

    found = await standing(world, entry, need)

    assert (found["shown"], found["position"], found["reason"]) == (True, 1, None)
    total = sum(factor["contribution"] for factor in found["match"]["factors"])
    assert abs(total - found["match"]["score"]) < 1e-9
