"""Each figure is as many needs as the list behind it, and each need is counted once."""

from typing import Any

from services.requests.demands.domain import DemandStatus
from services.requests.engagements.domain import EngagementStatus
from services.requests.figures.domain import Wait, middle, ninth
from shared.clock import city_today
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import engaged
from tests.requests.stories import brought_to


async def figures(parties: Parties, **wanted: str) -> dict[str, Any]:
    answer = await parties.operator.get("/figures", params=wanted)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def listed(parties: Parties, **wanted: str) -> list[dict[str, Any]]:
    answer = await parties.operator.get("/figures/needs", params={"limit": "100", **wanted})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_every_figure_is_as_many_needs_as_the_list_behind_it(parties: Parties) -> None:
    await brought_to(parties, DemandStatus.DRAFT)
    await brought_to(parties, DemandStatus.SUBMITTED, industry_code=None, region_code=None)
    await brought_to(parties, DemandStatus.PUBLISHED, industry_code="C33")
    await brought_to(parties, DemandStatus.PENDING_ACCEPTANCE)
    await engaged(parties, EngagementStatus.ACCEPTED)

    found = await figures(parties)
    counts = {one["stage"]: one["needs"] for one in found["stages"]}
    industries = {one["code"]: one["posted"] for one in found["industries"]}
    regions = {one["code"]: one["posted"] for one in found["regions"]}
    behind = {stage: len(await listed(parties, stage=stage)) for stage in counts}
    of_industry = {
        code: len(await listed(parties, industry=code or "unknown")) for code in industries
    }

    assert counts == behind
    assert [counts[one] for one in ("posted", "published", "contracted", "delivered")] == [
        4,
        3,
        2,
        2,
    ]
    assert counts["solved"] == 1
    assert industries == of_industry == {"C38": 2, "C33": 1, None: 1}
    assert regions == {"441900": 3, None: 1}
    assert len(await listed(parties, region="441900")) == 3
    assert sum(one["needs"] for one in found["statuses"]) == 4
    assert len(await listed(parties, status="published")) == 1
    for one in found["waits"]:
        waited = await listed(parties, wait=one["wait"])
        assert len(waited) == one["needs"]
        assert all(need["hours"] is not None for need in waited)
    assert {one["wait"] for one in found["waits"]} == {wait.value for wait in Wait}


async def test_figures_are_of_the_days_one_asks_for_and_for_operators_only(
    parties: Parties,
) -> None:
    await brought_to(parties, DemandStatus.SUBMITTED)
    today = city_today().isoformat()

    now = await figures(parties, since=today, until=today)
    before = await figures(parties, until="2020-01-01")
    refused = await parties.owner.get("/figures")

    assert now["stages"][0]["needs"] == 1
    assert before["stages"][0]["needs"] == 0
    assert before["waits"][0]["median_hours"] is None
    assert refused.status_code == 403
    assert (middle([]), ninth([])) == (None, None)
