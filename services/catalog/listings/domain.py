"""The life of a provider's listing (服务机构入驻), and why it is stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text


class ListingStatus(StrEnum):
    """Whether the platform lists a provider."""

    PENDING = "pending"
    VERIFIED = "verified"
    LISTED = "listed"
    STALE = "stale"
    SUSPENDED = "suspended"
    DELISTED = "delisted"


class ListingAction(StrEnum):
    """What can be done about it."""

    VERIFY = "verify"
    REFUSE = "refuse"
    LIST = "list"
    ASSURE = "assure"
    GO_STALE = "go_stale"
    SUSPEND = "suspend"
    RESTORE = "restore"
    DELIST = "delist"
    RESUBMIT = "resubmit"
    ESCALATE = "escalate"


class ListingReason(StrEnum):
    """Why a provider is not listed."""

    NOT_QUALIFIED = "not_qualified"
    NOT_VERIFIABLE = "not_verifiable"
    INCOMPLETE = "incomplete"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    QUALIFICATION_LAPSED = "qualification_lapsed"
    COMPLAINT = "complaint"
    MISCONDUCT = "misconduct"
    OWNERS_WISH = "owners_wish"
    TIME_ELAPSED = "time_elapsed"
    OTHER = "other"


REASON_LABELS: Final[Mapping[ListingReason, Text]] = MappingProxyType(
    {
        ListingReason.NOT_QUALIFIED: Text("不具备所述资质", "Not qualified as stated"),
        ListingReason.NOT_VERIFIABLE: Text("所述内容无法核实", "What is stated cannot be verified"),
        ListingReason.INCOMPLETE: Text("信息不全", "Something is missing"),
        ListingReason.DUPLICATE: Text("与已有机构重复", "It is listed already"),
        ListingReason.OUT_OF_SCOPE: Text("不属于服务范围", "Outside the scope of the platform"),
        ListingReason.QUALIFICATION_LAPSED: Text("资质已失效", "A qualification has lapsed"),
        ListingReason.COMPLAINT: Text("投诉成立", "A complaint was upheld"),
        ListingReason.MISCONDUCT: Text("违反平台规则", "Against the rules of the platform"),
        ListingReason.OWNERS_WISH: Text("机构自行申请", "Its owner wished it"),
        ListingReason.TIME_ELAPSED: Text("逾期未处理", "Nobody acted in time"),
        ListingReason.OTHER: Text("其他（见说明）", "Another, see the note"),
    }
)

SHOWN: Final = frozenset({ListingStatus.LISTED, ListingStatus.STALE})
"""The statuses in which the public sees a provider, and matching offers it."""


@dataclass(frozen=True, slots=True)
class ListingCase:
    """What the guards of a step look at: whether the step says why."""

    reason_given: bool
