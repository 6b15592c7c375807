"""The search box: words, beginnings, initials, facets, highlights and pages."""

import pytest

from tests.matching.publisher import Document
from tests.matching.stories import casting_demand, casting_offering, record
from tests.matching.world import World, titles

SHELF: dict[str, list[Document]] = {
    "provider": [
        {"name": "华南精密铸造研究院", "summary": "压铸与热处理"},
        {"name": "松山湖材料检测中心", "qualifications": ["CMA", "CNAS"]},
    ],
    "offering": [
        {"title": "6061铝合金阳极氧化", "scope": "耐蚀着色，膜厚 ±0.01mm", "region_code": "441900"},
        {"title": "USB接口认证", "service_class": "testing_certification"},
    ],
    "expert": [{"name": "何守拙", "organization_name": "松湖大学", "specialties": ["5G天线"]}],
}

INITIALS = {"hnjm": "华南精密铸造研究院", "hsz": "何守拙", "cljc": "松山湖材料检测中心"}
"""Those of a name may begin at any of its words."""


@pytest.fixture
async def full(world: World) -> World:
    """A catalogue with something of everything, and a need."""
    for kind, documents in SHELF.items():
        world.catalog.put(kind, *(record(**document) for document in documents))
    world.requests.put("demand", casting_demand(title="外壳氧化发花", description="着色不匀"))
    await world.settled()
    return world


async def search(world: World, q: str = "", **said: object) -> Document:
    """Return the answer of the search box."""
    answer: Document = await world.ok("GET", "/search", params={"q": q, **said})
    return answer


async def test_words_find_what_they_stand_in(full: World) -> None:
    expected = {
        "热处理": {"华南精密铸造研究院"},
        "阳极氧化": {"6061铝合金阳极氧化"},
        "6061": {"6061铝合金阳极氧化"},
        "±0.01mm": {"6061铝合金阳极氧化"},
        "5G": {"何守拙"},
        "usb 认证": {"USB接口认证"},
        "陽極氧化": {"6061铝合金阳极氧化"},
        "ＵＳＢ": {"USB接口认证"},
        "着色": {"6061铝合金阳极氧化", "外壳氧化发花"},
        "CNAS": {"松山湖材料检测中心"},
    }

    assert {q: set(titles(await search(full, q))) for q in expected} == expected


async def test_the_last_word_may_be_unfinished(full: World) -> None:
    assert titles(await search(full, "usb 认")) == ["USB接口认证"]
    assert titles(await search(full, "松山")) == ["松山湖材料检测中心"]
    assert titles(await search(full, "us")) == ["USB接口认证"]


async def test_names_are_found_by_their_initials(full: World) -> None:
    for initials, title in INITIALS.items():
        assert title in titles(await search(full, initials)), initials


async def test_owners_are_found_by_name(full: World) -> None:
    assert titles(await search(full, "松湖大学")) == ["何守拙"]


async def test_nothing_that_is_typed_is_an_operator(full: World) -> None:
    for q in ('"', "AND", "kind:*", "title:[a TO b]", "-40℃", "(((", "*", "\\", "🙂"):
        assert await search(full, q), q

    # Signs neither demand nor forbid a word.
    assert titles(await search(full, "+着色 -外壳")) == ["外壳氧化发花"]


async def test_without_words_everything_is_found_in_pages(full: World) -> None:
    whole = await search(full)
    pages = [await search(full, limit=2, offset=offset) for offset in (0, 2, 4, 6)]

    assert whole["total"] == 6
    assert [len(page["items"]) for page in pages] == [2, 2, 2, 0]
    assert [title for page in pages for title in titles(page)] == titles(whole)
    assert {page["total"] for page in pages} == {6}


async def test_facets_count_all_that_is_found_not_only_the_page(full: World) -> None:
    page = await search(full, limit=1)
    narrowed = await search(full, kind="provider")

    assert page["facets"]["kind"] == {"provider": 2, "offering": 2, "expert": 1, "demand": 1}
    assert page["facets"]["region"] == {"441900": 1, "440000": 1}
    assert narrowed["total"] == 2
    assert narrowed["facets"]["qualification"] == {"CMA": 1, "CNAS": 1}


async def test_filters_narrow_a_search(full: World) -> None:
    assert titles(await search(full, "着色", kind="demand")) == ["外壳氧化发花"]
    assert titles(await search(full, region="440000")) == ["6061铝合金阳极氧化"]
    assert titles(await search(full, service_class="testing_certification")) == ["USB接口认证"]
    assert (await search(full, "着色", kind="expert"))["total"] == 0


async def test_a_hit_shows_where_the_words_stand(full: World) -> None:
    [hit] = (await search(full, "阳极氧化 耐蚀"))["items"]

    marked = [
        place["text"][start:end]
        for place in (hit["title_highlight"], hit["snippet"])
        for start, end in place["spans"]
    ]
    assert marked == ["阳极氧化", "耐蚀"]
    assert (hit["kind"], hit["region_name"]) == ("offering", "广东省东莞市")


async def test_a_long_text_is_shown_where_it_matches(world: World) -> None:
    text = "前言。" * 200 + "其中磁悬浮轴承最难。" + "后记。" * 200
    await world.publish("achievement", record(title="报告", summary=text))

    [hit] = (await search(world, "磁悬浮轴承"))["items"]

    [span] = hit["snippet"]["spans"]
    assert hit["snippet"]["text"][slice(*span)] == "磁悬浮轴承"
    assert len(hit["snippet"]["text"]) < 200


async def test_what_means_nothing_is_refused(world: World) -> None:
    for asked in ("limit=0", "limit=51", "offset=-1", "offset=1001", "kind=robot", "sort=x"):
        assert (await world.client.get(f"/search?{asked}")).status_code == 422, asked


async def test_a_withdrawn_record_is_not_found(world: World) -> None:
    offering = casting_offering()
    await world.publish("offering", offering)

    world.catalog.drop("offering", offering)
    await world.settled()

    assert (await search(world, "压铸"))["total"] == 0
