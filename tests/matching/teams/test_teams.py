"""A need that takes more than one can do gets a team: who covers what, and who else could."""

from typing import Any

from shared.auth import Role
from tests.matching.stories import record
from tests.matching.world import World
from tests.running import bearer

CASTING: dict[str, Any] = {"name": "压铸气孔治理", "text": "铝合金压铸件气孔多，想上真空压铸"}
TESTING: dict[str, Any] = {
    "name": "气孔检测",
    "text": "工业CT检测压铸件内部孔隙率",
    "independent": True,
}


def expert(name: str, organization: str, text: str, **more: object) -> dict[str, Any]:
    return record(name=name, organization_name=organization, summary=text, **more)


def facility(title: str, provider: str, text: str, **more: object) -> dict[str, Any]:
    return record(title=title, provider_name=provider, summary=text, **more)


async def team(world: World, *packages: dict[str, Any], **said: object) -> dict[str, Any]:
    """Return the team that somebody with an account is shown."""
    answer = await world.ok(
        "POST",
        "/teams/preview",
        json={"packages": list(packages), **said},
        headers=bearer(world.folder, Role.FIRM),
    )
    assert isinstance(answer, dict)
    return answer


async def published(world: World) -> None:
    await world.publish(
        "expert",
        expert(
            "何铸", "铸造研究所", "压铸 气孔治理 真空压铸 铝合金压铸件", capacity_status="available"
        ),
        expert("陶瓷师", "陶瓷学院", "陶瓷釉料配方"),
    )
    await world.publish(
        "facility",
        facility("工业CT", "铸造研究所", "工业CT检测 压铸件 内部 孔隙率 气孔检测"),
        facility("微焦点CT", "湾区检测中心", "工业CT检测 压铸件 内部 孔隙率"),
    )


async def test_each_part_is_covered_with_reasons_and_a_test_by_somebody_else(world: World) -> None:
    await published(world)

    found = await team(world, CASTING, TESTING)

    assert [part["match"]["title"] for part in found["packages"]] == ["何铸", "微焦点CT"]
    assert found["contacts"] == 2
    assert found["gap"] == 0
    for part in found["packages"]:
        match = part["match"]
        total = sum(factor["contribution"] for factor in match["factors"])
        assert abs(match["score"] - total) < 1e-9
        assert match["reasons_for"]
    assert any("没有标明价格" in remark for remark in found["remarks"])
    assert any("本人同意" in remark for remark in found["remarks"])


async def test_one_reads_what_would_be_without_each_member(world: World) -> None:
    await published(world)

    found = await team(world, CASTING, {**TESTING, "independent": False})

    lab = next(member for member in found["members"] if 1 in member["packages"])
    maker = next(member for member in found["members"] if member["title"] == "何铸")
    assert lab["title"] == "工业CT"
    assert [one["title"] for one in lab["substitute"]["joining"]] == ["微焦点CT"]
    assert 0 < lab["substitute"]["loss"] < 0.5
    assert maker["substitute"] == {
        "loss": maker["substitute"]["loss"],
        "joining": [],
        "uncovered": [0],
    }
    assert maker["substitute"]["loss"] > 1


async def test_a_part_that_nobody_can_cover_stays_uncovered(world: World) -> None:
    await published(world)

    found = await team(world, CASTING, {"name": "液氢透平膨胀机轴承"})

    assert [bool(part["match"]) for part in found["packages"]] == [True, False]
    assert found["packages"][1]["qualified"] == 0


async def test_nobody_is_offered_to_themselves_or_against_an_exclusion(world: World) -> None:
    await published(world)
    everybody = await team(world, CASTING)
    (chosen,) = everybody["members"]

    own = await team(world, CASTING, organization_name="铸造研究所")
    excluded = await team(world, CASTING, excluded=[f"expert:{chosen['id']}"])

    assert chosen["title"] == "何铸"
    assert own["members"] == excluded["members"] == []
    assert any("属于提出需求的单位自己" in remark for remark in own["remarks"])


async def test_a_need_is_split_by_the_fields_it_speaks_of(world: World) -> None:
    answer = await world.ok(
        "POST",
        "/teams/packages",
        json={"text": "铝合金压铸件气孔多，想上真空压铸。壳体阳极氧化后有色差。"},
        headers=bearer(world.folder, Role.FIRM),
    )

    found = {part["name"]: part for part in answer["items"]}
    assert next(iter(found)) == "铸造与压铸"
    assert "真空压铸" in found["铸造与压铸"]["terms"]
    assert found["表面处理与涂装"]["text"] == "壳体阳极氧化后有色差"
