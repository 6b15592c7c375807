"""Operators see on a page what nobody offers."""

from http import HTTPStatus
from typing import Any

from services.matching.gaps.schemas import GapList
from services.portal.accounts.domain import GrantedRole
from shared.clock import utc_now
from tests.portal.pages.world import World


def unmet(title: str) -> dict[str, Any]:
    told = {"summary": None, "region_code": "441900", "region_name": "广东省东莞市"}
    return {
        **told,
        "kind": "demand",
        "id": "019fa9b4-0c5e-7c30-b6c6-6f5b0a4c8f11",
        "title": title,
        "organization": "钟表厂",
        "closest": None,
        "closeness": 0.31,
    }


def group(concept: str | None, *titles: str) -> dict[str, Any]:
    return {
        "concept": concept,
        "title": f"共性技术难题：{concept}",
        "missing": [concept] if concept else [],
        "needs": [unmet(title) for title in titles],
        "organizations": ["钟表厂"],
        "regions": ["广东省东莞市"],
    }


async def shown(world: World, *groups: dict[str, Any]) -> str:
    """Return the page on which an operator reads what matching says."""
    answer = GapList.model_validate(
        {
            "items": list(groups),
            "considered": 60,
            "unmet": len(groups),
            "qualified": 0.45,
            "computed_at": utc_now(),
            "pending_changes": 0,
        }
    )
    world.similar.told["GET /gaps"] = answer
    operator = await world.signed_in("op@kq.cn", GrantedRole.OPERATOR)
    page = await operator.get("/desk/gaps")
    assert page.status_code == HTTPStatus.OK
    return page.text


async def test_groups_are_shown_with_their_needs_and_single_needs_below(world: World) -> None:
    page = await shown(
        world, group("电泳涂装", "电泳后有缩孔", "电泳膜厚不均"), group(None, "机械表游丝")
    )

    for words in ("共性技术难题：电泳涂装", "电泳膜厚不均", "单独的需求", "机械表游丝", "45%"):
        assert words in page
    assert "共性技术难题：None" not in page


async def test_where_nothing_is_missing_the_page_says_so(world: World) -> None:
    assert "每条需求都有合适的人" in await shown(world)
