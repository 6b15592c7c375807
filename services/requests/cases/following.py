"""Keeps cases true when their demand is taken up again; a sequel of every step of a demand."""

from services.requests.cases.domain import CaseOutcome
from services.requests.cases.publishing import publish
from services.requests.cases.repository import CaseRepository
from services.requests.demands.domain import DemandStatus
from services.requests.demands.taken import Taken
from shared.clock import utc_now


async def follow(taken: Taken) -> None:
    """Let a solved need that somebody takes up again count as solved no more."""
    if taken.step.from_status is not DemandStatus.RESOLVED:
        return
    case = await CaseRepository(taken.session).newest_of(taken.demand.id)
    if case is not None:
        case.outcome, case.outcome_at = CaseOutcome.UNSOLVED, utc_now()
        await publish(taken.session, taken.feed, case)
