"""What came of being asked counts by a rule: bounded, monotone, blaming nobody without cause."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.ranking.domain import Entry, FactorName
from services.matching.ranking.history import (
    AGAINST,
    NOTHING,
    History,
    Outcome,
    Step,
    Track,
    history_of,
    worth,
)
from services.matching.ranking.ranker import assess, in_order
from tests.matching.ranking.pairs import ENTRY, FIT, NEED

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
O = Outcome  # noqa: E741 - as short as a column of a table


def track(
    *said: Outcome | tuple[Outcome, str | None], days_ago: int = 10, author: bool = True
) -> Track:
    """Return a response with these steps, a minute apart."""
    begun = NOW - timedelta(days=days_ago)
    pairs = [(one, None) if isinstance(one, Outcome) else one for one in said]
    steps = [Step(begun + timedelta(minutes=n), *pair) for n, pair in enumerate(pairs)]
    return Track(tuple(steps), author)


def dealings(*tracks: Track) -> float | None:
    """Return what the factor makes of responses."""
    entry = replace(ENTRY, history=history_of(tracks, shown=0, now=NOW))
    return assess(NEED, entry, FIT, today=NOW.date()).factor(FactorName.DEALINGS).value


def room(entry: Entry, *tracks: Track) -> float | None:
    """Return what responses leave of the room an entry says it has."""
    known = replace(entry, history=history_of(tracks, shown=0, now=NOW))
    return assess(NEED, known, FIT, today=NOW.date()).factor(FactorName.LOAD).value


LADDER = [
    track(O.INVITED, (O.UNANSWERED, "no_answer_from_author")),
    track(O.INVITED, (O.DECLINED, "too_far")),
    track(O.INVITED, O.EXPRESSED, O.OFFERED, (O.CLOSED, "another_selected")),
    track(O.EXPRESSED, O.OFFERED, O.SELECTED),
    track(O.EXPRESSED, O.OFFERED, O.SELECTED, O.PARTLY),
    track(O.EXPRESSED, O.OFFERED, O.SELECTED, O.SOLVED),
]
"""From the worst to the best."""


@given(st.lists(st.sampled_from(LADDER), max_size=5), st.integers(0, len(LADDER) - 2))
def test_a_better_outcome_never_counts_less(others: list[Track], rung: int) -> None:
    worse, better = dealings(*others, LADDER[rung]), dealings(*others, LADDER[rung + 1])

    assert (worse or 0.0) <= (better or 0.0) < 1


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (O.DECLINED, "no_capacity"),
        (O.DECLINED, "outside_expertise"),
        (O.REFUSED, "price_too_high"),
        (O.REFUSED, "other_preferred"),
        (O.WITHDRAWN, "conflict_of_interest"),
        (O.UNANSWERED, "no_answer_from_firm"),
        (O.CLOSED, "need_withdrawn"),
        (O.FELL_THROUGH, "budget_withdrawn"),
        (O.FELL_THROUGH, "unresponsive"),
    ],
)
def test_what_is_not_surely_their_fault_is_not_held_against_anybody(
    outcome: Outcome, reason: str
) -> None:
    record = track(O.EXPRESSED, O.OFFERED, O.SELECTED, O.SOLVED)

    assert dealings(record, track(O.INVITED, (outcome, reason))) == dealings(record)
    assert dealings(track(O.INVITED, O.EXPRESSED, (outcome, reason))) is None


@pytest.mark.parametrize(("outcome", "reason"), AGAINST)
def test_a_record_of_nothing_but_failures_is_worth_what_none_is(
    outcome: Outcome, reason: str | None
) -> None:
    failed = track(O.INVITED, O.EXPRESSED, O.OFFERED, (outcome, reason))
    none = replace(ENTRY, key="a", history=NOTHING)
    bad = replace(ENTRY, key="b", history=history_of([failed] * 3, shown=0, now=NOW))

    tables = [assess(NEED, entry, FIT, today=NOW.date()) for entry in (bad, none)]

    assert dealings(failed) == 0
    assert [table.entry_key for table in in_order(tables)] == ["a", "b"]
    assert tables[0].score == tables[1].score


def test_answering_everything_and_being_offered_nothing_pays_nothing() -> None:
    assert dealings(*[track(O.EXPRESSED) for _ in range(50)]) is None


def test_one_success_tells_less_than_ten_and_an_old_one_less_than_a_new_one() -> None:
    solved = LADDER[-1]
    old = track(O.SELECTED, O.SOLVED, days_ago=365)

    assert dealings(solved) == pytest.approx(1 / 3, abs=0.01)
    assert dealings(*[solved] * 10) == pytest.approx(10 / 12, abs=0.01)
    assert dealings(old) == pytest.approx(0.5 / 2.5)


def test_nothing_is_known_of_what_has_not_happened_yet() -> None:
    later = track(O.SELECTED, O.SOLVED, days_ago=-1)

    assert history_of([later], shown=2, now=NOW) == History(shown=2)


def test_a_member_of_a_team_counts_from_the_day_the_team_is_chosen() -> None:
    missed = track(O.EXPRESSED, (O.WITHDRAWN, "other"), author=False)
    chosen = track(O.EXPRESSED, O.OFFERED, O.SELECTED, O.SOLVED, author=False)

    assert (worth(missed), worth(chosen)) == ((0.0, 0.0), (1.0, 0.0))


def test_who_declines_for_lack_of_room_has_none_for_a_month_unless_they_say_so() -> None:
    free = replace(ENTRY, capacity_status="available", assured_on=NOW.date() - timedelta(days=99))
    full = (O.DECLINED, "no_capacity")

    assert room(free, track(O.INVITED, full)) == 0
    assert room(free, track(O.INVITED, full, days_ago=40)) == 1
    assert room(replace(free, assured_on=NOW.date()), track(O.INVITED, full)) == 1
    assert room(free, track(O.INVITED, full, author=False)) == 1


def test_many_cooperations_under_way_only_ever_lower_the_room() -> None:
    busy = [track(O.EXPRESSED, O.OFFERED, O.SELECTED)] * 3
    said = {None: 0, "full": 0, "limited": 0.5, "available": 0.5}

    for status, left in said.items():
        entry = replace(ENTRY, capacity_status=status, active_engagements=None)
        assert room(entry, *busy) == left
        assert room(entry, *busy[:2]) == room(entry)
