"""Each factor: what it says, and that it says nothing where nothing is known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.matching.ranking.domain import Case, Entry, FactorName, Fit, Meaning, Need
from services.matching.ranking.ranker import assess
from tests.matching.ranking.pairs import BARE_ENTRY, BARE_NEED, ENTRY, FIT, NEED, TODAY


def value(name: FactorName, need: Need, entry: Entry, fit: Fit = FIT) -> float | None:
    return assess(need, entry, fit, today=TODAY).factor(name).value


@pytest.mark.parametrize("name", [n for n in FactorName if n is not FactorName.TOPICAL_FIT])
def test_where_nothing_is_said_nothing_is_known(name: FactorName) -> None:
    fit = Fit(0.6, meaning=Meaning("small", missing="embedding.entry"))
    factor = assess(BARE_NEED, BARE_ENTRY, fit, today=TODAY).factor(name)

    assert factor.value is None
    assert factor.contribution == 0
    assert factor.could_add == factor.weight
    assert factor.missing


@pytest.mark.parametrize(
    ("area", "located", "expected"),
    [
        (("440000",), "110000", 1.0),
        (("441900",), None, 1.0),
        (("100000",), None, 1.0),
        ((), "441900", 1.0),
        ((), "441902", 0.9),
        ((), "440100", 0.6),
        ((), "110000", 0.2),
        (("110000",), None, 0.2),
    ],
)
def test_region_is_who_serves_the_place_or_how_near_they_are(
    area: tuple[str, ...], located: str | None, expected: float
) -> None:
    entry = replace(ENTRY, service_area=area, region_code=located)

    assert value(FactorName.REGION, NEED, entry) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (20_000, 50_000, 1.0),
        (None, 40_000, 1.0),
        (20_000, 80_000, 0.75),
        (50_000, 50_000, 1.0),
        (75_000, 90_000, 0.25),
        (200_000, None, 0.0),
        (None, None, None),
    ],
)
def test_budget_is_how_much_of_the_price_range_is_within(
    low: int | None, high: int | None, expected: float | None
) -> None:
    prices: dict[str, Any] = {
        "price_min": None if low is None else Decimal(low),
        "price_max": None if high is None else Decimal(high),
    }

    assert value(FactorName.BUDGET, NEED, replace(ENTRY, **prices)) == expected


@pytest.mark.parametrize(("days", "expected"), [(0, 1.0), (61, 1.0), (122, 0.5), (None, None)])
def test_time_is_what_share_of_the_lead_time_is_left(
    days: int | None, expected: float | None
) -> None:
    assert value(FactorName.TIME, NEED, replace(ENTRY, lead_time_days=days)) == expected


def test_a_deadline_that_has_passed_leaves_no_time() -> None:
    late = replace(NEED, deadline=TODAY - timedelta(days=3))

    assert value(FactorName.TIME, late, ENTRY) == 0
    assert value(FactorName.TIME, late, replace(ENTRY, lead_time_days=0)) == 1


@pytest.mark.parametrize(
    ("held", "expected"),
    [(("CMA",), 0.5), (("cnas", "ＣＭＡ"), 1.0), (("ISO 9001",), 0.0), ((), None)],
)
def test_qualification_is_the_share_that_is_held(
    held: tuple[str, ...], expected: float | None
) -> None:
    assert value(FactorName.QUALIFICATION, NEED, replace(ENTRY, qualifications=held)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"capacity_status": "available"}, 1.0),
        ({"capacity_status": "limited"}, 0.5),
        ({"capacity_status": "full", "active_engagements": 0}, 0.0),
        ({"capacity_status": None, "active_engagements": 3}, 0.25),
        ({"capacity_status": None, "hours_per_month": 8}, 0.5),
        ({"capacity_status": None, "hours_per_month": 40}, 1.0),
        ({"capacity_status": None}, None),
    ],
)
def test_load_is_the_room_for_more_work(facts: dict[str, Any], expected: float | None) -> None:
    assert value(FactorName.LOAD, NEED, replace(ENTRY, **facts)) == expected


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (["solved"], 0.5),
        (["solved"] * 3, 0.75),
        (["solved", "unsolved"], 1 / 3),
        (["partly"], 0.25),
        (["unsolved"], 0.0),
    ],
)
def test_a_track_record_is_made_of_confirmed_outcomes(outcomes: list[str], expected: float) -> None:
    cases = tuple(Case(title="例", outcome=o, confirmed_by="operator") for o in outcomes)
    claimed = Case(title="自述", outcome="solved")

    known = value(FactorName.TRACK_RECORD, NEED, replace(ENTRY, cases=(*cases, claimed)))

    assert known == pytest.approx(expected)
    assert value(FactorName.TRACK_RECORD, NEED, replace(ENTRY, cases=(claimed,))) is None


def test_evidence_is_the_closest_case_by_what_it_proves() -> None:
    factor = assess(NEED, ENTRY, FIT, today=TODAY).factor(FactorName.EVIDENCE)

    assert factor.value == pytest.approx(0.7)
    assert factor.evidence[0].value == "减震塔气孔率降低"


def test_a_confirmed_case_proves_more_than_a_claimed_one() -> None:
    claimed = replace(ENTRY, cases=(Case(title="例", outcome="solved"), *ENTRY.cases[1:]))

    better = value(FactorName.EVIDENCE, NEED, ENTRY)

    assert better is not None
    assert 0 < (value(FactorName.EVIDENCE, NEED, claimed) or 0) < better


@pytest.mark.parametrize(
    ("assured", "expected"),
    [
        (date(2026, 2, 1), 1.0),
        (date(2025, 1, 15), 0.5),
        (date(2020, 1, 1), 0.0),
        (date(2030, 1, 1), 1.0),
    ],
)
def test_freshness_falls_from_a_quarter_to_two_years(assured: date, expected: float) -> None:
    known = value(FactorName.FRESHNESS, NEED, replace(ENTRY, assured_on=assured))

    assert known == pytest.approx(expected, abs=0.01)
