"""How a milestone lives: whoever helps begins and completes it, the firm may have it reopened."""

from enum import StrEnum
from typing import Final

from services.requests.engagements.domain import Party
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class MilestoneStatus(StrEnum):
    """Where a milestone stands."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    DELAYED = "delayed"
    COMPLETED = "completed"


class MilestoneAction(StrEnum):
    """What somebody does to a milestone."""

    START = "start"
    DELAY = "delay"
    COMPLETE = "complete"
    REOPEN = "reopen"


STATUS_LABELS: Final = {
    MilestoneStatus.PENDING: Text("待开始", "Pending"),
    MilestoneStatus.IN_PROGRESS: Text("进行中", "In progress"),
    MilestoneStatus.DELAYED: Text("已延迟", "Delayed"),
    MilestoneStatus.COMPLETED: Text("已完成", "Completed"),
}

_S, _A = MilestoneStatus, MilestoneAction
_HELPERS: Final = frozenset({Party.HELPER, Party.MEMBER})
_LATE: Final = frozenset({Party.HELPER, Party.SYSTEM})

LIFE: Final = Lifecycle(
    initial=_S.PENDING,
    labels=STATUS_LABELS,
    transitions=(
        Transition(_S.PENDING, _A.START, _HELPERS, _S.IN_PROGRESS),
        Transition(_S.PENDING, _A.DELAY, _LATE, _S.DELAYED),
        Transition(_S.IN_PROGRESS, _A.COMPLETE, _HELPERS, _S.COMPLETED),
        Transition(_S.IN_PROGRESS, _A.DELAY, _LATE, _S.DELAYED),
        Transition(_S.DELAYED, _A.START, _HELPERS, _S.IN_PROGRESS),
        Transition(_S.DELAYED, _A.COMPLETE, _HELPERS, _S.COMPLETED),
        Transition(_S.COMPLETED, _A.REOPEN, frozenset({Party.FIRM}), _S.IN_PROGRESS),
    ),
)
