"""What is told of a response: the steps by which it is seen who helps, as codes with times."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.responses.domain import ResponseAction


class Outcome(StrEnum):
    """What became of a response, step by step; those who follow our feed read these words."""

    INVITED = "invited"
    EXPRESSED = "expressed"
    OFFERED = "offered"
    SELECTED = "selected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    CLOSED = "closed"
    FELL_THROUGH = "fell_through"
    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"


_A, _O = ResponseAction, Outcome

OUTCOMES: Final[Mapping[ResponseAction, Outcome]] = MappingProxyType(
    {
        _A.INVITE: _O.INVITED,
        _A.EXPRESS: _O.EXPRESSED,
        _A.RECONSIDER: _O.EXPRESSED,
        _A.OFFER: _O.OFFERED,
        _A.ACCEPT: _O.OFFERED,
        _A.SELECT: _O.SELECTED,
        _A.DECLINE: _O.DECLINED,
        _A.WITHDRAW: _O.WITHDRAWN,
        _A.REFUSE: _O.REFUSED,
        _A.EXPIRE: _O.UNANSWERED,
        _A.CANCEL: _O.CLOSED,
        _A.CLOSE: _O.CLOSED,
        _A.FALL_THROUGH: _O.FELL_THROUGH,
    }
)
"""The steps that say something about who helps; of the others nobody else hears."""


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One step as it is told: when, what, and the code that says why."""

    at: datetime
    outcome: Outcome
    reason: str | None = None


def in_short(steps: Iterable[Told]) -> Iterator[Told]:
    """Yield the steps in the order of their times, the first of several that say the same."""
    last: Told | None = None
    for step in sorted(steps, key=lambda one: one.at):
        if last is None or (step.outcome, step.reason) != (last.outcome, last.reason):
            yield step
        last = step
