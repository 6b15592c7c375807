"""How a proposed term lives."""

from enum import StrEnum
from typing import Final

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class ProposalStatus(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ProposalAction(StrEnum):
    """What can be done with a proposal."""

    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    PROPOSE_AGAIN = "propose_again"


OPERATOR: Final = "operator"

_S, _A = ProposalStatus, ProposalAction
_WHO: Final = frozenset({OPERATOR})

LIFE: Final = Lifecycle(
    initial=_S.PROPOSED,
    labels={
        _S.PROPOSED: Text("待审核", "Proposed"),
        _S.APPROVED: Text("已采用", "Approved"),
        _S.REJECTED: Text("未采用", "Rejected"),
        _S.WITHDRAWN: Text("已撤回", "Withdrawn"),
    },
    transitions=(
        Transition(_S.PROPOSED, _A.APPROVE, _WHO, _S.APPROVED),
        Transition(_S.PROPOSED, _A.REJECT, _WHO, _S.REJECTED),
        Transition(_S.PROPOSED, _A.WITHDRAW, _WHO, _S.WITHDRAWN),
        Transition(_S.APPROVED, _A.WITHDRAW, _WHO, _S.WITHDRAWN),
        Transition(_S.REJECTED, _A.PROPOSE_AGAIN, _WHO, _S.PROPOSED),
        Transition(_S.WITHDRAWN, _A.PROPOSE_AGAIN, _WHO, _S.PROPOSED),
    ),
)
"""Only approved terms are read with; one that is withdrawn is forgotten again."""
