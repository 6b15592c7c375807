"""The life of a team, what its members answer, and why somebody does not join or goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text

SMALLEST: Final = 2
"""One expert is no team."""


class TeamStatus(StrEnum):
    """Where a team stands."""

    FORMING = "forming"
    CONSENTED = "consented"
    FILED = "filed"
    ACTIVE = "active"
    DISBANDED = "disbanded"


class TeamAction(StrEnum):
    """What can be done with it."""

    CONFIRM = "confirm"
    LOSE_MEMBER = "lose_member"
    REVISE = "revise"
    FILE = "file"
    ESCALATE = "escalate"
    BEGIN = "begin"
    DISBAND = "disband"
    REFORM = "reform"


class Consent(StrEnum):
    """What a member has answered."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


class TeamParty(StrEnum):
    """What somebody is to a team."""

    LEAD = "lead"
    MEMBER = "member"
    OPERATOR = "operator"
    SYSTEM = "system"


class TeamReason(StrEnum):
    """Why somebody does not join, or a team ends."""

    NO_TIME = "no_time"
    NOT_MY_FIELD = "not_my_field"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    TASK_DONE = "task_done"
    TASK_DROPPED = "task_dropped"
    MISCONDUCT = "misconduct"
    TIME_ELAPSED = "time_elapsed"
    OTHER = "other"


REASON_LABELS: Final[Mapping[TeamReason, Text]] = MappingProxyType(
    {
        TeamReason.NO_TIME: Text("没有时间", "No time"),
        TeamReason.NOT_MY_FIELD: Text("不是本人专业", "Not my field"),
        TeamReason.CONFLICT_OF_INTEREST: Text("存在利益冲突", "A conflict of interest"),
        TeamReason.TASK_DONE: Text("任务已完成", "The task is done"),
        TeamReason.TASK_DROPPED: Text("任务取消", "The task was dropped"),
        TeamReason.MISCONDUCT: Text("违反平台规则", "Against the rules of the platform"),
        TeamReason.TIME_ELAPSED: Text("逾期", "Its time is over"),
        TeamReason.OTHER: Text("其他（见说明）", "Another, see the note"),
    }
)


@dataclass(frozen=True, slots=True)
class TeamCase:
    """What the guards of a step look at.

    Args:
        consents: What each member has answered.
        reason_given: The step says why.
    """

    consents: tuple[Consent, ...]
    reason_given: bool
