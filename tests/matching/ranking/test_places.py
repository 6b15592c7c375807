"""A small share of the places goes to those rarely shown, and nobody loses by being better."""

from dataclasses import replace
from inspect import get_annotations

from hypothesis import given
from hypothesis import strategies as st

from services.matching.ranking.domain import Assessment, Case, Entry, FactorName, Fit, Need
from services.matching.ranking.factors import Judgement
from services.matching.ranking.history import History
from services.matching.ranking.places import NEAR, PLACES, RARELY, placed
from services.matching.ranking.ranker import assess, in_order, table_of
from tests.matching.ranking.pairs import ENTRY, NEED, TODAY

OFTEN = RARELY + 5


def table(key: str, fit: float, room: float | None = None) -> Assessment:
    """Return the table of an entry of which little is known."""
    return table_of(
        "demand:1",
        key,
        {
            FactorName.TOPICAL_FIT: Judgement(fit),
            FactorName.LOAD: Judgement(room),
            FactorName.DEALINGS: Judgement(None),
        },
    )


def tables(*fits: float) -> list[Assessment]:
    """Return tables in order, called a, b and so on."""
    return in_order(table(chr(ord("a") + n), fit) for n, fit in enumerate(fits))


def shown_keys(order: list[Assessment], shown: dict[str, int]) -> str:
    """Return the keys in the order in which they are shown."""
    return "".join(one.entry_key for one in placed(order, shown).tables)


CLOSE = (0.9, 0.8, 0.7, 0.6, 0.50, 0.49, 0.48, 0.47)


def test_the_fifth_place_goes_to_whoever_was_shown_least_of_those_close_behind() -> None:
    shown = dict.fromkeys("abcdef", OFTEN) | {"g": 1, "h": 0}

    result = placed(tables(*CLOSE), shown)

    assert "".join(one.entry_key for one in result.tables) == "abcdhefg"
    assert result.given == {"h"}


def test_nobody_is_moved_where_the_place_is_held_by_somebody_new_or_nobody_is_close() -> None:
    often = dict.fromkeys("abcdefgh", OFTEN)

    assert shown_keys(tables(*CLOSE), {}) == "abcdefgh"
    assert shown_keys(tables(*CLOSE), often) == "abcdefgh"
    assert shown_keys(tables(*CLOSE[:5], 0.3, 0.2), {**often, "f": 0}) == "abcdefg"


def test_who_is_known_to_be_busy_is_not_moved_up() -> None:
    order = in_order([*tables(*CLOSE[:5]), table("f", 0.49, room=0.0), table("g", 0.48, room=0.5)])

    assert shown_keys(order, dict.fromkeys("abcde", OFTEN))[4] == "g"


LISTS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, RARELY + 1), st.sampled_from([None, 0.0, 1.0])),
    min_size=1,
    max_size=14,
)


def ranks(rows: list[tuple[int, int, float | None]]) -> dict[str, int]:
    """Return by entry where it is shown."""
    shown = {f"{n:02}": count for n, (_, count, _) in enumerate(rows)}
    order = in_order(table(f"{n:02}", fit / 100, room) for n, (fit, _, room) in enumerate(rows))
    return {one.entry_key: rank for rank, one in enumerate(placed(order, shown).tables)}


@given(LISTS, st.integers(0, 13), st.integers(1, 20))
def test_a_better_value_never_lowers_the_rank_that_is_shown(
    rows: list[tuple[int, int, float | None]], which: int, more: int
) -> None:
    which %= len(rows)
    fit, count, room = rows[which]
    better = [*rows[:which], (fit + more, count, room), *rows[which + 1 :]]

    assert ranks(better)[f"{which:02}"] <= ranks(rows)[f"{which:02}"]


@given(LISTS)
def test_only_near_ties_are_moved_and_at_most_one_of_five(
    rows: list[tuple[int, int, float | None]],
) -> None:
    shown = {f"{n:02}": count for n, (_, count, _) in enumerate(rows)}
    order = in_order(table(f"{n:02}", fit / 100, room) for n, (fit, _, room) in enumerate(rows))

    result = placed(order, shown)

    assert sorted(one.entry_key for one in result.tables) == sorted(shown)
    assert placed(order[::1], dict(reversed(shown.items()))) == result
    moved = [n + 1 for n, one in enumerate(result.tables) if one.entry_key in result.given]
    assert set(moved) <= {*PLACES, PLACES[0] + 1}
    for place in moved:
        before = result.tables[place - 1]
        assert order[min(place, len(order)) - 1].score - before.score <= NEAR + 1e-9


TRAITS = ("name", "sex", "gender", "age", "birth", "ethnic", "religion", "health", "married")


def test_the_ranker_is_told_nothing_of_who_somebody_is() -> None:
    told = {name for kind in (Need, Entry, Case, Fit, History) for name in get_annotations(kind)}

    assert not [name for name in told for trait in TRAITS if trait in name.split("_")]


def test_with_no_outcomes_the_order_is_that_without_feedback() -> None:
    entries = [(replace(ENTRY, key=f"e:{n}"), Fit(n / 10)) for n in (3, 9, 1, 5)]

    off = [assess(NEED, entry, fit, today=TODAY) for entry, fit in entries]
    on = [
        assess(NEED, replace(entry, history=History()), fit, today=TODAY) for entry, fit in entries
    ]

    keys = [one.entry_key for one in in_order(off)]
    assert [one.entry_key for one in placed(in_order(on), {}).tables] == keys
