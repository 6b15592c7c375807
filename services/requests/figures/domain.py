"""What is counted: how far needs come, and how long they wait."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from statistics import median, quantiles
from types import MappingProxyType
from typing import Final

from shared.language import Text

UNKNOWN: Final = "unknown"
"""Instead of a code: the needs of which it is not said."""


class Stage(StrEnum):
    """How far a need has come; whoever is at one was at those before it, too."""

    POSTED = "posted"
    PUBLISHED = "published"
    ANSWERED = "answered"
    CONTRACTED = "contracted"
    DELIVERED = "delivered"
    SOLVED = "solved"


class Wait(StrEnum):
    """What is waited for."""

    CONTACT = "contact"
    DECISION = "decision"
    ANSWER = "answer"
    CONTRACT = "contract"
    SOLUTION = "solution"


STAGE_LABELS: Final[Mapping[Stage, Text]] = MappingProxyType(
    {
        Stage.POSTED: Text("已提交", "Posted"),
        Stage.PUBLISHED: Text("已发布", "Published"),
        Stage.ANSWERED: Text("有人响应", "Answered"),
        Stage.CONTRACTED: Text("已签约", "Contracted"),
        Stage.DELIVERED: Text("已交付", "Delivered"),
        Stage.SOLVED: Text("企业确认解决", "Confirmed as solved"),
    }
)

WAIT_LABELS: Final[Mapping[Wait, Text]] = MappingProxyType(
    {
        Wait.CONTACT: Text("提交到首次联系", "From posting to the first contact"),
        Wait.DECISION: Text("提交到审核意见", "From posting to the decision"),
        Wait.ANSWER: Text("发布到首个响应", "From publication to the first response"),
        Wait.CONTRACT: Text("发布到签约", "From publication to the contract"),
        Wait.SOLUTION: Text("发布到确认解决", "From publication to the confirmed solution"),
    }
)


def middle(waits: Sequence[timedelta]) -> float | None:
    """Return the hours that half of them took at most; None of none."""
    return round(median(_hours(waits)), 1) if waits else None


def ninth(waits: Sequence[timedelta]) -> float | None:
    """Return the hours that nine in ten took at most; None of none."""
    if not waits:
        return None
    hours = _hours(waits)
    return round(quantiles(hours, n=10, method="inclusive")[-1] if len(hours) > 1 else hours[0], 1)


def _hours(waits: Sequence[timedelta]) -> list[float]:
    return [wait / timedelta(hours=1) for wait in waits]
