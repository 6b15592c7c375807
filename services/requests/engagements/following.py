"""Keeps an engagement in line with its demand; a sequel of every step of a demand."""

from typing import Final

from services.requests.demands.domain import OPEN, UNDER_CONTRACT, DemandAction, DemandStatus
from services.requests.demands.journey import Journey
from services.requests.demands.taken import Taken
from services.requests.engagements.domain import BEFORE_CONTRACT, EngagementAction
from services.requests.engagements.lives import AS_SYSTEM, EngagementLives, Step
from services.requests.engagements.reasons import EngagementReason
from services.requests.engagements.repository import EngagementRepository

_RESTING: Final = frozenset({DemandStatus.SUSPENDED})


async def follow(taken: Taken) -> None:
    """End talks whose demand is closed; bring a demand that is open again back into contact."""
    standing = taken.demand.status
    if standing in UNDER_CONTRACT | _RESTING | {DemandStatus.IN_CONTACT}:
        return
    engagement = await EngagementRepository(taken.session).live(taken.demand.id)
    if engagement is None or engagement.status not in BEFORE_CONTRACT:
        return
    if standing in OPEN:
        journey = Journey(taken.session, taken.feed, rules=taken.rules)
        details = {"engagement": str(engagement.id)}
        await journey.advance(
            taken.demand.id, DemandAction.BEGIN_CONTACT, actor=taken.step.actor, details=details
        )
        return
    lives = EngagementLives(taken.session, taken.feed, rules=taken.rules)
    step = Step(
        EngagementAction.TERMINATE,
        taken.step.actor,
        AS_SYSTEM,
        EngagementReason.DEMAND_CLOSED,
    )
    await lives.take(engagement, step)
