"""What the platform has settled about the lives of demands, apart from their table."""

from dataclasses import dataclass
from datetime import timedelta

from services.requests.clocks.domain import ServiceClock


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a demand stays published and is held by an operator, and what is due when."""

    validity: timedelta
    claim: timedelta
    clock: ServiceClock
