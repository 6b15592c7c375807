"""Who helps reads on a page whether firms see them, and what would raise them."""

from http import HTTPStatus
from typing import Any

import pytest

from tests.portal.pages.supply.conftest import fit, somebody_in
from tests.portal.pages.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


def standing(need: str, **said: object) -> dict[str, Any]:
    advice = {
        "label": "资质",
        "advice": "取得并列出需求要求的资质：CNAS。",
        "score": 0.78,
        "gain": 0.06,
        "position": 2,
    }
    match = {**fit(need), "kind": "expert", "entry_places": []}
    told = {"match": match, "position": 4, "shown": True, "reason": None}
    return {**told, "improvements": [advice], **said}


async def test_one_reads_ones_place_and_what_would_raise_it(world: World, need: str) -> None:
    helper = await somebody_in(world, "何铸", summary="压铸工艺")
    asked = f"GET /experts/{helper.entry}/demands/{need}"
    world.similar.told[asked] = standing(need)
    place = f"/supply/standing/expert/{helper.entry}/{need}"

    seen = await helper.browser.get(place)
    world.similar.told[asked] = standing(
        need, position=None, shown=False, reason="该资料暂停服务。", improvements=[]
    )
    unseen = await helper.browser.get(place)

    for words in ("排在第 4 位", "CNAS", "加 6 分", "排名第 2"):
        assert words in seen.text
    for words in ("不会出现在", "该资料暂停服务", "没有能明显提高分值的改动"):
        assert words in unseen.text


async def test_nobody_reads_it_of_an_entry_of_others(world: World, need: str) -> None:
    helper = await somebody_in(world, "何铸", summary="压铸工艺")
    other = await somebody_in(world, "吴工", summary="压铸模具")

    page = await other.browser.get(f"/supply/standing/expert/{helper.entry}/{need}")

    assert page.status_code == HTTPStatus.NOT_FOUND
