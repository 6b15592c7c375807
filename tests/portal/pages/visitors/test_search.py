"""The search box: what it asks, what it shows, and that it works without its script."""

from typing import Any

import pytest
from starlette.datastructures import QueryParams

from services.portal.pages.visitors.searching import Query, kinds_of
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import World

HIT: dict[str, Any] = {
    "kind": "expert",
    "id": "01900000-0000-7000-8000-000000000001",
    "organization": "某<i>所</i>",
    "region_name": "广东省东莞市",
    "summary": None,
    "title_highlight": {"text": "压铸专家", "spans": [[0, 2]]},
    "snippet": {"text": "治过<气孔>", "spans": [[3, 5]]},
}
FACETS = {
    "kind": {"expert": 30, "demand": 10},
    "region": {"441900": 25, "440600": 40},
    "service_class": {"consulting": 3},
    "capacity": {"full": 1},
}


async def test_what_is_found_is_shown_with_marks_and_ways_to_narrow_it(world: World) -> None:
    world.similar.hits, world.similar.facets = [HIT], FACETS
    browser = world.browser()

    page = await browser.get("/search?q=压铸&industry=C33&kind=expert&colour=red")
    elsewhere = await browser.get("/help")

    assert [
        [form.action for form in Outline(one.text).forms].count("/search")
        for one in (page, elsewhere)
    ] == [1, 1]
    asked = world.similar.searched[0]
    assert "kind=expert" in asked
    assert "industry=C33" in asked
    assert "colour" not in asked
    assert "<mark>压铸</mark>专家" in page.text
    assert "治过&lt;<mark>气孔</mark>&gt;" in page.text
    assert "某&lt;i&gt;" in page.text
    assert f'href="/experts/{HIT["id"]}"' in page.text
    assert "找到 40 条" in page.text
    hrefs = Outline(page.text).values("href")
    assert any("region=441900" in href for href in hrefs)
    assert not any("region=440600" in href for href in hrefs)
    assert any(href.endswith("offset=20") for href in hrefs)
    assert "金属制品业" in page.text
    assert Outline(page.text).faults() == []


async def test_the_script_is_given_the_part_that_changes_and_history_the_whole(
    world: World,
) -> None:
    world.similar.hits, world.similar.facets = [HIT], FACETS
    client = world.browser("en").client

    part = await client.get("/search?q=x", headers={"HX-Request": "true"})
    both = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    whole = await client.get("/search?q=x", headers=both)

    assert "<html" not in part.text
    assert 'hx-swap-oob="innerHTML:#count">40 found' in part.text
    assert 'id="found"' in part.text
    assert "<html" in whole.text
    assert "HX-Request" in part.headers["vary"]


async def test_nothing_found_and_no_answer_say_what_to_do_next(world: World) -> None:
    browser = world.browser()

    nothing = await browser.get("/search?q=没有的东西&offset=x")
    world.similar.away = True
    away = await browser.get("/search?q=压铸")

    assert "换个说法" in nothing.text
    assert 'value="没有的东西"' in nothing.text
    assert "搜索暂时没有应答" in away.text
    assert 'value="压铸"' in away.text


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("", "/search"),
        ("q=%20a%20&q=b", "/search?q=b"),
        ("kind=moon&kind=expert&kind=demand", "/search?kind=expert"),
        ("region=441900&region=441900&region=%00", "/search?region=441900"),
        ("offset=-3", "/search"),
        ("offset=99999999999", "/search?offset=1000"),
    ],
)
def test_an_address_that_makes_no_sense_is_read_as_far_as_it_does(said: str, address: str) -> None:
    assert Query.read(QueryParams(said)).address == address


def test_a_filter_is_taken_out_by_the_address_that_is_shown_beside_it() -> None:
    query = Query.read(QueryParams("q=a&region=1&region=2&kind=expert&offset=40"))

    assert query.toggled("region", "1").address == "/search?q=a&kind=expert&region=2"
    assert query.toggled("region", "3").filters["region"] == ("1", "2", "3")
    assert [one.count for one in kinds_of(query, {"expert": 4})] == [0, 0, 4, 0, 0, 0]
