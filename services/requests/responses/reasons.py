"""Why a response was refused, declined, withdrawn or ended: the codes and their use.

Whoever hears nothing does not come again, so every end says why. The codes stay in the
history of the response; what people add in words stays between those who take part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.responses.domain import ResponseAction
from services.requests.responses.errors import ResponseReasonError
from shared.language import Text
from shared.reasons import ReasonRule


class ResponseReason(StrEnum):
    """Why something was done to a response."""

    UNFIT_APPROACH = "unfit_approach"
    LACKS_EXPERIENCE = "lacks_experience"
    LACKS_QUALIFICATION = "lacks_qualification"
    PRICE_TOO_HIGH = "price_too_high"
    TIME_TOO_LONG = "time_too_long"
    TERMS_UNACCEPTABLE = "terms_unacceptable"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    NOT_SERIOUS = "not_serious"
    OTHER_PREFERRED = "other_preferred"
    NO_CAPACITY = "no_capacity"
    OUTSIDE_EXPERTISE = "outside_expertise"
    TOO_FAR = "too_far"
    MADE_BY_MISTAKE = "made_by_mistake"
    OTHER = "other"
    NO_ANSWER_FROM_AUTHOR = "no_answer_from_author"
    NO_ANSWER_FROM_FIRM = "no_answer_from_firm"
    DESK_WAS_LATE = "desk_was_late"
    ANOTHER_SELECTED = "another_selected"
    NEED_WITHDRAWN = "need_withdrawn"
    NEED_EXPIRED = "need_expired"
    NEED_MERGED = "need_merged"
    NEED_PAUSED_TOO_LONG = "need_paused_too_long"
    NEED_CLOSED = "need_closed"
    COOPERATION_ENDED = "cooperation_ended"


_A = ResponseAction

NEEDS_REASON: Final = frozenset({_A.REFUSE, _A.DECLINE, _A.CANCEL, _A.WITHDRAW})
"""The actions that disappoint somebody, and so must say why."""

NEEDS_NOTE: Final = frozenset({_A.REQUEST_INFO, _A.SUPPLY_INFO})
"""The actions that are nothing without words: a question, and its answer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code's meaning in both languages, and the actions it can explain."""

    code: ResponseReason
    label: Text
    actions: frozenset[ResponseAction]

    @property
    def given_for(self) -> frozenset[ResponseAction]:
        """The actions for which somebody may give it; the platform gives the others itself."""
        return self.actions & NEEDS_REASON


_REFUSE: Final = frozenset({_A.REFUSE})
_AUTHORS: Final = frozenset({_A.DECLINE, _A.WITHDRAW})
_BOTH: Final = _REFUSE | _AUTHORS
_SLIP: Final = frozenset({_A.CANCEL, _A.WITHDRAW})
_EXPIRE: Final = frozenset({_A.EXPIRE})
_CLOSE: Final = frozenset({_A.CLOSE})

_R = ResponseReason
_TABLE: Final = (
    (_R.UNFIT_APPROACH, "技术路线不合适", "The approach does not fit", _REFUSE),
    (_R.LACKS_EXPERIENCE, "缺少同类经验", "No experience of the kind", _REFUSE),
    (_R.LACKS_QUALIFICATION, "缺少所需资质", "A qualification is missing", _REFUSE),
    (_R.PRICE_TOO_HIGH, "价格超出预算", "Beyond the budget", _REFUSE),
    (_R.TIME_TOO_LONG, "周期太长", "It would take too long", _REFUSE),
    (_R.TERMS_UNACCEPTABLE, "条件不能接受", "The terms cannot be accepted", _BOTH),
    (_R.CONFLICT_OF_INTEREST, "存在利益冲突", "A conflict of interest", _BOTH | {_A.CANCEL}),
    (_R.NOT_SERIOUS, "内容空泛或属于广告", "Empty, or an advertisement", _REFUSE),
    (_R.OTHER_PREFERRED, "其他方案更合适", "Another one fits better", _REFUSE | {_A.CANCEL}),
    (_R.NO_CAPACITY, "近期没有余力", "No capacity at present", _AUTHORS),
    (_R.OUTSIDE_EXPERTISE, "超出专长范围", "Outside the own field", _AUTHORS),
    (_R.TOO_FAR, "地点太远", "Too far away", _AUTHORS),
    (_R.MADE_BY_MISTAKE, "操作有误", "Made by mistake", _SLIP),
    (_R.OTHER, "其他（见说明）", "Other (see the note)", NEEDS_REASON),
    (_R.NO_ANSWER_FROM_AUTHOR, "响应方逾期未答复", "Its author did not answer in time", _EXPIRE),
    (_R.NO_ANSWER_FROM_FIRM, "需求方逾期未答复", "The firm did not answer in time", _EXPIRE),
    (_R.DESK_WAS_LATE, "经办逾期，已直接转需求方", "The desk was late", frozenset({_A.HAND_ON})),
    (_R.ANOTHER_SELECTED, "已选定其他响应方", "Another one was selected", _CLOSE),
    (_R.NEED_WITHDRAWN, "需求已撤回", "The need was withdrawn", _CLOSE),
    (_R.NEED_EXPIRED, "需求已过期", "The need has expired", _CLOSE),
    (_R.NEED_MERGED, "需求已并入其他需求", "The need was merged into another", _CLOSE),
    (_R.NEED_PAUSED_TOO_LONG, "需求暂停过久", "The need was paused for too long", _CLOSE),
    (_R.NEED_CLOSED, "需求不再征集响应", "The need takes no more responses", _CLOSE),
    (_R.COOPERATION_ENDED, "合作未成", "The cooperation ended", frozenset({_A.FALL_THROUGH})),
)

REASONS: Final[Mapping[ResponseReason, Reason]] = MappingProxyType(
    {code: Reason(code, Text(zh, en), actions) for code, zh, en, actions in _TABLE}
)


def require_reason(action: ResponseAction, code: ResponseReason | None, note: str | None) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        ResponseReasonError: The reason or the note is missing, or the reason is unfit.
    """
    if action in NEEDS_NOTE and note is None:
        raise ResponseReasonError.unexplained()
    rule = ReasonRule(ResponseReasonError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
