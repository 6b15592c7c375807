"""Operators see what is asked for and nobody offers, in groups with something in common."""

from http import HTTPStatus
from typing import Any

from services.matching.gaps.domain import Group, Unmet, grouped
from shared.auth import Role
from tests.matching.stories import CASTING, casting_demand, record
from tests.matching.world import World
from tests.running import bearer


def unmet(key: str, *concepts: str) -> Unmet:
    return Unmet(key, frozenset(concepts))


async def gaps(world: World) -> dict[str, Any]:
    answer = await world.ok("GET", "/gaps", headers=bearer(world.folder, Role.OPERATOR))
    assert isinstance(answer, dict)
    return answer


def test_needs_are_grouped_by_what_most_of_them_share_and_each_is_in_one_group() -> None:
    needs = [
        unmet("a", "气凝胶", "隔热"),
        unmet("b", "气凝胶", "隔热"),
        unmet("c", "气凝胶"),
        unmet("d", "隔热"),
        unmet("e"),
    ]

    assert (
        grouped(needs)
        == grouped(reversed(needs))
        == [
            Group("气凝胶", ("a", "b", "c"), ("气凝胶", "隔热")),
            Group(None, ("d",), ("隔热",)),
            Group(None, ("e",), ()),
        ]
    )


async def test_a_need_that_somebody_can_meet_is_no_gap_and_another_is(world: World) -> None:
    met = casting_demand()
    hairspring = record(
        title="机械表游丝材料国产化", organization_name="钟表厂", region_code="441900"
    )
    await world.publish("expert", record(**CASTING["expert"]))
    await world.publish("demand", met, hairspring)

    found = await gaps(world)

    (group,) = found["items"]
    (need,) = group["needs"]
    assert (found["considered"], found["unmet"]) == (2, 1)
    assert need["id"] == hairspring["id"]
    assert need["closeness"] < found["qualified"]
    assert group["organizations"] == ["钟表厂"]
    assert group["regions"] == ["广东省东莞市"]


async def test_needs_with_a_concept_in_common_are_a_draft_of_a_common_problem(
    world: World,
) -> None:
    titles = ("电泳涂装后有缩孔", "电泳涂装膜厚不均", "海水里的浮力材料")
    whose = {"organization_name": "东江电镀厂", "region_code": "441900"}
    await world.publish("demand", *(record(title=title, **whose) for title in titles))

    found = await gaps(world)
    told = await world.ok("GET", "/problems")

    assert [len(group["needs"]) for group in found["items"]] == [2, 1]
    assert found["items"][0]["title"].startswith("共性技术难题：")
    (problem,) = told["items"]
    assert problem["count"] == 2
    assert problem["concept"] == found["items"][0]["concept"]
    assert problem["regions"] == ["广东省东莞市"]
    assert {need["title"] for need in problem["needs"]} == set(titles[:2])
    assert "东江电镀厂" not in str(told)


async def test_only_operators_are_told(world: World) -> None:
    answer = await world.client.get("/gaps", headers=bearer(world.folder, Role.FIRM))

    assert answer.status_code == HTTPStatus.FORBIDDEN
