from http import HTTPStatus
from typing import Any

import httpx
import pytest

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to, draft, published

Value = str | int | list[str]


async def titles(client: httpx.AsyncClient, **query: Value) -> list[str]:
    """Return the titles of a whole list, read page by page."""
    found: list[str] = []
    while True:
        answer = await client.get("/demands", params=query)
        assert answer.status_code == HTTPStatus.OK, answer.text
        page: dict[str, Any] = answer.json()
        found += [demand["title"] for demand in page["items"]]
        if page["next_cursor"] is None:
            return found
        query["cursor"] = page["next_cursor"]


async def test_everybody_lists_what_they_may_know_of(parties: Parties) -> None:
    await published(parties, title="已发布")
    await draft(parties.owner, title="自己的草稿")
    await draft(parties.stranger, title="别人的草稿")

    assert await titles(parties.nobody) == ["已发布"]
    assert await titles(parties.service) == ["已发布"]
    assert await titles(parties.owner) == ["自己的草稿", "已发布"]
    assert await titles(parties.colleague) == ["自己的草稿", "已发布"]
    assert await titles(parties.operator) == ["别人的草稿", "自己的草稿", "已发布"]
    assert await titles(parties.stranger, own="true") == ["别人的草稿"]
    assert await titles(parties.nobody, own="true") == []


async def test_a_list_is_narrowed_by_status(parties: Parties) -> None:
    await brought_to(parties, DemandStatus.SUBMITTED, title="待审")
    await published(parties, title="已发布")
    await draft(parties.owner, title="草稿")

    assert await titles(parties.operator, status="submitted") == ["待审"]
    assert await titles(parties.operator, status=["draft", "submitted"]) == ["草稿", "待审"]
    assert await titles(parties.nobody, status="draft") == []


async def test_a_list_is_narrowed_by_region_industry_and_discipline(parties: Parties) -> None:
    dongguan = {"region_code": "441900", "industry_code": "C39", "discipline_codes": ["51030"]}
    panyu = {"region_code": "440113", "industry_code": "I65", "discipline_codes": ["520"]}
    await published(parties, title="东莞", **dongguan)
    await published(parties, title="番禺", **panyu)

    cases: list[tuple[dict[str, Value], list[str]]] = [
        ({"region": "441900"}, ["东莞"]),
        ({"region": "440100"}, ["番禺"]),
        ({"region": "440000"}, ["番禺", "东莞"]),
        ({"region": ["441900", "440113"]}, ["番禺", "东莞"]),
        ({"industry": "C"}, ["东莞"]),
        ({"industry": "C39"}, ["东莞"]),
        ({"industry": "I65", "region": "441900"}, []),
        ({"discipline": "510"}, ["东莞"]),
        ({"discipline": ["510", "520"]}, ["番禺", "东莞"]),
    ]
    for query, found in cases:
        assert await titles(parties.nobody, **query) == found, query


@pytest.mark.parametrize("sort", ["newest", "deadline"])
async def test_pages_hold_every_demand_once_and_in_order(parties: Parties, sort: str) -> None:
    days = [None, "2099-03-01", "2099-01-01", "2099-03-01", None, "2099-02-01"]
    for number, day in enumerate(days):
        await published(parties, title=f"需求{number}", deadline=day)

    paged = await titles(parties.nobody, sort=sort, limit=2)

    by_deadline = ["需求2", "需求5", "需求3", "需求1", "需求4", "需求0"]
    newest = [f"需求{number}" for number in reversed(range(6))]
    assert paged == (by_deadline if sort == "deadline" else newest)


async def test_a_field_that_is_not_shown_neither_filters_nor_sorts(parties: Parties) -> None:
    secret = {"confidentiality": "confidential", "discipline_codes": ["430"]}
    await published(parties, title="机密", deadline="2090-01-01", **secret)
    await published(parties, title="公开", deadline="2099-01-01")

    for outsider in (parties.stranger, parties.nobody, parties.administrator):
        assert await titles(outsider, discipline="430") == []
        assert await titles(outsider, sort="deadline") == ["公开", "机密"]
    for insider in (parties.owner, parties.operator):
        assert await titles(insider, discipline="430") == ["机密"]
        assert await titles(insider, sort="deadline", limit=1) == ["机密", "公开"]


async def test_counts_are_of_what_the_caller_may_know_of(parties: Parties) -> None:
    await published(parties)
    await draft(parties.owner)
    await draft(parties.stranger)

    async def counted(client: httpx.AsyncClient) -> dict[str, int]:
        summary = (await client.get("/summary")).json()
        assert summary["total"] == sum(row["demands"] for row in summary["statuses"])
        return {row["status"]: row["demands"] for row in summary["statuses"] if row["demands"]}

    assert await counted(parties.nobody) == {"published": 1}
    assert await counted(parties.owner) == {"published": 1, "draft": 1}
    assert await counted(parties.operator) == {"published": 1, "draft": 2}


async def test_a_cursor_of_something_out_of_sight_leads_nowhere(parties: Parties) -> None:
    for number in range(3):
        await draft(parties.owner, title=f"草稿{number}")
    page = (await parties.owner.get("/demands", params={"limit": 1, "sort": "deadline"})).json()
    await published(parties)

    query = {"cursor": page["next_cursor"], "sort": "deadline"}
    answer = await parties.nobody.get("/demands", params=query)

    assert answer.json() == {"items": [], "next_cursor": None}


async def test_a_filter_that_means_nothing_is_refused(parties: Parties) -> None:
    for query in (
        "regoin=441900",
        "region=999999",
        "status=open",
        "limit=0",
        "limit=101",
        "cursor=x",
        "sort=q",
    ):
        answer = await parties.nobody.get(f"/demands?{query}")

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        named = [error["field"].partition(".")[0] for error in answer.json()["errors"]]
        assert named == [query.partition("=")[0]]
