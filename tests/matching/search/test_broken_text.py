"""A Traditional text that a conversion and a web page have spoilt can be searched for."""

from typing import Final

import pytest

from tests.matching.stories import record
from tests.matching.world import World, titles

SPOILT: Final = (
    "<p>東莞市裝備製(zhì)造業協會(huì)今日宣佈，將為會員企業建立共享的檢測平臺(tái)，"
    "提供材料分析與(yǔ)可靠性試驗(yàn)服務(wù)。</p><br/>&nbsp;&nbsp;首批開放的儀器包括"
    "掃描電鏡、三坐標?/span> 以及高低溫(wēn)環境箱，軟體由協會統一維護&hellip;"
)
"""Our own words, with the faults of a published page: a gloss after a character, tags, entities."""

ASKED: Final = [
    "装备制造业协会",
    "裝備製造業協會",
    "检测平台",
    "可靠性试验服务",
    "扫描电镜",
    "高低温环境箱",
    "软件由协会统一维护",
    "三坐标",
]


@pytest.fixture
async def imported(world: World) -> World:
    """A catalogue with the spoilt text and one that is like it but not about this."""
    await world.publish("achievement", record(title="平臺(tái)公告", summary=SPOILT))
    await world.publish("achievement", record(title="茶叶公告", summary="今日宣布采茶节开幕"))
    return world


async def test_it_is_found_in_either_script(imported: World) -> None:
    found = {
        asked: titles(await imported.ok("GET", "/search", params={"q": asked}))[:1]
        for asked in ASKED
    }

    assert found == {asked: ["平臺(tái)公告"] for asked in ASKED}


async def test_it_is_matched_with_a_need(imported: World) -> None:
    answer = await imported.preview("想找地方做高低温可靠性试验，还要扫描电镜看断口")

    assert titles(answer)[0] == "平臺(tái)公告"
    [first, *_] = answer["items"]
    assert {"可靠性", "扫描电镜"} & {term["need_form"] for term in first["terms"]}


async def test_what_is_marked_stands_in_the_text_as_it_came(imported: World) -> None:
    [hit, *_] = (await imported.ok("GET", "/search", params={"q": "检测平台"}))["items"]

    marked = [hit["snippet"]["text"][slice(*span)] for span in hit["snippet"]["spans"]]
    assert hit["snippet"]["text"] in SPOILT
    assert marked[0].startswith("檢測平臺")
