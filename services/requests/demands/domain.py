"""What a demand is made of, the words for its life, and the rules that depend on nothing but it.

Which step leads where stands in `life`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text

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
    MATCHING = "matching"
    IN_CONTACT = "in_contact"
    CONTRACTED = "contracted"
    IN_PROGRESS = "in_progress"
    PENDING_ACCEPTANCE = "pending_acceptance"
    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"
    ESCALATED = "escalated"


OPEN: Final = frozenset({DemandStatus.PUBLISHED, DemandStatus.MATCHING, DemandStatus.IN_CONTACT})
"""The statuses in which a need looks for help: shown by its tier, in the feed, matched."""

EXPIRING: Final = OPEN - {DemandStatus.IN_CONTACT} | {DemandStatus.SUSPENDED}
"""The statuses that time ends; those in contact are left to themselves."""

UNDER_CONTRACT: Final = frozenset(
    {DemandStatus.CONTRACTED, DemandStatus.IN_PROGRESS, DemandStatus.PENDING_ACCEPTANCE}
)
"""The statuses in which somebody has been found, and an engagement drives the need."""


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
    TAKE_OVER = "take_over"
    BROKER = "broker"
    MERGE = "merge"
    SEPARATE = "separate"
    SUSPEND = "suspend"
    RESUME = "resume"
    ESCALATE = "escalate"
    BEGIN_MATCHING = "begin_matching"
    BEGIN_CONTACT = "begin_contact"
    FALL_BACK = "fall_back"
    CONTRACT = "contract"
    START = "start"
    DELIVER = "deliver"
    REQUEST_CHANGES = "request_changes"
    RESOLVE = "resolve"
    REFUSE_RESULT = "refuse_result"
    BREAK_OFF = "break_off"
    RELAPSE = "relapse"
    REOPEN = "reopen"
    RAISE_CHALLENGE = "raise_challenge"
    RETURN_TO_MARKET = "return_to_market"
    PROPOSE_CLOSING = "propose_closing"
    ACCEPT_CLOSING = "accept_closing"
    DECLINE_CLOSING = "decline_closing"
    PURSUE = "pursue"
    LAPSE = "lapse"


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
        DemandStatus.MATCHING: Text("匹配中", "Matching"),
        DemandStatus.IN_CONTACT: Text("对接中", "In contact"),
        DemandStatus.CONTRACTED: Text("已签约", "Contracted"),
        DemandStatus.IN_PROGRESS: Text("实施中", "In progress"),
        DemandStatus.PENDING_ACCEPTANCE: Text("待验收", "Pending acceptance"),
        DemandStatus.RESOLVED: Text("已解决", "Resolved"),
        DemandStatus.UNRESOLVED: Text("未解决", "Unresolved"),
        DemandStatus.ESCALATED: Text("转揭榜", "Turned into a challenge"),
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
    closing_proposed: bool = False
    confirmed_by: str | None = None
    evidence: tuple[str, ...] = ()


SUBSTANCE: Final = 8
"""Letters, characters and digits that title and description need between them.

As low as it can be: 风机太吵 with 怎么降噪 is a need a broker can ring up about.
"""


def says_something(text: str | None) -> bool:
    """Return whether a text holds a letter, a Chinese character or a digit at all."""
    return any(map(str.isalnum, text or ""))


def substance(*texts: str | None) -> int:
    """Return how many letters, characters and digits the texts hold together."""
    return sum(sign.isalnum() for text in texts for sign in text or "")


def can_be_judged(case: Circumstances) -> Text | None:
    """Say what the desk would lack; what another platform handed over is taken as it is."""
    if case.source != LOCAL:
        return _in_time(case)
    if not says_something(case.description):
        return Text("请填写需求描述。", "a description is missing.")
    if substance(case.title, case.description) < SUBSTANCE:
        return Text("标题和描述太短，看不出问题。", "title and description are too short.")
    if not case.contact:
        return Text("请填写联系电话或邮箱。", "a telephone number or e-mail address is missing.")
    return _in_time(case)


def can_be_published(case: Circumstances) -> Text | None:
    """Say what the public would lack: a confidential demand shows little but its summary."""
    confidential = case.confidentiality is Confidentiality.CONFIDENTIAL
    if confidential and not says_something(case.public_summary):
        return Text("保密需求须有公开摘要。", "a confidential demand needs a public summary.")
    return _in_time(case)


def is_proven(case: Circumstances) -> Text | None:
    """Say what a solution lacks: nothing counts as solved that the firm has not confirmed."""
    if not case.confirmed_by:
        return Text("须由需求方确认已解决。", "the firm has to confirm that it is solved.")
    if not case.evidence:
        return Text("须有解决的证据。", "evidence of the solution is missing.")
    return None


def is_asked_to_close(case: Circumstances) -> Text | None:
    """Say that nobody has proposed to close."""
    if case.closing_proposed:
        return None
    return Text("没有待答复的结案建议。", "nobody has proposed to close it.")


def is_not_asked_to_close(case: Circumstances) -> Text | None:
    """Say that the owner has yet to answer."""
    if not case.closing_proposed:
        return None
    return Text("结案建议正待需求方答复。", "its owner has yet to answer the last proposal.")


def _in_time(case: Circumstances) -> Text | None:
    if case.deadline is not None and case.deadline < case.today:
        return Text("期望完成日期已过。", "the deadline is over.")
    return None


def expiry(today: date, deadline: date | None, *, validity: timedelta) -> date:
    """Return the last day a demand published today stays published."""
    end = today + validity
    return end if deadline is None else min(end, deadline)
