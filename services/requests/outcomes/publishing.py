"""Publishes what came of a response, in the transaction in which it came."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.models import Demand
from services.requests.outcomes.domain import Told, in_short
from services.requests.outcomes.repository import OutcomeRepository
from shared.feed.publisher import Feed

OUTCOME_CHANGED: Final = "requests.outcome.changed.v1"


async def publish_outcome(session: AsyncSession, feed: Feed, response_id: UUID) -> None:
    """Publish all that may be known of what came of a response, by the id of the response.

    That is the entry of the catalogue, the need, and steps with codes and times. Nothing is
    told of who names no entry, or has only begun to write.
    """
    outcomes = OutcomeRepository(session)
    response = await outcomes.response(response_id)
    if response is None or response.entry_kind is None:
        return
    steps = list(in_short(await outcomes.steps(response_id)))
    if not steps:
        return
    demand = await session.get_one(Demand, response.demand_id)
    document: dict[str, Any] = {
        "id": str(response.id),
        "entry": {"kind": response.entry_kind.value, "id": str(response.entry_id)},
        "team": [
            {"kind": kind, "id": str(entry_id)}
            for kind, entry_id in await outcomes.team(response.id)
        ],
        "demand": _of_need(demand),
        "steps": [_as_told(step) for step in steps],
    }
    feed.append(session, type=OUTCOME_CHANGED, subject=str(response.id), data=document)


async def publish_untold(session: AsyncSession, feed: Feed) -> int:
    """Publish what came of responses before there was anybody to tell; return how many."""
    untold = await OutcomeRepository(session).untold()
    for response_id in untold:
        await publish_outcome(session, feed, response_id)
    return len(untold)


def _of_need(demand: Demand) -> dict[str, str | None]:
    """Return what everybody may know of any need that was published, however confidential."""
    return {
        "id": str(demand.id),
        "industry_code": demand.industry_code,
        "region_code": demand.region_code,
        "confidentiality": demand.confidentiality.value,
    }


def _as_told(step: Told) -> dict[str, str | None]:
    return {"outcome": step.outcome.value, "reason": step.reason, "at": step.at.isoformat()}
