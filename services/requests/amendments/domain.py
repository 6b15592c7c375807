"""How a change that both sides must agree on lives: one proposes it, the other answers."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class AmendmentKind(StrEnum):
    """What both are to agree on: other terms, or to end it."""

    CHANGE = "change"
    TERMINATION = "termination"


class AmendmentStatus(StrEnum):
    """Where a proposed change stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class AmendmentAction(StrEnum):
    """What somebody does to a proposed change."""

    AGREE = "agree"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class Role(StrEnum):
    """The part somebody has in a proposed change."""

    PROPOSER = "proposer"
    OTHER_SIDE = "other_side"
    SYSTEM = "system"


class RefusalReason(StrEnum):
    """Why the other side does not agree."""

    NOT_JUSTIFIED = "not_justified"
    TOO_EXPENSIVE = "too_expensive"
    TOO_LATE = "too_late"
    OUT_OF_SCOPE = "out_of_scope"
    OTHER = "other"


REFUSAL_LABELS: Final[Mapping[RefusalReason, Text]] = MappingProxyType(
    {
        RefusalReason.NOT_JUSTIFIED: Text("理由不充分", "Not justified"),
        RefusalReason.TOO_EXPENSIVE: Text("价格不能接受", "Too expensive"),
        RefusalReason.TOO_LATE: Text("时间不能接受", "Too late"),
        RefusalReason.OUT_OF_SCOPE: Text("超出合同范围", "Outside the contract"),
        RefusalReason.OTHER: Text("其他（见说明）", "Other (see the note)"),
    }
)

STATUS_LABELS: Final = {
    AmendmentStatus.PROPOSED: Text("待对方确认", "Proposed"),
    AmendmentStatus.AGREED: Text("双方同意", "Agreed"),
    AmendmentStatus.REFUSED: Text("对方不同意", "Refused"),
    AmendmentStatus.WITHDRAWN: Text("已撤回", "Withdrawn"),
    AmendmentStatus.LAPSED: Text("逾期失效", "Lapsed"),
}

_S, _A = AmendmentStatus, AmendmentAction
_OTHER: Final = frozenset({Role.OTHER_SIDE})

LIFE: Final = Lifecycle(
    initial=_S.PROPOSED,
    labels=STATUS_LABELS,
    transitions=(
        Transition(_S.PROPOSED, _A.AGREE, _OTHER, _S.AGREED),
        Transition(_S.PROPOSED, _A.REFUSE, _OTHER, _S.REFUSED),
        Transition(_S.PROPOSED, _A.WITHDRAW, frozenset({Role.PROPOSER}), _S.WITHDRAWN),
        Transition(_S.PROPOSED, _A.LAPSE, frozenset({Role.SYSTEM}), _S.LAPSED),
    ),
)
"""Whoever was refused proposes anew: its ends are ends."""
