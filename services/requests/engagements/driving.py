"""What a step in an engagement's life means for its demand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from services.requests.demands.domain import DemandAction, DemandStatus
from services.requests.demands.reasons import ReasonCode
from services.requests.engagements.domain import EngagementAction
from services.requests.engagements.reasons import REASONS, EngagementReason

_A, _D, _R = EngagementAction, DemandAction, EngagementReason


@dataclass(frozen=True, slots=True)
class Consequence:
    """A step of the demand, why, and what else is said with it."""

    action: DemandAction
    reason_code: ReasonCode | None = None
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


_FORWARD: Final[Mapping[EngagementAction, DemandAction]] = MappingProxyType(
    {
        _A.CONCLUDE_CONTRACT: _D.CONTRACT,
        _A.START: _D.START,
        _A.DELIVER: _D.DELIVER,
        _A.ACCEPT: _D.RESOLVE,
    }
)

_END: Final[Mapping[DemandStatus, DemandAction]] = MappingProxyType(
    {
        DemandStatus.IN_CONTACT: _D.FALL_BACK,
        DemandStatus.CONTRACTED: _D.BREAK_OFF,
        DemandStatus.IN_PROGRESS: _D.BREAK_OFF,
        DemandStatus.PENDING_ACCEPTANCE: _D.REFUSE_RESULT,
    }
)
"""Nothing was signed: the need is open again. Else it is unresolved until its owner reopens it."""

_ENDING: Final = frozenset({_A.TERMINATE, _A.DECIDE_TERMINATION})
_BACK_TO_WORK: Final = frozenset({_A.REQUEST_CHANGES, _A.DECIDE_WORK})

_RESULT: Final[Mapping[EngagementReason, ReasonCode]] = MappingProxyType(
    {
        _R.RESULT_BELOW_TARGET: ReasonCode.TARGETS_NOT_MET,
        _R.INCOMPLETE: ReasonCode.DELIVERY_INCOMPLETE,
        _R.EVIDENCE_INCONCLUSIVE: ReasonCode.EVIDENCE_INSUFFICIENT,
    }
)
_BROKEN_OFF: Final[Mapping[EngagementReason, ReasonCode]] = MappingProxyType(
    {
        _R.NEED_CHANGED: ReasonCode.NO_LONGER_NEEDED,
        _R.BUDGET_WITHDRAWN: ReasonCode.BUDGET_WITHDRAWN,
        _R.HELPER_UNABLE: ReasonCode.HELPER_WITHDREW,
        _R.UNRESPONSIVE: ReasonCode.OBLIGATIONS_NOT_KEPT,
        _R.LATE: ReasonCode.OBLIGATIONS_NOT_KEPT,
        _R.INPUT_MISSING: ReasonCode.OBLIGATIONS_NOT_KEPT,
        _R.RULE_VIOLATION: ReasonCode.OBLIGATIONS_NOT_KEPT,
    }
)


def consequence(
    action: EngagementAction,
    standing: DemandStatus,
    reason: EngagementReason | None,
    details: Mapping[str, Any],
) -> Consequence | None:
    """Return the step that a demand takes with its engagement; None if it stays where it is.

    Args:
        action: What was done to the engagement.
        standing: Where the demand stands.
        reason: Why it was done.
        details: What was said with it; of an acceptance, who confirms on what evidence.
    """
    if action in _FORWARD:
        return Consequence(_FORWARD[action], details=_proof(details))
    if action in _BACK_TO_WORK and standing is DemandStatus.PENDING_ACCEPTANCE:
        return _explained(_D.REQUEST_CHANGES, reason, _RESULT)
    if action in _ENDING and standing in _END:
        return _ended(_END[standing], reason)
    return None


def _ended(action: DemandAction, reason: EngagementReason | None) -> Consequence:
    if action is _D.FALL_BACK:
        return Consequence(action)
    return _explained(action, reason, _RESULT if action is _D.REFUSE_RESULT else _BROKEN_OFF)


def _explained(
    action: DemandAction,
    reason: EngagementReason | None,
    codes: Mapping[EngagementReason, ReasonCode],
) -> Consequence:
    """Say why in the demand's words, or, where it has none, in the engagement's."""
    code = codes.get(reason, ReasonCode.OTHER) if reason else ReasonCode.OTHER
    return Consequence(action, code, REASONS[reason].label.zh if reason else None)


def _proof(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: details[name] for name in ("confirmed_by", "evidence") if name in details}
