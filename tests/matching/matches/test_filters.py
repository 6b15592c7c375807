"""Lists of matches are narrowed by facts, and say how many there are of each."""

import pytest

from tests.matching.publisher import Document
from tests.matching.stories import NEED, casting_demand, casting_offering, record
from tests.matching.world import World, titles

ENTRIES: dict[str, tuple[str, Document]] = {
    "东莞压铸": (
        "offering",
        {
            "service_class": "research_development",
            "region_code": "441900",
            "industry_codes": ["C33"],
            "discipline_codes": ["46020"],
            "qualifications": ["CMA", "CNAS"],
            "capacity_status": "available",
        },
    ),
    "上海压铸": (
        "offering",
        {
            "service_class": "testing_certification",
            "region_code": "310115",
            "industry_codes": ["C36"],
            "qualifications": ["CMA"],
            "capacity_status": "full",
        },
    ),
    "全省压铸": ("facility", {"region_code": "310115", "service_area": ["440000"]}),
    "无话压铸": ("achievement", {}),
}

CASES: list[tuple[dict[str, list[str]], set[str]]] = [
    ({"kind": ["facility", "achievement"]}, {"全省压铸", "无话压铸"}),
    ({"region": ["441900"]}, {"东莞压铸", "全省压铸"}),
    ({"region": ["310000"]}, {"上海压铸", "全省压铸"}),
    ({"region": ["441900", "310115"]}, {"东莞压铸", "上海压铸", "全省压铸"}),
    ({"industry": ["C33"]}, {"东莞压铸"}),
    ({"industry": ["C"]}, {"东莞压铸", "上海压铸"}),
    ({"discipline": ["460"]}, {"东莞压铸"}),
    ({"service_class": ["testing_certification"]}, {"上海压铸"}),
    ({"qualification": ["CMA"]}, {"东莞压铸", "上海压铸"}),
    ({"qualification": ["CMA", "CNAS"]}, {"东莞压铸"}),
    ({"capacity": ["available"]}, {"东莞压铸"}),
    ({"kind": ["offering"], "region": ["310115"]}, {"上海压铸"}),
    ({"industry": ["A"]}, set()),
]


@pytest.fixture
async def full(world: World) -> World:
    """A catalogue with entries that differ in their facts only."""
    for title, (kind, facts) in ENTRIES.items():
        world.catalog.put(kind, record(title=title, **facts))
    await world.settled()
    return world


async def test_filters_narrow_a_preview(full: World) -> None:
    found = [set(titles(await full.preview(NEED, filters=filters))) for filters, _ in CASES]

    assert found == [expected for _, expected in CASES]


async def test_the_same_filters_narrow_the_matches_of_a_need(full: World) -> None:
    demand = casting_demand()
    await full.publish("demand", demand)
    path = f"/demands/{demand['id']}/matches"

    found = [set(titles(await full.ok("GET", path, params=filters))) for filters, _ in CASES]

    assert found == [expected for _, expected in CASES]


async def test_facets_count_what_the_filters_let_through(full: World) -> None:
    every = (await full.preview(NEED))["facets"]
    narrowed = (await full.preview(NEED, filters={"kind": ["offering"]}))["facets"]

    assert every["kind"] == {"offering": 2, "facility": 1, "achievement": 1}
    assert every["qualification"] == {"CMA": 2, "CNAS": 1}
    assert every["service_class"] == {"research_development": 1, "testing_certification": 1}
    assert narrowed["kind"] == {"offering": 2}
    assert narrowed["region"]["441900"] == 1
    assert narrowed["industry"]["C"] == 2


MEANINGLESS: list[dict[str, list[str]]] = [
    {"kind": ["robot"]},
    {"colour": ["blue"]},
    {"region": ["4" * 65]},
    {"region": [""] * 21},
    {"industry": ["C\0"]},
]


async def test_a_filter_that_means_nothing_is_refused(world: World) -> None:
    for filters in MEANINGLESS:
        body = {"text": NEED, "filters": filters}

        assert (await world.client.post("/matches/preview", json=body)).status_code == 422, filters


async def test_a_filter_never_becomes_syntax(world: World) -> None:
    await world.publish("offering", casting_offering())

    for value in ('441900" OR "1', "*", "kind:expert", "[a TO b]", "北京"):
        answer = await world.preview(NEED, filters={"region": [value]})

        assert answer["items"] == []
