"""Why an engagement was halted, sent back or ended: the codes, their meaning and their use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.engagements.domain import EngagementAction
from services.requests.engagements.errors import EngagementReasonError
from shared.language import Text
from shared.reasons import ReasonRule


class EngagementReason(StrEnum):
    """Why something was done to an engagement."""

    TERMS_NOT_AGREED = "terms_not_agreed"
    PRICE_NOT_AGREED = "price_not_agreed"
    NEED_CHANGED = "need_changed"
    BUDGET_WITHDRAWN = "budget_withdrawn"
    HELPER_UNABLE = "helper_unable"
    UNRESPONSIVE = "unresponsive"
    RESULT_BELOW_TARGET = "result_below_target"
    INCOMPLETE = "incomplete"
    NOT_AS_AGREED = "not_as_agreed"
    LATE = "late"
    PAYMENT_OVERDUE = "payment_overdue"
    INPUT_MISSING = "input_missing"
    FORCE_MAJEURE = "force_majeure"
    EVIDENCE_FOR_FIRM = "evidence_for_firm"
    EVIDENCE_FOR_HELPER = "evidence_for_helper"
    EVIDENCE_INCONCLUSIVE = "evidence_inconclusive"
    RULE_VIOLATION = "rule_violation"
    UNLAWFUL = "unlawful"
    PROBLEM_RETURNED = "problem_returned"
    OTHER = "other"
    BOTH_AGREED = "both_agreed"
    DEMAND_CLOSED = "demand_closed"
    TIME_ELAPSED = "time_elapsed"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code's meaning in both languages, and the actions it can explain."""

    code: EngagementReason
    label: Text
    actions: frozenset[EngagementAction]

    @property
    def given_for(self) -> frozenset[EngagementAction]:
        """The actions for which somebody may give it; the platform gives the others itself."""
        return frozenset() if self.code in _BY_THE_PLATFORM else self.actions


_A: Final = EngagementAction
_BY_THE_PLATFORM: Final = frozenset(
    {EngagementReason.BOTH_AGREED, EngagementReason.DEMAND_CLOSED, EngagementReason.TIME_ELAPSED}
)

_DECIDE: Final = frozenset({_A.DECIDE_WORK, _A.DECIDE_ACCEPTANCE, _A.DECIDE_TERMINATION})
_END: Final = frozenset({_A.TERMINATE})
_FAULT: Final = frozenset({_A.REQUEST_CHANGES, _A.DISPUTE})
_QUARREL: Final = frozenset({_A.DISPUTE})
_STOP: Final = frozenset({_A.SUSPEND, _A.TERMINATE})
_TROUBLE: Final = frozenset({_A.SUSPEND, _A.TERMINATE, _A.DISPUTE})

NEEDS_REASON: Final = _DECIDE | _FAULT | _TROUBLE | frozenset({_A.REOPEN_FOLLOW_UP})
"""The actions that disappoint somebody or judge, and so must say why."""

_R: Final = EngagementReason
_TABLE: Final = (
    (_R.TERMS_NOT_AGREED, "条款未谈拢", "No agreement on the terms", _END),
    (_R.PRICE_NOT_AGREED, "价格未谈拢", "No agreement on the price", _END),
    (_R.NEED_CHANGED, "需求发生变化", "The need has changed", _TROUBLE),
    (_R.BUDGET_WITHDRAWN, "预算取消", "The budget is gone", _STOP),
    (_R.HELPER_UNABLE, "服务方无力继续", "The helper cannot go on", _TROUBLE),
    (_R.UNRESPONSIVE, "对方长期无回应", "The other side does not answer", _TROUBLE),
    (_R.RESULT_BELOW_TARGET, "成果未达指标", "The result misses the target", _FAULT),
    (_R.INCOMPLETE, "交付不完整", "The delivery is incomplete", _FAULT),
    (_R.NOT_AS_AGREED, "与约定不符", "Not as agreed", _FAULT),
    (_R.LATE, "进度严重滞后", "Far behind schedule", _TROUBLE),
    (_R.PAYMENT_OVERDUE, "逾期未付款", "Payment is overdue", _QUARREL),
    (_R.INPUT_MISSING, "对方未提供必要条件", "The other side owes what is needed", _TROUBLE),
    (_R.FORCE_MAJEURE, "不可抗力", "Force majeure", _STOP),
    (_R.EVIDENCE_FOR_FIRM, "证据支持企业", "The evidence supports the firm", _DECIDE),
    (_R.EVIDENCE_FOR_HELPER, "证据支持服务方", "The evidence supports the helper", _DECIDE),
    (_R.EVIDENCE_INCONCLUSIVE, "证据不足以判断", "The evidence is inconclusive", _DECIDE),
    (_R.RULE_VIOLATION, "违反平台规则", "Against the platform's rules", _STOP),
    (_R.UNLAWFUL, "违反法律法规", "Against the law", _STOP),
    (
        _R.PROBLEM_RETURNED,
        "问题再次出现",
        "The problem is back",
        frozenset({_A.REOPEN_FOLLOW_UP}),
    ),
    (_R.OTHER, "其他（见说明）", "Other (see the note)", NEEDS_REASON),
    (_R.BOTH_AGREED, "双方同意", "Both sides agreed", _END),
    (_R.DEMAND_CLOSED, "需求已关闭", "The need was closed", _END),
    (
        _R.TIME_ELAPSED,
        "期限届满",
        "Its time ran out",
        frozenset({_A.TERMINATE, _A.SUSPEND, _A.DISPUTE, _A.START, _A.ESCALATE, _A.ARCHIVE}),
    ),
)

REASONS: Final[Mapping[EngagementReason, Reason]] = MappingProxyType(
    {code: Reason(code, Text(zh, en), actions) for code, zh, en, actions in _TABLE}
)


def require_reason(
    action: EngagementAction, code: EngagementReason | None, note: str | None
) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        EngagementReasonError: The reason is missing, unfit, or `other` without a note.
    """
    rule = ReasonRule(EngagementReasonError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
