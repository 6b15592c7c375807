"""How somebody comes to read what a need keeps confidential, and how that ends.

    requested ──approve──► approved ──accept──► active ⟲ accept (a colleague)
        │                     │                   │
      refuse, take_back     lapse, take_back    take_back, expire, revoke
      lapse                 revoke                │
        ▼                     ▼                   ▼
      refused, withdrawn, lapsed, revoked, expired ──request──► requested

The owner of the need approves; whoever wants to read accepts the agreement, each person
for themselves. What waits has a due time and lapses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class GrantStatus(StrEnum):
    """Where a grant stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    ACTIVE = "active"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REVOKED = "revoked"
    EXPIRED = "expired"


class GrantAction(StrEnum):
    """What somebody does about a grant."""

    REQUEST = "request"
    APPROVE = "approve"
    REFUSE = "refuse"
    ACCEPT = "accept"
    TAKE_BACK = "take_back"
    REVOKE = "revoke"
    LAPSE = "lapse"
    EXPIRE = "expire"


class GrantParty(StrEnum):
    """The part somebody has in a grant."""

    HOLDER = "holder"
    OWNER = "owner"
    OPERATOR = "operator"
    SYSTEM = "system"


STATUS_LABELS: Final[Mapping[GrantStatus, Text]] = MappingProxyType(
    {
        GrantStatus.REQUESTED: Text("已申请", "Requested"),
        GrantStatus.APPROVED: Text("已同意，待签保密约定", "Approved, agreement to be accepted"),
        GrantStatus.ACTIVE: Text("可查阅", "Active"),
        GrantStatus.REFUSED: Text("未同意", "Refused"),
        GrantStatus.WITHDRAWN: Text("已放弃", "Withdrawn"),
        GrantStatus.LAPSED: Text("超时失效", "Lapsed"),
        GrantStatus.REVOKED: Text("已撤销", "Revoked"),
        GrantStatus.EXPIRED: Text("已到期", "Expired"),
    }
)

WAITING: Final = frozenset({GrantStatus.REQUESTED, GrantStatus.APPROVED})
"""The statuses in which somebody has to do something by a due time."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the guard of another request looks at."""

    again_from: datetime | None
    now: datetime


def may_ask_again(asking: Asking) -> Text | None:
    """Say that a refusal is not to be answered with another request at once."""
    if asking.again_from is None or asking.now >= asking.again_from:
        return None
    day = f"{asking.again_from:%Y-%m-%d}"
    return Text(f"{day} 之后才能再次申请。", f"it can be asked for again after {day}.")


_HOLDER: Final = frozenset({GrantParty.HOLDER})
_OWNER: Final = frozenset({GrantParty.OWNER})
_HOSTS: Final = frozenset({GrantParty.OWNER, GrantParty.OPERATOR})
_SYSTEM: Final = frozenset({GrantParty.SYSTEM})
_S, _A = GrantStatus, GrantAction

LIFE: Final = Lifecycle(
    initial=_S.REQUESTED,
    labels=STATUS_LABELS,
    transitions=(
        Transition(_S.REQUESTED, _A.APPROVE, _OWNER, _S.APPROVED),
        Transition(_S.REQUESTED, _A.REFUSE, _HOSTS, _S.REFUSED),
        Transition(_S.REQUESTED, _A.TAKE_BACK, _HOLDER, _S.WITHDRAWN),
        Transition(_S.REQUESTED, _A.LAPSE, _SYSTEM, _S.LAPSED),
        Transition(_S.APPROVED, _A.ACCEPT, _HOLDER, _S.ACTIVE),
        Transition(_S.APPROVED, _A.TAKE_BACK, _HOLDER, _S.WITHDRAWN),
        Transition(_S.APPROVED, _A.REVOKE, _HOSTS, _S.REVOKED),
        Transition(_S.APPROVED, _A.LAPSE, _SYSTEM, _S.LAPSED),
        Transition(_S.ACTIVE, _A.ACCEPT, _HOLDER, _S.ACTIVE),
        Transition(_S.ACTIVE, _A.TAKE_BACK, _HOLDER, _S.WITHDRAWN),
        Transition(_S.ACTIVE, _A.REVOKE, _HOSTS, _S.REVOKED),
        Transition(_S.ACTIVE, _A.EXPIRE, _SYSTEM, _S.EXPIRED),
        *(
            Transition(ended, _A.REQUEST, _HOLDER, _S.REQUESTED, may_ask_again)
            for ended in (_S.REFUSED, _S.WITHDRAWN, _S.LAPSED, _S.REVOKED, _S.EXPIRED)
        ),
    ),
)


class Side(StrEnum):
    """The two sides between which a platform brokers."""

    FIRM = "firm"
    AUTHOR = "author"
