"""Which entries a list shows, in which order, page by page."""

from datetime import timedelta

import pytest

from shared.clock import city_today
from tests.catalog.conftest import Parties
from tests.catalog.stories import Body, imported, moved, written

ROWS: list[Body] = [
    {
        "source_id": "1",
        "name": "安平检测",
        "region_code": "441900",
        "industry_codes": ["C39"],
        "discipline_codes": ["46020"],
        "qualifications": ["CMA", "CNAS"],
        "kind_of_body": "laboratory",
        "assured_date": str(city_today()),
    },
    {
        "source_id": "2",
        "name": "北辰研究院",
        "region_code": "440113",
        "industry_codes": ["C38", "C39"],
        "discipline_codes": ["460"],
        "kind_of_body": "institute",
        "assured_date": str(city_today() - timedelta(days=400)),
    },
    {
        "source_id": "3",
        "name": "长风大学",
        "region_code": "330100",
        "industry_codes": ["I65"],
        "discipline_codes": ["520"],
        "qualifications": ["cnas"],
        "kind_of_body": "university",
    },
]


SHOWN = {
    "": "安北长",
    "region=441900": "安",
    "region=440000": "安北",
    "region=440100": "北",
    "region=441900&region=330000": "安长",
    "industry=C39": "安北",
    "industry=C": "安北",
    "industry=C38": "北",
    "discipline=460": "安北",
    "discipline=46020": "安",
    "qualification=CNAS": "安长",
    "qualification=CMA&region=330000": "",
    "kind_of_body=university&kind_of_body=institute": "北长",
    "stale=true": "北",
    "stale=false": "安",
    "stale=unknown": "长",
    "source=register": "安北长",
    "source=local": "",
    "status=active": "安北长",
    "status=temporarily_closed": "",
    "mine=true": "",
    "limit=1": "安",
}
"""Whom a list shows for a query, by the first characters of their names."""

REFUSED = {
    "region=东莞": "region.0",
    "industry=X1": "industry.0",
    "status=lost": "status.0",
    "limit=101": "limit",
    "sort=price": "sort",
    "colour=red": "colour",
    "cursor=%22": "cursor",
}
"""Which field of a query cannot be right."""


async def names(parties: Parties, query: str, who: str = "nobody") -> list[str]:
    """Return whom a list of providers shows, by the first character of the name."""
    answer = await getattr(parties, who).get(f"/providers?sort=name&{query}")
    assert answer.status_code == 200, answer.text
    return [item["name"][0] for item in answer.json()["items"]]


async def test_a_list_shows_what_all_filters_let_through(parties: Parties) -> None:
    await imported(parties.operator, ROWS)

    shown = {query: "".join(await names(parties, query)) for query in SHOWN}

    assert shown == SHOWN


async def test_a_filter_that_cannot_be_right_is_refused(parties: Parties) -> None:
    answers = {query: await parties.nobody.get(f"/providers?{query}") for query in REFUSED}

    assert {answer.status_code for answer in answers.values()} == {422}
    fields = {query: answer.json()["errors"][0]["field"] for query, answer in answers.items()}
    assert fields == REFUSED


@pytest.mark.parametrize("sort", ["newest", "name"])
async def test_pages_show_every_entry_once_and_in_order(parties: Parties, sort: str) -> None:
    rows = [{"source_id": str(n), "name": f"机构{n % 5}"} for n in range(23)]
    await imported(parties.operator, rows)
    seen: list[Body] = []

    cursor: str | None = ""
    while cursor is not None:
        following = f"&cursor={cursor}" if cursor else ""
        answer = await parties.nobody.get(f"/providers?sort={sort}&limit=5{following}")
        page = answer.json()
        seen += page["items"]
        cursor = page["next_cursor"]

    keys = [item["id"] if sort == "newest" else (item["name"], item["id"]) for item in seen]
    assert len(keys) == len(set(keys)) == 23
    assert keys == sorted(keys, reverse=sort == "newest")


async def test_names_are_sorted_by_their_sounds(parties: Parties) -> None:
    rows = [{"source_id": name, "name": name} for name in ("中山", "Bosch 苏州", "重庆", "安徽")]
    await imported(parties.operator, rows)

    answer = await parties.nobody.get("/providers?sort=name")

    assert [item["name"] for item in answer.json()["items"]] == [
        "安徽",
        "Bosch 苏州",
        "重庆",
        "中山",
    ]


async def test_withdrawn_entries_are_listed_when_asked_for_to_those_who_may(
    parties: Parties,
) -> None:
    place = (await written(parties.provider)).headers["Location"]
    await moved(parties.provider, place, "withdraw")
    wanted = "status=withdrawn&status=active"

    shown = {
        who: len(await names(parties, wanted, who))
        for who in ("nobody", "firm", "other_provider", "provider", "operator")
    }

    assert shown == {"nobody": 0, "firm": 0, "other_provider": 0, "provider": 1, "operator": 1}
    assert await names(parties, "", "operator") == []


async def test_a_list_shows_nothing_private_even_to_operators(parties: Parties) -> None:
    await written(parties.provider)

    item = (await parties.operator.get("/providers")).json()["items"][0]

    assert not {"contact_name", "contact_phone", "owner_subject"} & set(item)


async def test_my_entries_are_those_i_own(parties: Parties) -> None:
    await written(parties.provider, name="甲")
    await written(parties.other_provider, name="乙")

    assert await names(parties, "mine=true", "provider") == ["甲"]


async def test_a_provider_finds_its_entries_by_id_and_by_key(parties: Parties) -> None:
    await imported(parties.operator, [{"source_id": "p", "name": "甲"}])
    provider = (await parties.nobody.get("/providers")).json()["items"][0]["id"]
    offerings = [
        {"source_id": "1", "title": "按键", "service_class": "finance", "provider_source_id": "p"},
        {"source_id": "2", "title": "按号", "service_class": "finance", "provider_id": provider},
        {"source_id": "3", "title": "无关", "service_class": "finance"},
    ]
    await imported(parties.operator, offerings, "offerings")

    answer = await parties.nobody.get(f"/offerings?provider={provider}&sort=name")

    found = answer.json()["items"]
    assert {item["title"] for item in found} == {"按键", "按号"}
    assert {item["provider"]["id"] for item in found} == {provider}


async def test_the_summary_counts_kinds_and_statuses(parties: Parties) -> None:
    await written(parties.expert, "experts")
    for name, action in (("甲", ""), ("乙", "suspend"), ("丙", "withdraw")):
        place = (await written(parties.provider, name=name)).headers["Location"]
        if action:
            await moved(parties.provider, place, action)

    public = (await parties.nobody.get("/summary")).json()["kinds"]
    whole = (await parties.operator.get("/summary")).json()["kinds"]

    counts = {kind["kind"]: kind["counts"] for kind in public}
    assert counts["provider"] == {"active": 1, "temporarily_closed": 1}
    assert counts["expert"] == {"active": 1, "temporarily_closed": 0}
    assert counts["achievement"] == {"active": 0, "temporarily_closed": 0}
    assert whole[0]["counts"] == {"active": 1, "temporarily_closed": 1, "withdrawn": 1}
