"""What a demand is made of, and the rules that depend on nothing but it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text

LOCAL: Final = "local"
"""The source of a demand that was written here, not handed over by another platform."""

CITY_TIME: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""A day ends when it ends for the firms; China keeps one time without summer time."""


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
    }
)


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


def lacks_substance(case: Circumstances) -> bool:
    """Whether there is too little text to judge; what was handed over is taken as it is."""
    if case.source != LOCAL:
        return False
    said = substance(case.title, case.description)
    return said < SUBSTANCE or not substance(case.description)


def lacks_contact(case: Circumstances) -> bool:
    """Whether nobody could be asked; for what was handed over, its source can."""
    return case.source == LOCAL and not case.contact


def lacks_summary(case: Circumstances) -> bool:
    """Whether a confidential demand has nothing to show in public but its title."""
    confidential = case.confidentiality is Confidentiality.CONFIDENTIAL
    return confidential and not substance(case.public_summary)


def has_missed_deadline(case: Circumstances) -> bool:
    """Whether the day by which it wanted a solution is over."""
    return case.deadline is not None and case.deadline < case.today


def city_date(moment: datetime) -> date:
    """Return the date it is in the city at a moment.

    Raises:
        ValueError: The moment is naive, so nobody knows which one it is.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment must be aware.")
    return moment.astimezone(CITY_TIME).date()


def start_of(day: date) -> datetime:
    """Return the moment a day begins in the city, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=CITY_TIME).astimezone(UTC)


def expiry(today: date, deadline: date | None, *, validity: timedelta) -> date:
    """Return the last day a demand published today stays published."""
    end = today + validity
    return end if deadline is None else min(end, deadline)
