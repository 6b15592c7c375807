"""What the platform has settled about the lives of demands, apart from their table."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from services.requests.clocks.domain import ServiceClock
from services.requests.engagements.rules import EngagementRules
from services.requests.pursuit.domain import Ladder
from services.requests.responses.rules import ResponseRules

Sequel = Callable[[Any], Awaitable[None]]
"""Does what else follows from a step, which it is given as a `taken.Taken`."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a demand stays published and is held by an operator, and what is due when.

    Its owner answers a proposal to close it within so many working days, and puts right
    what was returned within `returned`; a challenge goes back to the market after `challenge`.
    The ladder says what is done when nobody is there;
    `invitations` is how many the platform then invites itself.
    """

    validity: timedelta
    claim: timedelta
    clock: ServiceClock
    closing_answer_days: int
    returned: timedelta
    challenge: timedelta
    ladder: Ladder
    invitations: int
    responses: ResponseRules = field(default_factory=ResponseRules)
    engagements: EngagementRules = field(default_factory=EngagementRules)
    sequels: tuple[Sequel, ...] = ()
