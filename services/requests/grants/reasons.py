"""Why a grant was refused, given up or ended: the codes, their meaning and their use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.grants.domain import GrantAction
from services.requests.grants.errors import GrantReasonError
from shared.language import Text
from shared.reasons import ReasonRule


class GrantReason(StrEnum):
    """Why something was done to a grant."""

    NOT_SUITABLE = "not_suitable"
    COMPETITOR = "competitor"
    PURPOSE_UNCLEAR = "purpose_unclear"
    ENOUGH_PARTNERS = "enough_partners"
    NOTHING_MORE = "nothing_more"
    MISUSE = "misuse"
    PARTNER_FOUND = "partner_found"
    NEED_CHANGED = "need_changed"
    NOT_INTERESTED = "not_interested"
    TERMS_NOT_ACCEPTABLE = "terms_not_acceptable"
    OTHER = "other"
    TIME_ELAPSED = "time_elapsed"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code's meaning in both languages, and the actions it can explain."""

    code: GrantReason
    label: Text
    actions: frozenset[GrantAction]

    @property
    def given_for(self) -> frozenset[GrantAction]:
        """The actions for which somebody may give it; the platform gives the others itself."""
        return self.actions & NEEDS_REASON


_REFUSE: Final = frozenset({GrantAction.REFUSE})
_REVOKE: Final = frozenset({GrantAction.REVOKE})
_TAKE_BACK: Final = frozenset({GrantAction.TAKE_BACK})

NEEDS_REASON: Final = _REFUSE | _REVOKE | _TAKE_BACK
"""The actions that disappoint somebody, and so must say why."""

_BY_THE_CLOCK: Final = frozenset({GrantAction.LAPSE, GrantAction.EXPIRE})

_TABLE: Final = (
    (GrantReason.NOT_SUITABLE, "与需求不相符", "Does not fit the need", _REFUSE),
    (GrantReason.COMPETITOR, "存在竞争或利益冲突", "A conflict of interest", _REFUSE | _REVOKE),
    (GrantReason.PURPOSE_UNCLEAR, "用途说明不清", "The purpose is not clear", _REFUSE),
    (GrantReason.ENOUGH_PARTNERS, "对接方已足够", "Enough partners already", _REFUSE),
    (GrantReason.NOTHING_MORE, "没有更多保密内容", "There is nothing more to tell", _REFUSE),
    (GrantReason.MISUSE, "违反保密约定", "The agreement was broken", _REVOKE),
    (GrantReason.PARTNER_FOUND, "已选定其他合作方", "Another partner was chosen", _REVOKE),
    (GrantReason.NEED_CHANGED, "需求已变更", "The need has changed", _REFUSE | _REVOKE),
    (GrantReason.NOT_INTERESTED, "不再关注此需求", "No longer interested", _TAKE_BACK),
    (
        GrantReason.TERMS_NOT_ACCEPTABLE,
        "不接受保密约定",
        "The terms are not acceptable",
        _TAKE_BACK,
    ),
    (GrantReason.OTHER, "其他（见说明）", "Other (see the note)", NEEDS_REASON),
    (GrantReason.TIME_ELAPSED, "已过期限", "Its time ran out", _BY_THE_CLOCK),
)

REASONS: Final[Mapping[GrantReason, Reason]] = MappingProxyType(
    {code: Reason(code, Text(zh, en), actions) for code, zh, en, actions in _TABLE}
)


def require_reason(action: GrantAction, code: GrantReason | None, note: str | None) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        GrantReasonError: The reason is missing, unfit, or `other` without a note.
    """
    rule = ReasonRule(GrantReasonError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
