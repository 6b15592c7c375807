"""Why a demand was returned, refused or withdrawn: the codes, their meaning and their use.

A refusal without a reason costs the platform the people it was built for, so
the actions listed here need a code; the note beside it says the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.demands.domain import DemandAction
from services.requests.demands.errors import ReasonInvalidError
from shared.language import Text
from shared.reasons import ReasonRule


class ReasonCode(StrEnum):
    """Why something was done to a demand."""

    UNCLEAR_PROBLEM = "unclear_problem"
    MISSING_TARGETS = "missing_targets"
    MISSING_CONDITIONS = "missing_conditions"
    MISSING_SUMMARY = "missing_summary"
    EXPOSES_SECRETS = "exposes_secrets"
    WRONG_CLASSIFICATION = "wrong_classification"
    CONTACT_UNREACHABLE = "contact_unreachable"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    NOT_TECHNICAL = "not_technical"
    UNLAWFUL = "unlawful"
    IDENTITY_NOT_VERIFIED = "identity_not_verified"
    ADVERTISEMENT = "advertisement"
    SOLVED_OTHERWISE = "solved_otherwise"
    NO_LONGER_NEEDED = "no_longer_needed"
    BUDGET_WITHDRAWN = "budget_withdrawn"
    POSTED_BY_MISTAKE = "posted_by_mistake"
    COMPLAINT_UPHELD = "complaint_upheld"
    TARGETS_NOT_MET = "targets_not_met"
    DELIVERY_INCOMPLETE = "delivery_incomplete"
    EVIDENCE_INSUFFICIENT = "evidence_insufficient"
    AGREEMENT_NOT_REACHED = "agreement_not_reached"
    HELPER_WITHDREW = "helper_withdrew"
    OBLIGATIONS_NOT_KEPT = "obligations_not_kept"
    NO_HELP_FOUND = "no_help_found"
    COMMON_PROBLEM = "common_problem"
    BEYOND_MEANS = "beyond_means"
    NOT_FEASIBLE = "not_feasible"
    NO_TAKER = "no_taker"
    STILL_NEEDED = "still_needed"
    PROBLEM_IS_BACK = "problem_is_back"
    CONDITIONS_CHANGED = "conditions_changed"
    HELP_IN_SIGHT = "help_in_sight"
    CASE_WORK = "case_work"
    COMPLAINT_RECEIVED = "complaint_received"
    DISPUTE_TO_SETTLE = "dispute_to_settle"
    OTHER = "other"
    IMPORTED = "imported"
    TIME_ELAPSED = "time_elapsed"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code's meaning in both languages, and the actions it can explain."""

    code: ReasonCode
    label: Text
    actions: frozenset[DemandAction]

    @property
    def given_for(self) -> frozenset[DemandAction]:
        """The actions for which somebody may give it; the platform gives the others itself."""
        return self.actions & NEEDS_REASON


_A = DemandAction
_HALT: Final = frozenset({_A.RETURN, _A.REJECT, _A.SUSPEND})
_EXPOSED: Final = frozenset({_A.RETURN, _A.SUSPEND})
_COMPLAINT: Final = frozenset({_A.WITHDRAW, _A.SUSPEND})
_RETURN: Final = frozenset({_A.RETURN})
_REFUSE: Final = frozenset({_A.RETURN, _A.REJECT})
_REJECT: Final = frozenset({_A.REJECT})
_REMOVE: Final = frozenset({_A.REJECT, _A.WITHDRAW})
_WITHDRAW: Final = frozenset({_A.WITHDRAW})
_RESULT: Final = frozenset({_A.REQUEST_CHANGES, _A.REFUSE_RESULT})
_BREAK_OFF: Final = frozenset({_A.BREAK_OFF})
_CHALLENGE: Final = frozenset({_A.RAISE_CHALLENGE})
_CLOSE: Final = frozenset({_A.PROPOSE_CLOSING})
_GIVE_UP: Final = _CLOSE | _WITHDRAW
_GO_ON: Final = frozenset({_A.DECLINE_CLOSING, _A.REOPEN, _A.RETURN_TO_MARKET})

_RELAPSE: Final = frozenset({_A.RELAPSE})
"""Its firm has said so in a follow-up, so the platform gives the reason."""

_TAKE_OVER: Final = frozenset({_A.TAKE_OVER})

NEEDS_REASON: Final = (
    _HALT | _WITHDRAW | _RESULT | _BREAK_OFF | _CHALLENGE | _CLOSE | _GO_ON | _TAKE_OVER
)
"""The actions that disappoint somebody or turn a case round, and so must say why."""

_BY_THE_CLOCK: Final = frozenset({_A.EXPIRE, _A.ESCALATE, _A.PURSUE, _A.FALL_BACK, _A.LAPSE})
_IMPORT: Final = frozenset({_A.SUBMIT, _A.START_REVIEW, _A.PUBLISH})

_TABLE: Final = (
    (ReasonCode.UNCLEAR_PROBLEM, "问题描述不清", "The problem is not clear", _REFUSE),
    (ReasonCode.MISSING_TARGETS, "缺少指标或目标值", "Metrics or targets are missing", _RETURN),
    (ReasonCode.MISSING_CONDITIONS, "缺少工况或约束条件", "Conditions are missing", _RETURN),
    (ReasonCode.MISSING_SUMMARY, "缺少公开摘要", "The public summary is missing", _RETURN),
    (ReasonCode.EXPOSES_SECRETS, "公开内容含不宜公开的信息", "Tells what to keep secret", _EXPOSED),
    (ReasonCode.WRONG_CLASSIFICATION, "分类有误", "Filed under the wrong heading", _RETURN),
    (
        ReasonCode.CONTACT_UNREACHABLE,
        "联系不上联系人",
        "The contact cannot be reached",
        _HALT | _CLOSE,
    ),
    (ReasonCode.OUT_OF_SCOPE, "不属于受理范围", "Outside what we handle", _REJECT),
    (ReasonCode.DUPLICATE, "与已有需求重复", "The same as an existing need", _REMOVE),
    (ReasonCode.NOT_TECHNICAL, "不是技术需求", "Not a technical need", _REJECT),
    (ReasonCode.UNLAWFUL, "内容违反法律法规", "Against the law", _REMOVE),
    (ReasonCode.IDENTITY_NOT_VERIFIED, "单位身份未核实", "Organization not verified", _HALT),
    (ReasonCode.ADVERTISEMENT, "属于广告宣传", "An advertisement", _REMOVE),
    (ReasonCode.SOLVED_OTHERWISE, "已通过其他途径解决", "Solved another way", _GIVE_UP),
    (ReasonCode.NO_LONGER_NEEDED, "不再需要", "No longer needed", _GIVE_UP | _BREAK_OFF),
    (ReasonCode.BUDGET_WITHDRAWN, "预算取消", "The budget is gone", _GIVE_UP | _BREAK_OFF),
    (ReasonCode.POSTED_BY_MISTAKE, "误发布", "Posted by mistake", _WITHDRAW),
    (ReasonCode.COMPLAINT_UPHELD, "投诉成立", "A complaint was upheld", _COMPLAINT),
    (ReasonCode.TARGETS_NOT_MET, "未达到约定指标", "The targets are not met", _RESULT),
    (ReasonCode.DELIVERY_INCOMPLETE, "交付内容不完整", "The delivery is incomplete", _RESULT),
    (ReasonCode.EVIDENCE_INSUFFICIENT, "验证材料不足", "Too little shows that it works", _RESULT),
    (ReasonCode.AGREEMENT_NOT_REACHED, "双方未谈成", "No agreement was reached", _BREAK_OFF),
    (ReasonCode.HELPER_WITHDREW, "服务方退出", "The helper withdrew", _BREAK_OFF),
    (ReasonCode.OBLIGATIONS_NOT_KEPT, "未履行约定", "What was agreed was not kept", _BREAK_OFF),
    (ReasonCode.NO_HELP_FOUND, "多方寻找仍无人能解决", "Nobody was found", _CLOSE | _CHALLENGE),
    (ReasonCode.COMMON_PROBLEM, "属于行业共性难题", "Common to the industry", _CLOSE | _CHALLENGE),
    (ReasonCode.BEYOND_MEANS, "预算或期限不足", "Beyond budget or time", _CLOSE | _CHALLENGE),
    (ReasonCode.NOT_FEASIBLE, "现有技术难以实现", "Not feasible as yet", _CLOSE | _CHALLENGE),
    (ReasonCode.NO_TAKER, "揭榜无人应征", "Nobody took it up", _GO_ON - {_A.DECLINE_CLOSING}),
    (ReasonCode.STILL_NEEDED, "仍需解决", "Still needed", _GO_ON),
    (ReasonCode.PROBLEM_IS_BACK, "问题再次出现", "The problem is back", _GO_ON | _RELAPSE),
    (ReasonCode.CONDITIONS_CHANGED, "条件已改变", "Conditions have changed", _GO_ON),
    (ReasonCode.HELP_IN_SIGHT, "已有解决线索", "Help is in sight", _GO_ON),
    (ReasonCode.CASE_WORK, "办理个案需要", "To work on the case", _TAKE_OVER),
    (ReasonCode.COMPLAINT_RECEIVED, "核查投诉", "To look into a complaint", _TAKE_OVER),
    (ReasonCode.DISPUTE_TO_SETTLE, "处理争议", "To settle a dispute", _TAKE_OVER),
    (ReasonCode.OTHER, "其他（见说明）", "Other (see the note)", NEEDS_REASON),
    (ReasonCode.IMPORTED, "批量导入", "Imported in bulk", _IMPORT),
    (ReasonCode.TIME_ELAPSED, "有效期届满", "Its time ran out", _BY_THE_CLOCK),
)

REASONS: Final[Mapping[ReasonCode, Reason]] = MappingProxyType(
    {code: Reason(code, Text(zh, en), actions) for code, zh, en, actions in _TABLE}
)


def require_reason(action: DemandAction, code: ReasonCode | None, note: str | None) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        ReasonInvalidError: The reason is missing, unfit, or `other` without a note.
    """
    rule = ReasonRule(ReasonInvalidError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
