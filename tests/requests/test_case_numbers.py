"""Every need has a number of its own, from its first word to its last."""

import asyncio
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import time_machine

from tests.requests.conftest import Parties
from tests.requests.stories import NEED, draft, events, move, published

NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)
"""Midnight in the city."""


async def test_numbers_of_a_year_are_counted_in_the_citys_time(parties: Parties) -> None:
    numbers = []
    for moment in (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), NEW_YEAR):
        with time_machine.travel(moment, tick=False):
            numbers += [(await draft(parties.owner))["case_number"] for _ in range(2)]

    assert numbers == ["KQ-2026-000001", "KQ-2026-000002", "KQ-2027-000001", "KQ-2027-000002"]


async def test_the_number_stays_whatever_becomes_of_the_need(parties: Parties) -> None:
    demand = await published(parties, confidentiality="confidential")
    number = demand["case_number"]

    seen = (await parties.nobody.get(f"/demands/{demand['id']}")).json()
    told = await events(parties)
    gone = await move(parties.owner, demand, action="withdraw", reason_code="no_longer_needed")
    following = await draft(parties.owner)

    assert seen["case_number"] == told[0]["data"]["case_number"] == number
    assert gone.json()["case_number"] == number
    assert following["case_number"] > number


async def test_a_need_is_found_by_its_number_by_those_who_may_know_of_it(parties: Parties) -> None:
    demand = await draft(parties.owner)
    await draft(parties.owner)
    place = f"/demands?case_number={demand['case_number']}"

    own = (await parties.owner.get(place)).json()
    others = (await parties.stranger.get(place)).json()

    assert [item["id"] for item in own["items"]] == [demand["id"]]
    assert others["items"] == []


async def test_writers_at_once_leave_no_gap_and_share_no_number(parties: Parties) -> None:
    drafted = await asyncio.gather(*(draft(parties.owner) for _ in range(12)))

    counts = sorted(int(demand["case_number"][-6:]) for demand in drafted)
    assert counts == list(range(1, 13))


async def test_what_is_refused_or_only_rehearsed_takes_no_number(parties: Parties) -> None:
    rows: list[dict[str, Any]] = [{"title": "导入一"}, {"title": ""}, {"title": "导入二"}]
    request = {"source": "peer", "rows": rows}

    await parties.operator.post("/demands/import", json={**request, "dry_run": True})
    refused = await parties.owner.post("/demands", json={**NEED, "trl": 99})
    await parties.operator.post("/demands/import", json=request)
    demand = await draft(parties.owner)

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert demand["case_number"].endswith("-000003")
