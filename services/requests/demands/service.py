"""What can be done with demands, inside one transaction."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.desk import Desk
from services.requests.demands.domain import (
    STATUS_LABELS,
    DemandAction,
    DemandStatus,
    Party,
)
from services.requests.demands.drafting import require_time_left
from services.requests.demands.listing import counts_of
from services.requests.demands.lives import Lives, Step, text_of
from services.requests.demands.models import Demand, DemandTransition
from services.requests.demands.projection import Shape, without_confidential_words
from services.requests.demands.reads import DemandPrivate, DemandSummary, LabelRead, StatusCount
from services.requests.demands.reasons import ReasonCode, require_reason
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.demands.schemas import (
    DemandPatch,
    checked_draft,
)
from services.requests.demands.steps import DeskStep
from services.requests.demands.timekeeping import next_stage
from services.requests.demands.watching import record_reading
from services.requests.tables import TRAIL
from shared.audit.trail import Detail
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed
from shared.preconditions import require_match
from shared.statements import OnSession

SYSTEM: Final = "system"
"""The actor of what the clock does."""

_ON_TIME: Final = frozenset({Party.SYSTEM})


class DemandService:
    """The use cases of demands."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._demands = DemandRepository(session)
        self._lives = Lives(session, feed, rules=rules)
        self._desk = Desk(session, self._lives, rules)

    async def rewrite(
        self, caller: Caller, demand_id: UUID, patch: DemandPatch, *, if_match: str | None
    ) -> Shape:
        """Change what a demand says.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
            VersionChangedError: Somebody else has changed it.
            DemandNotEditableError: It is not to be changed by the caller now.
            FieldsNotEditableError: Other fields would be, but not these.
            InvalidError: It would contradict itself.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        policy.demands.require_part(caller, demand)
        require_match(if_match, demand.version)
        policy.demands.require_rewriter(caller, demand, frozenset(patch.model_fields_set))
        draft = checked_draft({**text_of(demand), **patch.model_dump(exclude_unset=True)})
        if "deadline" in patch.model_fields_set:
            require_time_left(draft)
        if self._lives.rewrite(demand, draft.model_dump()):
            await self._demands.refile(demand)
            self._record(caller, demand, "rewrite")
        return self._shown(caller, demand)

    async def move(
        self, caller: Caller, demand_id: UUID, step: DeskStep, *, if_match: str | None
    ) -> Shape:
        """Take a step in a demand's life.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
            VersionChangedError: Somebody else has changed it.
            ReasonInvalidError: The reason is missing or unfit.
            IllegalTransitionError: The demand cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
            ClaimedByAnotherError: Another operator is at work on it.
            MergeTargetError: The other demand is not published.
            PassageError: A marked passage is not in the text.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        parties = policy.demands.require_part(caller, demand)
        require_match(if_match, demand.version)
        require_reason(step.action, step.reason_code, step.note)
        await self._desk.take(caller, demand, step, parties)
        self._record(caller, demand, step.action.value, reason_code=step.reason_code)
        return self._shown(caller, demand)

    def _record(self, caller: Caller, demand: Demand, action: str, **details: Detail) -> None:
        TRAIL.record(
            self._session,
            actor=caller,
            action=f"demand.{action}",
            subject=f"demand/{demand.id}",
            details={"status": demand.status.value, **details},
        )

    def _shown(self, caller: Caller, demand: Demand) -> Shape:
        """Return what somebody who has a part in the demand reads after a change of theirs."""
        shape = policy.demands.require_sight(caller, demand)
        record_reading(self._session, caller, [shape])
        return shape

    async def history(self, caller: Caller, demand_id: UUID) -> Sequence[DemandTransition]:
        """Return every step in a demand's life, the first first.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
        """
        demand = await self._demands.get(demand_id)
        policy.demands.require_part(caller, demand)
        steps = await self._demands.steps(demand_id)
        if isinstance(policy.demands.require_sight(caller, demand), DemandPrivate):
            return steps
        return [without_confidential_words(step) for step in steps]

    async def summary(self, caller: Caller) -> DemandSummary:
        """Return how many demands stand where, of those that the caller may know of."""
        counts = await counts_of(OnSession(self._session), policy.demands.person_of(caller))
        statuses = [
            StatusCount(
                status=status,
                label=LabelRead.model_validate(STATUS_LABELS[status]),
                demands=counts.get(status, 0),
            )
            for status in DemandStatus
        ]
        return DemandSummary(total=sum(counts.values()), statuses=statuses)

    async def expire_overdue(self, *, limit: int) -> int:
        """Expire up to `limit` demands whose last day is over; return how many there were."""
        step = Step(DemandAction.EXPIRE, SYSTEM, _ON_TIME, ReasonCode.TIME_ELAPSED)
        overdue = await self._demands.overdue(city_today(), limit=limit)
        for demand in overdue:
            await self._lives.take(demand, step)
        return len(overdue)

    async def escalate_overdue(self, *, limit: int) -> int:
        """Tell all operators of up to `limit` demands whose desk is late; return how many."""
        now = utc_now()
        late = await self._demands.unescalated(now, limit=limit)
        for demand in late:
            details = {"stage": next_stage(demand), "due_at": f"{demand.due_at:%Y-%m-%dT%H:%M:%SZ}"}
            step = Step(
                DemandAction.ESCALATE,
                SYSTEM,
                _ON_TIME,
                reason_code=ReasonCode.TIME_ELAPSED,
                details=details,
            )
            await self._lives.take(demand, step)
            demand.escalated_at, demand.escalated_due = now, demand.due_at
        return len(late)
