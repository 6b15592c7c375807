"""What a demand is made of, how it lives, and the rules that depend on nothing but it.

    draft ──submit──► submitted ──start_review──► under_review ──publish──► published ⟲ renew
      ▲                   ▲                        │       │                 │      ▲
      │                   └─submit── returned ◄─return   reject           expire  renew
      │                                                    ▼                 ▼      │
      └──────revise────────────────────────────────── rejected            expired ──┘

At the desk operators `claim`, `release` and `transfer` what is submitted or under review;
`merge` leads to merged and `separate` back to the review, `suspend` from published to
suspended and `resume` back; `broker` takes a published demand over as its broker, and
the system notes with `escalate` what is overdue. The picture: docs/lifecycles.md.

`withdraw` leads from every status but rejected to withdrawn; `revise` brings the
owner back to a draft from there, and from whatever else is settled or not begun.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

LOCAL: Final = "local"
"""The source of a demand that was written here, not handed over by another platform."""


class Confidentiality(StrEnum):
    """Who may read a published demand."""

    OPEN = "open"
    REGISTERED = "registered"
    CONFIDENTIAL = "confidential"


class Urgency(StrEnum):
    """How pressing a demand is."""

    NORMAL = "normal"
    URGENT = "urgent"


class Comparison(StrEnum):
    """How a metric has to stand to its target."""

    AT_MOST = "<="
    AT_LEAST = ">="
    EXACTLY = "="
    BETWEEN = "between"


class CooperationType(StrEnum):
    """The forms of cooperation of the Enterprise Europe Network."""

    TECHNICAL_COOPERATION = "technical_cooperation"
    COMMERCIAL_AGREEMENT = "commercial_agreement"
    LICENCE = "licence"
    RESEARCH_AND_DEVELOPMENT = "research_and_development"
    OUTSOURCING = "outsourcing"


class IprWish(StrEnum):
    """To whom the firm wants the results to belong."""

    OWNED_BY_FIRM = "owned_by_firm"
    SHARED = "shared"
    LICENSED = "licensed"
    NEGOTIABLE = "negotiable"


class BudgetBand(StrEnum):
    """The budget, told roughly enough for everybody to know; bounds in 元."""

    UNDER_100K = "under_100k"
    FROM_100K = "100k_to_500k"
    FROM_500K = "500k_to_1m"
    FROM_1M = "1m_to_5m"
    OVER_5M = "over_5m"


_BAND_ENDS: Final = (
    (Decimal(100_000), BudgetBand.UNDER_100K),
    (Decimal(500_000), BudgetBand.FROM_100K),
    (Decimal(1_000_000), BudgetBand.FROM_500K),
    (Decimal(5_000_000), BudgetBand.FROM_1M),
)


def budget_band(budget_min: Decimal | None, budget_max: Decimal | None) -> BudgetBand | None:
    """Return the band of the most the firm would pay, or of the least if only that is known."""
    amount = budget_min if budget_max is None else budget_max
    if amount is None:
        return None
    return next((band for end, band in _BAND_ENDS if amount < end), BudgetBand.OVER_5M)


class DemandStatus(StrEnum):
    """Where a demand stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    REJECTED = "rejected"
    PUBLISHED = "published"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    SUSPENDED = "suspended"


class DemandAction(StrEnum):
    """What somebody does to a demand."""

    SUBMIT = "submit"
    START_REVIEW = "start_review"
    RETURN = "return"
    REJECT = "reject"
    PUBLISH = "publish"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    RENEW = "renew"
    EXPIRE = "expire"
    CLAIM = "claim"
    RELEASE = "release"
    TRANSFER = "transfer"
    BROKER = "broker"
    MERGE = "merge"
    SEPARATE = "separate"
    SUSPEND = "suspend"
    RESUME = "resume"
    ESCALATE = "escalate"


class Party(StrEnum):
    """The part somebody has in a demand."""

    OWNER = "owner"
    OPERATOR = "operator"
    SYSTEM = "system"


STATUS_LABELS: Final[Mapping[DemandStatus, Text]] = MappingProxyType(
    {
        DemandStatus.DRAFT: Text("草稿", "Draft"),
        DemandStatus.SUBMITTED: Text("已提交", "Submitted"),
        DemandStatus.UNDER_REVIEW: Text("审核中", "Under review"),
        DemandStatus.RETURNED: Text("退回修改", "Returned for changes"),
        DemandStatus.REJECTED: Text("不予受理", "Rejected"),
        DemandStatus.PUBLISHED: Text("已发布", "Published"),
        DemandStatus.EXPIRED: Text("已过期", "Expired"),
        DemandStatus.WITHDRAWN: Text("已撤回", "Withdrawn"),
        DemandStatus.MERGED: Text("并入", "Merged"),
        DemandStatus.SUSPENDED: Text("暂停", "Suspended"),
    }
)


class DemandSort(StrEnum):
    """The order of a list: the newest first, or what is needed soonest."""

    NEWEST = "newest"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the guards of a step look at."""

    title: str
    description: str | None
    public_summary: str | None
    confidentiality: Confidentiality
    contact: str | None
    source: str
    deadline: date | None
    today: date


SUBSTANCE: Final = 8
"""Letters, characters and digits that title and description need between them.

As low as it can be: 风机太吵 with 怎么降噪 is a need a broker can ring up about.
"""


def substance(*texts: str | None) -> int:
    """Return how many letters, characters and digits the texts hold together."""
    return sum(sign.isalnum() for text in texts for sign in text or "")


def can_be_judged(case: Circumstances) -> Text | None:
    """Say what the desk would lack; what another platform handed over is taken as it is."""
    if case.source != LOCAL:
        return _in_time(case)
    if not substance(case.description):
        return Text("请填写需求描述。", "a description is missing.")
    if substance(case.title, case.description) < SUBSTANCE:
        return Text("标题和描述太短，看不出问题。", "title and description are too short.")
    if not case.contact:
        return Text("请填写联系电话或邮箱。", "a telephone number or e-mail address is missing.")
    return _in_time(case)


def can_be_published(case: Circumstances) -> Text | None:
    """Say what the public would lack: a confidential demand shows little but its summary."""
    confidential = case.confidentiality is Confidentiality.CONFIDENTIAL
    if confidential and not substance(case.public_summary):
        return Text("保密需求须有公开摘要。", "a confidential demand needs a public summary.")
    return _in_time(case)


def _in_time(case: Circumstances) -> Text | None:
    if case.deadline is not None and case.deadline < case.today:
        return Text("期望完成日期已过。", "the deadline is over.")
    return None


def expiry(today: date, deadline: date | None, *, validity: timedelta) -> date:
    """Return the last day a demand published today stays published."""
    end = today + validity
    return end if deadline is None else min(end, deadline)


_OWNER: Final = frozenset({Party.OWNER})
_OPERATOR: Final = frozenset({Party.OPERATOR})
_EITHER: Final = _OWNER | _OPERATOR
_SYSTEM: Final = frozenset({Party.SYSTEM})
_S, _A = DemandStatus, DemandAction

LIFE: Final = Lifecycle(
    initial=_S.DRAFT,
    labels=STATUS_LABELS,
    transitions=(
        Transition(_S.DRAFT, _A.SUBMIT, _OWNER, _S.SUBMITTED, can_be_judged),
        Transition(_S.DRAFT, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
        Transition(_S.SUBMITTED, _A.START_REVIEW, _OPERATOR, _S.UNDER_REVIEW),
        Transition(_S.SUBMITTED, _A.REVISE, _OWNER, _S.DRAFT),
        Transition(_S.SUBMITTED, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
        Transition(_S.UNDER_REVIEW, _A.PUBLISH, _OPERATOR, _S.PUBLISHED, can_be_published),
        Transition(_S.UNDER_REVIEW, _A.RETURN, _OPERATOR, _S.RETURNED),
        Transition(_S.UNDER_REVIEW, _A.REJECT, _OPERATOR, _S.REJECTED),
        Transition(_S.UNDER_REVIEW, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
        Transition(_S.RETURNED, _A.SUBMIT, _OWNER, _S.SUBMITTED, can_be_judged),
        Transition(_S.RETURNED, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
        Transition(_S.REJECTED, _A.REVISE, _OWNER, _S.DRAFT),
        Transition(_S.PUBLISHED, _A.RENEW, _EITHER, _S.PUBLISHED, can_be_published),
        Transition(_S.PUBLISHED, _A.EXPIRE, _SYSTEM, _S.EXPIRED),
        Transition(_S.PUBLISHED, _A.REVISE, _OWNER, _S.DRAFT),
        Transition(_S.PUBLISHED, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
        Transition(_S.EXPIRED, _A.RENEW, _EITHER, _S.PUBLISHED, can_be_published),
        Transition(_S.EXPIRED, _A.REVISE, _OWNER, _S.DRAFT),
        Transition(_S.EXPIRED, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
        Transition(_S.WITHDRAWN, _A.REVISE, _OWNER, _S.DRAFT),
        *(
            Transition(state, action, _OPERATOR, state)
            for state in (_S.SUBMITTED, _S.UNDER_REVIEW)
            for action in (_A.CLAIM, _A.RELEASE, _A.TRANSFER)
        ),
        Transition(_S.SUBMITTED, _A.ESCALATE, _SYSTEM, _S.SUBMITTED),
        Transition(_S.UNDER_REVIEW, _A.ESCALATE, _SYSTEM, _S.UNDER_REVIEW),
        Transition(_S.UNDER_REVIEW, _A.MERGE, _OPERATOR, _S.MERGED),
        Transition(_S.PUBLISHED, _A.ESCALATE, _SYSTEM, _S.PUBLISHED),
        Transition(_S.PUBLISHED, _A.BROKER, _OPERATOR, _S.PUBLISHED),
        Transition(_S.PUBLISHED, _A.MERGE, _OPERATOR, _S.MERGED),
        Transition(_S.PUBLISHED, _A.SUSPEND, _OPERATOR, _S.SUSPENDED),
        Transition(_S.SUSPENDED, _A.RESUME, _OPERATOR, _S.PUBLISHED, can_be_published),
        Transition(_S.SUSPENDED, _A.REVISE, _OWNER, _S.DRAFT),
        Transition(_S.SUSPENDED, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
        Transition(_S.MERGED, _A.SEPARATE, _EITHER, _S.UNDER_REVIEW),
        Transition(_S.MERGED, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
    ),
)
