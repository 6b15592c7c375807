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
from shared.language import Text


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


_HALT: Final = frozenset({DemandAction.RETURN, DemandAction.REJECT, DemandAction.SUSPEND})
_EXPOSED: Final = frozenset({DemandAction.RETURN, DemandAction.SUSPEND})
_COMPLAINT: Final = frozenset({DemandAction.WITHDRAW, DemandAction.SUSPEND})
_RETURN: Final = frozenset({DemandAction.RETURN})
_REFUSE: Final = frozenset({DemandAction.RETURN, DemandAction.REJECT})
_REJECT: Final = frozenset({DemandAction.REJECT})
_REMOVE: Final = frozenset({DemandAction.REJECT, DemandAction.WITHDRAW})
_WITHDRAW: Final = frozenset({DemandAction.WITHDRAW})

NEEDS_REASON: Final = _HALT | _WITHDRAW
"""The actions that disappoint somebody, and so must say why."""

_BY_THE_CLOCK: Final = frozenset({DemandAction.EXPIRE, DemandAction.ESCALATE})
_IMPORT: Final = frozenset({DemandAction.SUBMIT, DemandAction.START_REVIEW, DemandAction.PUBLISH})

_TABLE: Final = (
    (ReasonCode.UNCLEAR_PROBLEM, "问题描述不清", "The problem is not clear", _REFUSE),
    (ReasonCode.MISSING_TARGETS, "缺少指标或目标值", "Metrics or targets are missing", _RETURN),
    (ReasonCode.MISSING_CONDITIONS, "缺少工况或约束条件", "Conditions are missing", _RETURN),
    (ReasonCode.MISSING_SUMMARY, "缺少公开摘要", "The public summary is missing", _RETURN),
    (ReasonCode.EXPOSES_SECRETS, "公开内容含不宜公开的信息", "Tells what to keep secret", _EXPOSED),
    (ReasonCode.WRONG_CLASSIFICATION, "分类有误", "Filed under the wrong heading", _RETURN),
    (ReasonCode.CONTACT_UNREACHABLE, "联系不上联系人", "The contact cannot be reached", _HALT),
    (ReasonCode.OUT_OF_SCOPE, "不属于受理范围", "Outside what we handle", _REJECT),
    (ReasonCode.DUPLICATE, "与已有需求重复", "The same as an existing need", _REMOVE),
    (ReasonCode.NOT_TECHNICAL, "不是技术需求", "Not a technical need", _REJECT),
    (ReasonCode.UNLAWFUL, "内容违反法律法规", "Against the law", _REMOVE),
    (ReasonCode.IDENTITY_NOT_VERIFIED, "单位身份未核实", "Organization not verified", _HALT),
    (ReasonCode.ADVERTISEMENT, "属于广告宣传", "An advertisement", _REMOVE),
    (ReasonCode.SOLVED_OTHERWISE, "已通过其他途径解决", "Solved another way", _WITHDRAW),
    (ReasonCode.NO_LONGER_NEEDED, "不再需要", "No longer needed", _WITHDRAW),
    (ReasonCode.BUDGET_WITHDRAWN, "预算取消", "The budget is gone", _WITHDRAW),
    (ReasonCode.POSTED_BY_MISTAKE, "误发布", "Posted by mistake", _WITHDRAW),
    (ReasonCode.COMPLAINT_UPHELD, "投诉成立", "A complaint was upheld", _COMPLAINT),
    (ReasonCode.OTHER, "其他（见说明）", "Other (see the note)", NEEDS_REASON),
    (ReasonCode.IMPORTED, "批量导入", "Imported in bulk", _IMPORT),
    (ReasonCode.TIME_ELAPSED, "有效期届满", "Its time ran out", _BY_THE_CLOCK),
)

REASONS: Final[Mapping[ReasonCode, Reason]] = MappingProxyType(
    {code: Reason(code, Text(zh, en), actions) for code, zh, en, actions in _TABLE}
)
