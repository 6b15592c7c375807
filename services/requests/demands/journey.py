"""How responses and engagements drive a demand, inside their own transaction."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.domain import DemandAction, Party
from services.requests.demands.lives import Lives, Step
from services.requests.demands.models import Demand
from services.requests.demands.reasons import NEEDS_REASON, ReasonCode, require_reason
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from shared.feed.publisher import Feed

_AS_SYSTEM: Final = frozenset({Party.SYSTEM})


class Journey:
    """Takes demands along the part of their lives that others cause."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._demands = DemandRepository(session)
        self._lives = Lives(session, feed, rules=rules)

    async def advance(  # noqa: PLR0913 - all of it is what a step says
        self,
        demand_id: UUID,
        action: DemandAction,
        *,
        actor: str,
        reason_code: ReasonCode | None = None,
        note: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> Demand:
        """Take a step as the system, on account of the actor; the demand stays locked.

        Args:
            demand_id: Whose life it is.
            action: One of the system's: `life` says which.
            actor: The subject of whoever caused it, or `"system"` if the clock did.
            reason_code: Needed by what disappoints somebody; see `reasons`.
            note: What else is to be said to the owner.
            details: What `StepDetails` can hold, as JSON: `response` or `engagement` for
                what caused it; `confirmed_by` and `evidence` for `resolve`.

        Raises:
            DemandNotFoundError: There is no such demand.
            ReasonInvalidError: The reason is missing, unfit, or `other` without a note.
            IllegalTransitionError: The demand cannot go there from where it stands.
            TransitionForbiddenError: The step is not the system's.
            GuardedTransitionError: Something is missing.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        if action in NEEDS_REASON:
            require_reason(action, reason_code, note)
        step = Step(action, actor, _AS_SYSTEM, reason_code, note, details or {})
        await self._lives.take(demand, step)
        return demand
