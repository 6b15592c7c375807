"""What holds for any table of factors."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.ranking.domain import Case, Entry, FactorName, Fit, Meaning, Need
from services.matching.ranking.history import History
from services.matching.ranking.ranker import (
    FEEDBACK_VERSION,
    MEANING_MARK,
    MEANING_WEIGHT,
    RANKER_VERSION,
    assess,
    closeness,
    in_order,
    weights_of,
)
from tests.matching.ranking.pairs import BARE_ENTRY, BARE_NEED, ENTRY, FIT, NEED, TODAY

SHARES = st.floats(min_value=0, max_value=1)
REGIONS = st.sampled_from([None, "441900", "441902", "440100", "440000", "110000"])
MONEY = st.none() | st.integers(1, 10**7).map(Decimal)
CASES = st.lists(
    st.builds(
        Case,
        title=st.text(min_size=1, max_size=5),
        outcome=st.sampled_from([None, "solved", "partly", "unsolved"]),
        confirmed_by=st.sampled_from([None, "enterprise", "operator"]),
    ),
    max_size=4,
).map(tuple)
HISTORIES = st.builds(
    History,
    dealings=st.integers(0, 9),
    gained=st.floats(0, 9),
    lost=st.floats(0, 9),
    engaged=st.integers(0, 9),
    full_since=st.none() | st.datetimes(timezones=st.just(UTC)),
    shown=st.integers(0, 9),
)
ENTRIES = st.builds(
    Entry,
    key=st.uuids().map(str),
    kind=st.just("offering"),
    title=st.just("压铸"),
    region_code=REGIONS,
    service_area=st.lists(REGIONS.filter(bool), max_size=2).map(tuple),
    price_min=MONEY,
    price_max=MONEY,
    lead_time_days=st.none() | st.integers(0, 1000),
    qualifications=st.lists(st.sampled_from(["CMA", "CNAS", "ISO"]), max_size=3).map(tuple),
    capacity_status=st.sampled_from([None, "available", "limited", "full"]),
    hours_per_month=st.none() | st.integers(0, 200),
    active_engagements=st.none() | st.integers(0, 9),
    assured_on=st.none() | st.dates(),
    cases=CASES,
    history=st.none() | HISTORIES,
)
MEANINGS = st.builds(Meaning, st.just("small"), SHARES, SHARES) | st.just(
    Meaning("small", missing="embedding.entry")
)
FITS = st.builds(Fit, SHARES, st.lists(SHARES, max_size=4).map(tuple), st.none() | MEANINGS)
NEEDS = st.sampled_from([NEED, BARE_NEED, replace(NEED, deadline=TODAY - timedelta(days=9))])


@given(NEEDS, ENTRIES, FITS)
def test_contributions_add_up_to_a_score_between_0_and_1(
    need: Need, entry: Entry, fit: Fit
) -> None:
    table = assess(need, entry, fit, today=TODAY)

    absent = {
        name
        for name, there in ((FactorName.DEALINGS, entry.history), (FactorName.MEANING, fit.meaning))
        if there is None
    }
    assert [factor.name for factor in table.factors] == [
        name for name in FactorName if name not in absent
    ]
    assert table.score == pytest.approx(sum(factor.contribution for factor in table.factors))
    assert 0 <= table.score <= 1 + 1e-9
    for factor in table.factors:
        assert factor.value is None or 0 <= factor.value <= 1
        assert factor.known == bool(factor.evidence) == (not factor.missing)


@given(NEEDS, st.lists(st.tuples(ENTRIES, FITS), max_size=6))
def test_permuting_the_catalogue_changes_nothing(
    need: Need, catalogue: list[tuple[Entry, Fit]]
) -> None:
    tables = [assess(need, entry, fit, today=TODAY) for entry, fit in catalogue]
    shuffled = sorted(tables, key=lambda table: table.entry_key[::-1])

    assert in_order(shuffled) == in_order(tables)


@given(ENTRIES, FITS, SHARES)
def test_a_better_topical_fit_never_lowers_a_score(entry: Entry, fit: Fit, other: float) -> None:
    low, high = sorted([fit.topical, other])

    worse = assess(NEED, entry, fit._replace(topical=low), today=TODAY)
    better = assess(NEED, entry, fit._replace(topical=high), today=TODAY)

    assert better.score >= worse.score


@given(NEEDS, ENTRIES, FITS, SHARES)
def test_a_closer_meaning_never_lowers_a_score_and_unknown_is_no_better_than_far(
    need: Need, entry: Entry, fit: Fit, other: float
) -> None:
    known = fit.meaning.value if fit.meaning and fit.meaning.value is not None else 0.5
    unknown = Meaning("small", missing="embedding.need")
    ladder = [unknown, *(Meaning("small", value, value) for value in sorted([0.0, known, other]))]
    fits = [fit._replace(meaning=one) for one in ladder]

    scores = [assess(need, entry, one, today=TODAY).score for one in fits]

    assert scores == sorted(scores)
    assert scores[0] == scores[1]
    assert list(map(closeness, fits)) == sorted(map(closeness, fits))


@given(NEEDS, st.lists(st.tuples(ENTRIES, FITS), max_size=6))
def test_where_no_meaning_is_known_the_order_is_as_without(
    need: Need, catalogue: list[tuple[Entry, Fit]]
) -> None:
    unknown = Meaning("small", missing="embedding.need")

    without, with_it = (
        [
            assess(need, replace(entry, history=None), fit._replace(meaning=one), today=TODAY)
            for entry, fit in catalogue
        ]
        for one in (None, unknown)
    )

    for plain, asked in zip(without, with_it, strict=True):
        assert asked.score == pytest.approx(plain.score * (1 - MEANING_WEIGHT))


LADDERS: dict[str, list[Any]] = {
    "region_code": [None, "110000", "440100", "441902", "441900"],
    "qualifications": [(), ("ISO",), ("CMA",), ("CMA", "CNAS")],
    "lead_time_days": [None, 900, 100, 61, 10, 0],
    "price_max": [None, Decimal(900_000), Decimal(60_000), Decimal(50_000)],
    "capacity_status": [None, "full", "limited", "available"],
    "assured_on": [None, TODAY - timedelta(days=900), TODAY - timedelta(days=400), TODAY],
    "history": [
        History(),
        History(dealings=9, lost=4.0),
        History(dealings=3, gained=0.3, lost=2.0),
        History(dealings=3, gained=1.0, lost=1.0),
        History(dealings=1, gained=1.0),
        History(dealings=9, gained=8.0),
    ],
}


@pytest.mark.parametrize("field", LADDERS)
@given(entry=ENTRIES, fit=FITS)
def test_a_better_fact_never_lowers_a_score_and_unknown_is_no_better_than_bad(
    field: str, entry: Entry, fit: Fit
) -> None:
    plain = replace(
        entry, service_area=(), price_min=None, active_engagements=None, hours_per_month=None
    )

    scores = [
        assess(NEED, replace(plain, **{field: fact}), fit, today=TODAY).score
        for fact in LADDERS[field]
    ]

    assert scores == sorted(scores)


def test_with_titles_and_texts_alone_the_topic_decides() -> None:
    fits = {f"offering:{n}": Fit(n / 10) for n in (3, 9, 1, 5)}

    tables = [
        assess(BARE_NEED, replace(BARE_ENTRY, key=key), fit, today=TODAY)
        for key, fit in fits.items()
    ]

    assert [table.entry_key for table in in_order(tables)] == [
        f"offering:{n}" for n in (9, 5, 3, 1)
    ]


def test_who_fits_by_everything_but_the_topic_does_not_beat_who_knows_it() -> None:
    near = replace(ENTRY, key="near", qualifications=("CMA", "CNAS"), capacity_status="available")
    off_topic = assess(NEED, near, Fit(0.05, (0.05, 0.0, 0.0)), today=TODAY)
    on_topic = assess(NEED, replace(BARE_ENTRY, key="knows"), Fit(0.7), today=TODAY)

    assert in_order([off_topic, on_topic])[0].entry_key == "knows"


def test_equal_scores_stand_in_the_order_of_their_keys() -> None:
    tables = [assess(NEED, replace(ENTRY, key=key), FIT, today=TODAY) for key in ("b", "c", "a")]

    assert [table.entry_key for table in in_order(tables)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "weights",
    [weights_of(feedback=f, meaning=m) for f in (False, True) for m in (False, True)],
)
def test_weights_add_up_to_one_and_the_topic_outweighs_the_rest(
    weights: Mapping[FactorName, float],
) -> None:
    assert sum(weights.values()) == pytest.approx(1)
    assert weights[FactorName.TOPICAL_FIT] > 0.5


def test_every_table_says_which_ranker_made_it() -> None:
    known = replace(ENTRY, history=History())

    assert assess(NEED, ENTRY, FIT, today=TODAY).ranker_version == RANKER_VERSION
    assert assess(NEED, known, FIT, today=TODAY).ranker_version == FEEDBACK_VERSION
    meant = FIT._replace(meaning=Meaning("small", 0.5, 0.6))
    assert assess(NEED, ENTRY, meant, today=TODAY).ranker_version == RANKER_VERSION + MEANING_MARK
