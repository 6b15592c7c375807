"""The life of an organization on the platform, and what it makes of its members."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class OrganizationKind(StrEnum):
    """What an organization is."""

    ENTERPRISE = "enterprise"
    PROVIDER = "provider"
    UNIVERSITY_INSTITUTE = "university_institute"
    ASSOCIATION = "association"
    BUREAU = "bureau"


class OrganizationStatus(StrEnum):
    """Where it stands."""

    REGISTERED = "registered"
    VERIFIED = "verified"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class OrganizationAction(StrEnum):
    """What can be done with it."""

    VERIFY = "verify"
    REJECT = "reject"
    RESUBMIT = "resubmit"
    REVISE = "revise"
    SUSPEND = "suspend"
    RESTORE = "restore"
    CLOSE = "close"
    REOPEN = "reopen"


class MemberRole(StrEnum):
    """What somebody is to an organization."""

    OWNER = "owner"
    MEMBER = "member"


class ReasonCode(StrEnum):
    """Why an organization was refused, suspended or closed."""

    NAME_MISMATCH = "name_mismatch"
    USCC_MISMATCH = "uscc_mismatch"
    NOT_AUTHORIZED = "not_authorized"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    MISCONDUCT = "misconduct"
    DEREGISTERED = "deregistered"
    OWNERS_WISH = "owners_wish"
    OTHER = "other"


REASON_LABELS: Final[Mapping[ReasonCode, Text]] = MappingProxyType(
    {
        ReasonCode.NAME_MISMATCH: Text(
            "名称与登记信息不一致", "The name is not the registered one"
        ),
        ReasonCode.USCC_MISMATCH: Text(
            "统一社会信用代码不属于该单位", "The credit code belongs to somebody else"
        ),
        ReasonCode.NOT_AUTHORIZED: Text(
            "未能证明有权代表该单位", "It is not shown that you may act for it"
        ),
        ReasonCode.DUPLICATE: Text("该单位已注册", "It is registered already"),
        ReasonCode.OUT_OF_SCOPE: Text("不属于平台服务范围", "It is not one the platform serves"),
        ReasonCode.MISCONDUCT: Text("违反平台规则", "It broke the rules of the platform"),
        ReasonCode.DEREGISTERED: Text("该单位已注销", "It no longer exists"),
        ReasonCode.OWNERS_WISH: Text("单位自行申请", "Its owner wished it"),
        ReasonCode.OTHER: Text("其他（见说明）", "Another, see the note"),
    }
)

OWNER: Final = "owner"
OPERATOR: Final = "operator"

_S, _A = OrganizationStatus, OrganizationAction
_OWNER: Final = frozenset({OWNER})
_OPERATOR: Final = frozenset({OPERATOR})


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What is said about a step."""

    reason_code: ReasonCode | None
    note: str | None


def reason_given(facts: StepFacts) -> Text | None:
    """Return why a step is not possible: whoever is refused learns the reason."""
    if facts.reason_code is None:
        return Text("须给出原因代码（reason_code）。", "Say why, with a reason_code.")
    if facts.reason_code is ReasonCode.OTHER and not facts.note:
        return Text("原因为“其他”时须写明说明（note）。", "Another reason needs a note.")
    return None


LIFECYCLE: Final = Lifecycle(
    initial=_S.REGISTERED,
    labels={
        _S.REGISTERED: Text("待核验", "registered"),
        _S.VERIFIED: Text("已核验", "verified"),
        _S.REJECTED: Text("核验未通过", "rejected"),
        _S.SUSPENDED: Text("已暂停", "suspended"),
        _S.CLOSED: Text("已关闭", "closed"),
    },
    transitions=[
        Transition(_S.REGISTERED, _A.VERIFY, _OPERATOR, _S.VERIFIED),
        Transition(_S.REGISTERED, _A.REJECT, _OPERATOR, _S.REJECTED, reason_given),
        Transition(_S.REJECTED, _A.RESUBMIT, _OWNER, _S.REGISTERED),
        Transition(_S.VERIFIED, _A.REVISE, _OWNER, _S.REGISTERED),
        Transition(_S.VERIFIED, _A.SUSPEND, _OPERATOR, _S.SUSPENDED, reason_given),
        Transition(_S.SUSPENDED, _A.RESTORE, _OPERATOR, _S.VERIFIED),
        *(
            Transition(state, _A.CLOSE, _OWNER | _OPERATOR, _S.CLOSED, reason_given)
            for state in (_S.REGISTERED, _S.VERIFIED, _S.REJECTED, _S.SUSPENDED)
        ),
        Transition(_S.CLOSED, _A.REOPEN, _OPERATOR, _S.REGISTERED),
    ],
)

ROLES_OF: Final[Mapping[OrganizationKind, frozenset[str]]] = MappingProxyType(
    {
        OrganizationKind.ENTERPRISE: frozenset({"firm"}),
        OrganizationKind.PROVIDER: frozenset({"provider"}),
        OrganizationKind.UNIVERSITY_INSTITUTE: frozenset({"provider"}),
        OrganizationKind.ASSOCIATION: frozenset({"provider"}),
        # What the people of a bureau may do is granted to each of them.
        OrganizationKind.BUREAU: frozenset(),
    }
)


def roles_through(kind: OrganizationKind, status: OrganizationStatus) -> frozenset[str]:
    """Return the roles that acting for an organization gives: none before it is verified."""
    return ROLES_OF[kind] if status is OrganizationStatus.VERIFIED else frozenset()
