"""When an engagement's present state ends by itself, and by which step."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from services.requests.clocks.domain import WorkingTime
from services.requests.engagements.domain import EngagementAction, EngagementStatus
from services.requests.engagements.models import Engagement
from services.requests.engagements.rules import EngagementRules
from shared.clock import CITY_TIME

_S, _A = EngagementStatus, EngagementAction

BY_THE_CLOCK: Final[Mapping[EngagementStatus, EngagementAction]] = MappingProxyType(
    {
        _S.PROPOSED: _A.TERMINATE,
        _S.NDA_SIGNED: _A.TERMINATE,
        _S.NEGOTIATING: _A.TERMINATE,
        _S.CONTRACT_SIGNED: _A.START,
        _S.REGISTERED: _A.START,
        _S.IN_PROGRESS: _A.SUSPEND,
        _S.CHANGES_REQUESTED: _A.SUSPEND,
        _S.DELIVERED: _A.DISPUTE,
        _S.DISPUTED: _A.ESCALATE,
        _S.SUSPENDED: _A.TERMINATE,
        _S.ACCEPTED: _A.CLOSE_REVIEWS,
        _S.REVIEWED: _A.FOLLOW_UP,
        _S.FOLLOW_UP: _A.FOLLOW_UP,
        _S.TERMINATED: _A.ARCHIVE,
    }
)
"""What happens to whoever waits too long; a dispute is escalated before it ends, too."""


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the city."""
    return datetime.combine(day, time(), CITY_TIME)


def due(
    engagement: Engagement, rules: EngagementRules, working: WorkingTime, now: datetime
) -> datetime | None:
    """Return when the state that was entered or renewed now ends; None for follow-ups and ends.

    Follow-ups have days of their own (`followups`).
    """
    if engagement.status is _S.ACCEPTED:
        return now + timedelta(days=rules.review_days)
    if engagement.status is _S.TERMINATED:
        return now + timedelta(days=rules.closing_days)
    if engagement.status in _working_days(rules):
        begins = max(now, _first_day(engagement) or now)
        return working.days_after(begins, _working_days(rules)[engagement.status])
    return None


def _first_day(engagement: Engagement) -> datetime | None:
    """Return from when on it is late: the contract may say so."""
    if engagement.status in {_S.CONTRACT_SIGNED, _S.REGISTERED} and engagement.start_on:
        return midnight(engagement.start_on)
    if engagement.status is _S.IN_PROGRESS and engagement.finish_on:
        return midnight(engagement.finish_on + timedelta(days=1))
    return None


def _working_days(rules: EngagementRules) -> Mapping[EngagementStatus, int]:
    return {
        _S.PROPOSED: rules.proposal_days,
        _S.NDA_SIGNED: rules.proposal_days,
        _S.NEGOTIATING: rules.negotiation_days,
        _S.CONTRACT_SIGNED: rules.start_days,
        _S.REGISTERED: rules.start_days,
        _S.IN_PROGRESS: rules.overrun_days,
        _S.CHANGES_REQUESTED: rules.changes_days,
        _S.DELIVERED: rules.acceptance_days,
        _S.DISPUTED: rules.decision_days,
        _S.SUSPENDED: rules.suspension_days,
    }
