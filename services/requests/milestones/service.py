"""What can be done with milestones, inside one transaction."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.engagements import telling
from services.requests.engagements.access import Access, Held
from services.requests.engagements.domain import AT_WORK, Party, Side
from services.requests.engagements.models import Engagement
from services.requests.engagements.openings import PLANNING
from services.requests.engagements.recording import record
from services.requests.engagements.repository import EngagementRepository
from services.requests.messages import MessageCode
from services.requests.milestones.domain import (
    LIFE,
    STATUS_LABELS,
    MilestoneAction,
    MilestoneStatus,
)
from services.requests.milestones.models import Milestone
from services.requests.milestones.repository import MilestoneRepository
from services.requests.milestones.schemas import MilestoneDraft, MilestoneRead, MilestoneStep
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.messages.wire import Fact
from shared.preconditions import require_match

SYSTEM: Final = "system"


class MilestoneService:
    """The use cases of milestones."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._milestones = MilestoneRepository(session)
        self._access = Access(session)

    async def of(self, caller: Caller, engagement_id: UUID) -> list[MilestoneRead]:
        """Return the milestones of an engagement, the first due first.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
        """
        held = await self._access.read(caller, engagement_id)
        return [_shown(one, held) for one in await self._milestones.of(engagement_id)]

    async def plan(
        self, caller: Caller, engagement_id: UUID, draft: MilestoneDraft
    ) -> MilestoneRead:
        """Write down a milestone; either side may.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
            WrongStageError: There is nothing to plan any more, or not yet.
        """
        held = await self._access.locked(caller, engagement_id)
        side = held.side
        held.require(PLANNING)
        milestone = Milestone(
            engagement_id=engagement_id, changed_by=caller.subject, **draft.model_dump()
        )
        await self._milestones.add(milestone)
        named = {"milestone": str(milestone.id)}
        record(self._session, caller, held.engagement, "milestone.plan", **named)
        self._tell(held.engagement, milestone, side.other)
        return _shown(milestone, held)

    async def move(
        self,
        caller: Caller,
        milestone_id: tuple[UUID, UUID],
        step: MilestoneStep,
        *,
        if_match: str | None,
    ) -> MilestoneRead:
        """Take a step with a milestone, named by its engagement's id and its own.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            MilestoneNotFoundError: It has no such milestone.
            VersionChangedError: Somebody else has changed it.
            WrongStageError: There is no work going on.
            IllegalTransitionError: The milestone cannot go there.
            TransitionForbiddenError: The step is for others to take.
        """
        held = await self._access.locked(caller, milestone_id[0])
        milestone = await self._milestones.locked(*milestone_id)
        require_match(if_match, milestone.version)
        status = LIFE.next(milestone.status, step.action, held.parties)
        held.require(AT_WORK)
        _enter(milestone, status, step, caller.subject)
        await self._session.flush()
        named = {"milestone": str(milestone.id), "to": status.value}
        record(self._session, caller, held.engagement, f"milestone.{step.action}", **named)
        told = Side.HELPER if Party.FIRM in held.parties else Side.FIRM
        self._tell(held.engagement, milestone, told)
        return _shown(milestone, held)

    async def delay_late(self, *, limit: int) -> int:
        """Note up to `limit` milestones as delayed whose day is over; return how many."""
        late = await self._milestones.late(city_today(), limit=limit)
        for engagement_id, milestone_id in late:
            engagement = await EngagementRepository(self._session).locked(engagement_id)
            milestone = await self._milestones.locked(engagement_id, milestone_id)
            if not _is_late(milestone, engagement):
                continue  # Moved on while we waited for the lock.
            status = LIFE.next(milestone.status, MilestoneAction.DELAY, {Party.SYSTEM})
            _enter(milestone, status, _OVERDUE, SYSTEM)
            for side in Side:
                self._tell(engagement, milestone, side)
        return len(late)

    def _tell(self, engagement: Engagement, milestone: Milestone, side: Side) -> None:
        facts: dict[str, Fact] = {
            "milestone": milestone.title,
            "status": STATUS_LABELS[milestone.status],
            "due_on": milestone.due_on,
        }
        telling.tell(self._session, engagement, side, MessageCode.MILESTONE_MOVED, facts)


_OVERDUE: Final = MilestoneStep.model_construct(
    action=MilestoneAction.DELAY, note=None, due_on=None
)


def _is_late(milestone: Milestone, engagement: Engagement) -> bool:
    waiting = milestone.status in {MilestoneStatus.PENDING, MilestoneStatus.IN_PROGRESS}
    return waiting and milestone.due_on < city_today() and engagement.status in AT_WORK


def _enter(
    milestone: Milestone, status: MilestoneStatus, step: MilestoneStep, subject: str
) -> None:
    now = utc_now()
    milestone.status, milestone.note, milestone.changed_by = status, step.note, subject
    milestone.due_on = step.due_on or milestone.due_on
    milestone.completed_at = now if status is MilestoneStatus.COMPLETED else None
    milestone.version += 1
    milestone.updated_at = now


def _shown(milestone: Milestone, held: Held) -> MilestoneRead:
    stored = {
        name: getattr(milestone, name) for name in MilestoneRead.model_fields if name != "actions"
    }
    possible = held.engagement.status in AT_WORK
    actions = LIFE.actions_for(milestone.status, held.parties) if possible else []
    return MilestoneRead(**stored, actions=actions)
