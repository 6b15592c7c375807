"""Starts and stops a demand's service clocks as it goes through its life."""

from datetime import datetime
from typing import Any, Final

from services.requests.clocks.domain import ServiceClock, Stage
from services.requests.demands.domain import OPEN, DemandAction, DemandStatus
from services.requests.demands.models import Demand, DemandTransition
from services.requests.demands.rules import Rules

AT_THE_DESK: Final = frozenset({DemandStatus.SUBMITTED, DemandStatus.UNDER_REVIEW})
"""The statuses in which the firm waits for the desk."""

_CONTACTING: Final = frozenset(
    {DemandAction.CLAIM, DemandAction.START_REVIEW, DemandAction.TRANSFER}
)


_CLOSING_ANSWERS: Final = frozenset(
    {DemandAction.ACCEPT_CLOSING, DemandAction.DECLINE_CLOSING, DemandAction.LAPSE}
)


def start_clocks(demand: Demand, clock: ServiceClock, now: datetime) -> None:
    """Begin to count: each submission starts every clock anew."""
    demand.submitted_at, demand.contacted_at, demand.decided_at = now, None, None
    demand.contact_due = clock.due(Stage.CONTACT, now)
    demand.plan_due = clock.due(Stage.PLAN, now)
    demand.close_due = clock.due(Stage.CLOSE, now)
    demand.escalated_at, demand.escalated_due = None, None


def begin_closing_anew(demand: Demand, clock: ServiceClock, now: datetime) -> None:
    """Count the time to close from now, for a case that is taken up again."""
    if demand.submitted_at is not None:
        demand.close_due = clock.due(Stage.CLOSE, now)
        demand.escalated_at, demand.escalated_due = None, None


def keep_closing(demand: Demand, step: DemandTransition, rules: Rules) -> None:
    """Note that closing was proposed, and by when its owner answers; forget it once it is moot.

    A step that leaves the demand where it stands leaves the question open, but for the answer.
    """
    if step.action is DemandAction.PROPOSE_CLOSING:
        demand.closing_reason = step.reason_code
        demand.closing_due = rules.clock.working.days_after(step.at, rules.closing_answer_days)
    elif step.action in _CLOSING_ANSWERS or step.from_status is not step.to_status:
        demand.closing_reason = demand.closing_due = None


def keep_challenge(demand: Demand, step: DemandTransition, rules: Rules) -> None:
    """Note until when a need waits as a challenge; forget it when it is one no more."""
    if step.action is DemandAction.RAISE_CHALLENGE:
        demand.challenge_due = step.at + rules.challenge
    elif step.to_status is not DemandStatus.ESCALATED:
        demand.challenge_due = None


def keep_time(demand: Demand, action: DemandAction, now: datetime) -> None:
    """Note what a step has met, and what is due next."""
    if demand.submitted_at is None:
        return
    if action in _CONTACTING and demand.contacted_at is None:
        demand.contacted_at = now
    if demand.status not in AT_THE_DESK and demand.decided_at is None:
        demand.decided_at = now
    stage = next_stage(demand)
    demand.due_at = None if stage is None else _dues(demand)[stage]


def next_stage(demand: Demand) -> Stage | None:
    """Return what the desk owes next; None if nothing is owed where the demand stands."""
    if demand.submitted_at is None:
        return None
    if demand.status in AT_THE_DESK:
        return Stage.CONTACT if demand.contacted_at is None else Stage.PLAN
    return Stage.CLOSE if demand.status in OPEN else None


def _dues(demand: Demand) -> dict[Stage, datetime | None]:
    return {
        Stage.CONTACT: demand.contact_due,
        Stage.PLAN: demand.plan_due,
        Stage.CLOSE: demand.close_due,
    }


def desk_of(demand: Demand, now: datetime) -> dict[str, Any]:
    """Return what the desk and the owner see of the case's progress."""
    held = demand.assigned_until is not None and demand.assigned_until > now
    return {
        "submitted_at": demand.submitted_at,
        "contact_due": demand.contact_due,
        "contacted_at": demand.contacted_at,
        "plan_due": demand.plan_due,
        "decided_at": demand.decided_at,
        "close_due": demand.close_due,
        "next_stage": next_stage(demand),
        "due_at": demand.due_at,
        "overdue": demand.due_at is not None and demand.due_at < now,
        "escalated_at": demand.escalated_at,
        "claimed_by": demand.assignee if held else None,
        "claimed_until": demand.assigned_until if held else None,
        "broker": demand.broker,
        "merged_into": demand.merged_into,
        "closing_reason": demand.closing_reason,
        "closing_due": demand.closing_due,
        "challenge_due": demand.challenge_due,
    }
