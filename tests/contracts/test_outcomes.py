"""Requests and matching speak of outcomes in the same words."""

from datetime import UTC, datetime

from services.matching.feedback.schemas import OUTCOME_CHANGED as FOLLOWED
from services.matching.ranking.history import AGAINST, TOO_BUSY
from services.matching.ranking.history import Outcome as Read
from services.requests.engagements.reasons import EngagementReason
from services.requests.outcomes.domain import OUTCOMES, Outcome, Told, in_short
from services.requests.outcomes.publishing import OUTCOME_CHANGED
from services.requests.responses.domain import ResponseAction
from services.requests.responses.reasons import REASONS, ResponseReason


def test_both_know_the_same_outcomes_by_the_same_names() -> None:
    assert FOLLOWED == OUTCOME_CHANGED
    assert {one.value for one in Read} == {one.value for one in Outcome}


def test_every_reason_that_counts_is_one_that_can_be_given() -> None:
    given = {
        (outcome.value, reason.value)
        for reason in ResponseReason
        for action in REASONS[reason].actions
        if (outcome := OUTCOMES.get(action))
    }
    given |= {(Outcome.FELL_THROUGH.value, reason.value) for reason in EngagementReason}

    assert {(o.value, reason) for o, reason in AGAINST if reason} <= given
    assert ResponseAction.DECLINE in REASONS[ResponseReason(TOO_BUSY)].actions


def test_of_steps_that_say_the_same_the_first_is_told() -> None:
    times = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2, 3)]
    steps = [Told(times[2], Outcome.OFFERED), *(Told(at, Outcome.INVITED) for at in times[:2])]

    assert list(in_short(steps)) == [Told(times[0], Outcome.INVITED), steps[0]]
