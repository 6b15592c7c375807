"""What the platform has settled about the lives of demands, apart from their table."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.clocks.domain import ServiceClock
from services.requests.demands.models import Demand, DemandTransition
from shared.feed.publisher import Feed


@dataclass(frozen=True, slots=True)
class Taken:
    """A step just taken in a demand's life, with what there is to work with in its transaction."""

    session: AsyncSession
    feed: Feed
    rules: "Rules"
    demand: Demand
    step: DemandTransition


Sequel = Callable[[Taken], Awaitable[None]]
"""Does what else follows from a step: whoever depends on a demand ends or rests with it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a demand stays published and is held by an operator, and what is due when.

    Its owner answers a proposal to close it within so many working days.
    """

    validity: timedelta
    claim: timedelta
    clock: ServiceClock
    closing_answer_days: int
    sequels: tuple[Sequel, ...] = ()
