"""What those get to work with who do what else follows from a step."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.models import Demand, DemandTransition
from services.requests.demands.rules import Rules
from shared.feed.publisher import Feed


@dataclass(frozen=True, slots=True)
class Taken:
    """A step just taken in a demand's life, in its transaction."""

    session: AsyncSession
    feed: Feed
    rules: Rules
    demand: Demand
    step: DemandTransition
    unheard: bool
    """Whether nobody but its owner and the desk knew of it before: so nothing hangs on it."""
