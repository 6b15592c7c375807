"""Why somebody was not registered, was warned, stopped or let go: codes and their use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.catalog.registrations.domain import RegistrationAction as Act
from shared.language import Text


class RegistrationReason(StrEnum):
    """Why something was done to a registration."""

    NOT_OF_OURS = "not_of_ours"
    NO_CAPACITY = "no_capacity"
    INCOMPLETE = "incomplete"
    UNCLEAR_SPECIALTY = "unclear_specialty"
    NOT_QUALIFIED = "not_qualified"
    NOT_VERIFIED = "not_verified"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    BELOW_STANDARD = "below_standard"
    MISCONDUCT = "misconduct"
    COMPLAINT = "complaint"
    LEFT_THE_UNIT = "left_the_unit"
    PERSONAL = "personal"
    DECIDED_OTHERWISE = "decided_otherwise"
    AGREEMENT_ENDED = "agreement_ended"
    TIME_ELAPSED = "time_elapsed"
    BY_THE_RULE = "by_the_rule"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code's meaning in both languages, and the steps people may give it for."""

    code: RegistrationReason
    label: Text
    actions: frozenset[Act]


NEEDS_REASON: Final = frozenset(
    {
        Act.REFUSE,
        Act.DECLINE,
        Act.WITHDRAW,
        Act.RETURN,
        Act.REJECT,
        Act.WARN,
        Act.EXIT,
        Act.RESIGN,
        Act.SUSPEND,
        Act.RECALL,
    }
)
"""The steps that disappoint somebody, and so must say why."""

_OWN: Final = frozenset({Act.DECLINE, Act.WITHDRAW, Act.RESIGN})
_DESK: Final = frozenset({Act.RETURN, Act.REJECT})
_STOP: Final = frozenset({Act.SUSPEND, Act.WARN, Act.EXIT})
_REFUSAL: Final = frozenset({Act.REFUSE, Act.REJECT})
_DECIDED: Final = frozenset({Act.RENEW, Act.CLEAR, Act.WARN, Act.EXIT})
_NOBODY: Final = frozenset[Act]()

_CODE = RegistrationReason
_TABLE: Final = (
    (_CODE.NOT_OF_OURS, "不是本单位人员", "Not one of this unit's people", {Act.REFUSE}),
    (_CODE.NO_CAPACITY, "没有时间承担", "No time for it", _OWN | {Act.REFUSE}),
    (_CODE.INCOMPLETE, "材料不全", "Something is missing", _DESK),
    (_CODE.UNCLEAR_SPECIALTY, "专长描述不清", "The specialty is not clear", _DESK),
    (_CODE.NOT_QUALIFIED, "不符合登记条件", "The conditions are not met", _REFUSAL),
    (_CODE.NOT_VERIFIED, "身份或职称未核实", "Identity or title not verified", _DESK),
    (_CODE.DUPLICATE, "已登记", "Registered already", _REFUSAL),
    (_CODE.OUT_OF_SCOPE, "专业不在服务范围", "Outside the fields served", _REFUSAL),
    (_CODE.CONFLICT_OF_INTEREST, "存在利益冲突", "A conflict of interest", _STOP | _REFUSAL),
    (_CODE.BELOW_STANDARD, "考核未达标", "Below the standard", {Act.WARN, Act.EXIT}),
    (_CODE.MISCONDUCT, "违反平台规则", "Against the platform's rules", _STOP | {Act.REJECT}),
    (_CODE.COMPLAINT, "投诉成立", "A complaint was upheld", _STOP),
    (_CODE.LEFT_THE_UNIT, "已离开派出单位", "Has left the sending unit", _OWN | _STOP),
    (_CODE.PERSONAL, "个人原因", "Personal reasons", _OWN | {Act.RECALL}),
    (_CODE.DECIDED_OTHERWISE, "经复核另作决定", "Decided otherwise on review", _DECIDED),
    (_CODE.AGREEMENT_ENDED, "派驻协议已结束", "The agreement has ended", {Act.RECALL}),
    (_CODE.TIME_ELAPSED, "逾期未处理", "Nobody acted in time", _NOBODY),
    (_CODE.BY_THE_RULE, "按公开的考核规则", "By the published rule", _NOBODY),
    (_CODE.OTHER, "其他（见说明）", "Other (see the note)", NEEDS_REASON),
)

REASONS: Final[Mapping[RegistrationReason, Reason]] = MappingProxyType(
    {code: Reason(code, Text(zh, en), frozenset(actions)) for code, zh, en, actions in _TABLE}
)
