"""Takes the need along as its responses come and go."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.domain import DemandAction, DemandStatus
from services.requests.demands.journey import Journey
from services.requests.demands.models import Demand
from services.requests.demands.rules import Rules
from services.requests.responses.case import Case
from services.requests.responses.domain import LIVE
from services.requests.responses.repository import ResponseRepository
from shared.feed.publisher import Feed

_SEARCHING: Final = frozenset({DemandStatus.PUBLISHED, DemandStatus.MATCHING})
_WITH_OTHERS: Final = frozenset({DemandStatus.MATCHING, DemandStatus.IN_CONTACT})


class Driving:
    """Moves a locked need inside one transaction, on account of whoever moved a response."""

    def __init__(self, session: AsyncSession, feed: Feed, rules: Rules) -> None:
        self._responses = ResponseRepository(session)
        self._journey = Journey(session, feed, rules=rules)

    async def somebody_is_there(self, case: Case, actor: str) -> None:
        """Note that the need has a response underway, of somebody the firm may know already."""
        demand, response_id = case.demand, case.response.id
        if demand.status is DemandStatus.PUBLISHED:
            await self._advance(demand, DemandAction.BEGIN_MATCHING, response_id, actor)
        if case.acquainted:
            await self.both_agreed(demand, response_id, actor)

    async def both_agreed(self, demand: Demand, response_id: UUID, actor: str) -> None:
        """Note that the firm and an author know each other."""
        if demand.status in _SEARCHING:
            await self._advance(demand, DemandAction.BEGIN_CONTACT, response_id, actor)

    async def somebody_is_gone(self, demand: Demand, response_id: UUID, actor: str) -> None:
        """Let the need fall back if nobody is left."""
        if demand.status not in _WITH_OTHERS or await self._responses.count(demand.id, LIVE):
            return
        await self._advance(demand, DemandAction.FALL_BACK, response_id, actor)

    async def _advance(
        self, demand: Demand, action: DemandAction, response_id: UUID, actor: str
    ) -> None:
        details = {"response": str(response_id)}
        await self._journey.advance(demand.id, action, actor=actor, details=details)
