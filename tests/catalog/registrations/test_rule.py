"""The published rule: what is unknown neither helps nor harms, and decides nothing by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalog.registrations.assessment import (
    RULE_1,
    AssessmentRule,
    Criterion,
    Fact,
    Measure,
    assess,
)
from services.catalog.registrations.domain import Grade
from services.catalog.settings import CatalogSettings

VALUES = st.none() | st.floats(0, 1_000)
FACTS = st.fixed_dictionaries({criterion: st.builds(Fact, VALUES) for criterion in Criterion})
FULL = {Criterion.HOURS: 60.0, Criterion.SOLVED_CASES: 2.0, Criterion.REVIEWS: 5.0}


@given(FACTS)
def test_a_score_lies_between_the_unknown_as_nothing_and_the_unknown_as_full(
    facts: dict[Criterion, Fact],
) -> None:
    outcome = assess(RULE_1, facts)

    assert 0 <= outcome.lowest <= outcome.highest <= 100
    known = all(fact.value is not None for fact in facts.values())
    assert known == (outcome.lowest == outcome.highest)
    assert not known or outcome.grade is not Grade.UNDETERMINED


@given(FACTS, st.sampled_from(list(Criterion)), st.floats(0, 1_000))
def test_to_learn_more_never_contradicts_what_was_decided(
    facts: dict[Criterion, Fact], criterion: Criterion, value: float
) -> None:
    before = assess(RULE_1, {**facts, criterion: Fact(None)}).grade
    after = assess(RULE_1, {**facts, criterion: Fact(value)}).grade

    good = {Grade.EXCELLENT, Grade.QUALIFIED}
    assert before is not Grade.UNQUALIFIED or after is Grade.UNQUALIFIED
    assert before not in good or after in good


def test_who_has_everything_is_excellent_and_nothing_known_decides_nothing() -> None:
    full = assess(RULE_1, {criterion: Fact(value) for criterion, value in FULL.items()})
    unknown = assess(RULE_1, dict.fromkeys(Criterion, Fact(None)))

    assert (full.lowest, full.grade) == (100, Grade.EXCELLENT)
    assert (unknown.lowest, unknown.highest, unknown.grade) == (0, 100, Grade.UNDETERMINED)


@pytest.mark.parametrize(
    ("measures", "excellent", "qualified"),
    [
        ((Measure(Criterion.HOURS, 90, 60),), 85, 60),
        ((Measure(Criterion.HOURS, 50, 60), Measure(Criterion.HOURS, 50, 60)), 85, 60),
        ((Measure(Criterion.HOURS, 100, 0),), 85, 60),
        ((Measure(Criterion.HOURS, 100, 60),), 50, 60),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    measures: tuple[Measure, ...], excellent: int, qualified: int
) -> None:
    with pytest.raises(ValueError, match=r"points|criterion|qualified|above zero"):
        AssessmentRule("x", measures, excellent, qualified)


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_a_term_lasts_two_years_to_the_day_before(begins: date) -> None:
    ends = CatalogSettings().registration_rules.term_from(begins)

    assert timedelta(days=729) <= ends - begins <= timedelta(days=731)
    assert (ends + timedelta(days=1)).day in {begins.day, 1}
