"""The ladder of moves, and what each step in a need's life means for it; rules without a clock."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from services.requests.demands.domain import OPEN, DemandAction, DemandStatus
from services.requests.demands.life import LIFE
from services.requests.pursuit.domain import (
    MOVE_LABELS,
    PURSUED,
    SAFE_LADDER,
    Course,
    Ladder,
    Move,
    Rung,
    course,
    read_ladder,
)
from services.requests.settings import RequestsSettings

SAFE = read_ladder(SAFE_LADDER)


def test_the_safe_ladder_makes_every_move_and_never_ends() -> None:
    assert {rung.move for rung in SAFE.rungs} == set(Move) == set(MOVE_LABELS)
    assert SAFE.after(Move.DECIDE) == SAFE.last
    assert sum(rung.days for rung in SAFE.rungs[:-1]) <= 60


@pytest.mark.parametrize(
    "text",
    [
        "",
        "decide",
        "decide:0",
        "decide:-3",
        "decide:251",
        "decide:soon",
        "broker:3",
        "decide:20,broker:3",
        "broker:3,broker:4,decide:20",
        "hope:3,decide:20",
    ],
)
def test_a_ladder_that_would_let_a_need_lie_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_ladder(text)
    with pytest.raises(ValidationError):
        RequestsSettings(pursuit=text)


def test_a_ladder_is_read_as_it_is_written() -> None:
    assert read_ladder(" broker:3, decide:20 ") == Ladder(
        (Rung(Move.BROKER, 3), Rung(Move.DECIDE, 20))
    )


LADDERS = st.permutations([move for move in Move if move is not Move.DECIDE]).flatmap(
    lambda moves: st.integers(0, len(moves)).map(
        lambda count: Ladder((*(Rung(move, 2) for move in moves[:count]), Rung(Move.DECIDE, 5)))
    )
)


@settings(max_examples=60, derandomize=True, database=None)
@given(ladder=LADDERS, made=st.none() | st.sampled_from(Move))
def test_from_wherever_one_stands_something_follows_and_in_the_end_somebody_decides(
    ladder: Ladder, made: Move | None
) -> None:
    move = made
    for _ in ladder.rungs:
        move = ladder.after(move).move

    assert move is Move.DECIDE
    assert ladder.after(made) in ladder.rungs
    assert ladder.rung_of(made) in ladder.rungs


WAYS = [(row.action, row.state, row.next) for row in LIFE.transitions]


def test_what_comes_to_be_pursued_gets_a_next_move_and_nothing_else_does() -> None:
    forward = {Course.BEGIN, Course.GO_ON, Course.DECIDE}
    for action, state, following in WAYS:
        meant = course(action, state, following)

        if following not in PURSUED or action is DemandAction.ACCEPT_CLOSING:
            assert meant in {Course.END, Course.REST}, (action, state)
        elif state not in PURSUED:
            assert meant in forward, (action, state)
        else:
            assert meant in forward | {Course.KEEP}, (action, state)


def test_only_a_suspended_need_rests() -> None:
    resting = {way[2] for way in WAYS if course(*way) is Course.REST}

    assert resting == {DemandStatus.SUSPENDED}


@pytest.mark.parametrize(
    ("action", "came_from", "stands_at", "meant"),
    [
        ("publish", "under_review", "published", Course.BEGIN),
        ("renew", "published", "published", Course.KEEP),
        ("renew", "expired", "published", Course.BEGIN),
        ("resume", "suspended", "published", Course.GO_ON),
        ("fall_back", "in_contact", "published", Course.GO_ON),
        ("break_off", "in_progress", "unresolved", Course.DECIDE),
        ("raise_challenge", "matching", "escalated", Course.DECIDE),
        ("decline_closing", "escalated", "escalated", Course.GO_ON),
        ("accept_closing", "unresolved", "unresolved", Course.END),
        ("contract", "in_contact", "contracted", Course.END),
    ],
)
def test_a_need_goes_on_from_where_it_was_unless_it_comes_to_the_market_anew(
    action: str, came_from: str, stands_at: str, meant: Course
) -> None:
    way = (DemandAction(action), DemandStatus(came_from), DemandStatus(stands_at))

    assert course(*way) is meant


def test_every_open_status_is_pursued() -> None:
    assert OPEN < PURSUED
    kept = {course(DemandAction.PURSUE, state, state) for state in PURSUED}
    assert kept == {Course.KEEP}
