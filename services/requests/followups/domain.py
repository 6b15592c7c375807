"""When a firm is asked whether a result still holds, and how a question lives."""

import calendar
from datetime import date
from enum import StrEnum
from typing import Final

from services.requests.engagements.domain import Party
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

MONTHS_A_YEAR: Final = 12


class FollowUpStatus(StrEnum):
    """Where a question stands."""

    PLANNED = "planned"
    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


class FollowUpAction(StrEnum):
    """What happens to a question."""

    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"


class Holds(StrEnum):
    """Whether a problem is still solved."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


STATUS_LABELS: Final = {
    FollowUpStatus.PLANNED: Text("未到期", "Planned"),
    FollowUpStatus.OPEN: Text("待企业回复", "Open"),
    FollowUpStatus.ANSWERED: Text("已回复", "Answered"),
    FollowUpStatus.LAPSED: Text("逾期未回复", "Lapsed"),
}

_S, _A = FollowUpStatus, FollowUpAction
_FIRM: Final = frozenset({Party.FIRM})
_SYSTEM: Final = frozenset({Party.SYSTEM})

LIFE: Final = Lifecycle(
    initial=_S.PLANNED,
    labels=STATUS_LABELS,
    transitions=(
        Transition(_S.PLANNED, _A.ASK, _SYSTEM, _S.OPEN),
        Transition(_S.OPEN, _A.ANSWER, _FIRM, _S.ANSWERED),
        Transition(_S.OPEN, _A.LAPSE, _SYSTEM, _S.LAPSED),
        Transition(_S.LAPSED, _A.ANSWER, _FIRM, _S.ANSWERED),
    ),
)
"""A late answer is better than none; what nobody answers stays unknown."""


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a month that is shorter."""
    ahead = day.month - 1 + months
    year, month = day.year + ahead // MONTHS_A_YEAR, ahead % MONTHS_A_YEAR + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
