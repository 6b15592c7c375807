"""What can be done about follow-ups, inside one transaction."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.cases.domain import CaseOutcome
from services.requests.cases.publishing import publish
from services.requests.cases.repository import CaseRepository
from services.requests.demands.domain import DemandAction, DemandStatus
from services.requests.demands.journey import Journey
from services.requests.demands.reasons import ReasonCode
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.engagements import telling
from services.requests.engagements.access import Access, Held
from services.requests.engagements.domain import (
    EngagementAction,
    EngagementStatus,
    Party,
    Side,
)
from services.requests.engagements.lives import AS_SYSTEM, SYSTEM, EngagementLives, Step
from services.requests.engagements.models import Engagement
from services.requests.engagements.recording import record
from services.requests.engagements.timekeeping import midnight
from services.requests.followups.domain import (
    LIFE,
    FollowUpAction,
    FollowUpStatus,
    Holds,
)
from services.requests.followups.models import FollowUp
from services.requests.followups.repository import FollowUpRepository
from services.requests.followups.schemas import FollowUpAnswer, FollowUpRead
from services.requests.messages import MessageCode
from shared.auth import Caller
from shared.clock import utc_now
from shared.feed.publisher import Feed
from shared.messages.wire import Fact

OUTCOMES: Final = {
    Holds.YES: CaseOutcome.SOLVED,
    Holds.PARTLY: CaseOutcome.PARTLY,
    Holds.NO: CaseOutcome.UNSOLVED,
}
_FOLLOWED: Final = frozenset({EngagementStatus.REVIEWED, EngagementStatus.FOLLOW_UP})


class FollowUpService:
    """The use cases of follow-ups."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._feed = feed
        self._follow_ups = FollowUpRepository(session)
        self._cases = CaseRepository(session)
        self._access = Access(session)
        self._lives = EngagementLives(session, feed, rules=rules)
        self._journey = Journey(session, feed, rules=rules)
        self._days = timedelta(days=rules.engagements.follow_up_days)

    async def of(self, caller: Caller, engagement_id: UUID) -> list[FollowUpRead]:
        """Return an engagement's follow-ups, the first first.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of the team only.
        """
        held = await self._access.read(caller, engagement_id)
        held.require_insight()
        return [_shown(one, held) for one in await self._follow_ups.of(engagement_id)]

    async def answer(
        self, caller: Caller, engagement_id: UUID, follow_up_id: UUID, said: FollowUpAnswer
    ) -> FollowUpRead:
        """Answer whether the problem is still solved; the case is published as it stands now.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            FollowUpNotFoundError: It has no such follow-up.
            WrongStageError: The engagement is archived.
            UnknownFileError: A file is none of the engagement's.
            IllegalTransitionError: It is answered, or not asked yet.
            TransitionForbiddenError: It is for the firm to do.
        """
        held = await self._access.locked(caller, engagement_id)
        follow_up = await self._follow_ups.locked(engagement_id, follow_up_id)
        follow_up.status = LIFE.next(follow_up.status, FollowUpAction.ANSWER, held.parties)
        held.require(_FOLLOWED)
        files = await self._access.files(held, said.files)
        follow_up.answered_at, follow_up.answered_by = utc_now(), caller.subject
        follow_up.holds, follow_up.benefit = said.holds, said.benefit
        follow_up.evidence, follow_up.files = said.evidence, files
        await self._session.flush()
        named = {"follow_up": str(follow_up.id), "holds": said.holds.value}
        record(self._session, caller, held.engagement, "follow_up.answer", **named)
        await self._restate(held.engagement, follow_up, caller.subject)
        await self._go_on(held.engagement, caller.subject)
        return _shown(follow_up, held)

    async def go_round(self, engagement: Engagement) -> None:
        """Ask what is due, give up what nobody answers; archive when nothing is left to ask."""
        now = utc_now()
        for follow_up in await self._follow_ups.of(engagement.id):
            if follow_up.status is FollowUpStatus.OPEN and _is_over(follow_up, now):
                follow_up.status = LIFE.next(follow_up.status, FollowUpAction.LAPSE, {Party.SYSTEM})
            if follow_up.status is FollowUpStatus.PLANNED and midnight(follow_up.due_on) <= now:
                self._ask(engagement, follow_up, now)
        await self._session.flush()
        await self._go_on(engagement, SYSTEM)

    def _ask(self, engagement: Engagement, follow_up: FollowUp, now: datetime) -> None:
        follow_up.status = LIFE.next(follow_up.status, FollowUpAction.ASK, {Party.SYSTEM})
        follow_up.asked_at, follow_up.lapses_at = now, now + self._days
        facts: dict[str, Fact] = {"months": follow_up.months, "due_at": follow_up.lapses_at}
        telling.tell(self._session, engagement, Side.FIRM, MessageCode.FOLLOW_UP_ASKED, facts)

    async def _go_on(self, engagement: Engagement, actor: str) -> None:
        """Wait for the next question, or archive if there is none."""
        pending = any(
            one.status in {FollowUpStatus.PLANNED, FollowUpStatus.OPEN}
            for one in await self._follow_ups.of(engagement.id)
        )
        action = EngagementAction.FOLLOW_UP if pending else EngagementAction.ARCHIVE
        await self._lives.take(engagement, Step(action, actor, AS_SYSTEM))

    async def _restate(self, engagement: Engagement, follow_up: FollowUp, actor: str) -> None:
        """Let the case say what the firm says now; operators hear of a problem that is back."""
        case = await self._cases.of(engagement.id)
        if case is None or follow_up.holds is None:
            return
        case.outcome, case.outcome_at = OUTCOMES[follow_up.holds], utc_now()
        await publish(self._session, self._feed, case)
        if follow_up.holds is Holds.NO:
            telling.operators(self._session, engagement, MessageCode.PROBLEM_IS_BACK)
            await self._take_up_again(engagement, actor, follow_up)

    async def _take_up_again(self, engagement: Engagement, actor: str, follow_up: FollowUp) -> None:
        """Let a need that is not solved any more wait for a decision, with a clock of its own.

        Its firm or the desk opens it again; until somebody does, the pursuit reminds of it.
        """
        demand = await DemandRepository(self._session).get(engagement.demand_id)
        if demand.status is DemandStatus.RESOLVED:
            await self._journey.advance(
                engagement.demand_id,
                DemandAction.RELAPSE,
                actor=actor,
                reason_code=ReasonCode.PROBLEM_IS_BACK,
                note=follow_up.evidence,
                details={"engagement": str(engagement.id)},
            )


def _shown(follow_up: FollowUp, held: Held) -> FollowUpRead:
    possible = held.engagement.status in _FOLLOWED
    stored = {
        name: getattr(follow_up, name) for name in FollowUpRead.model_fields if name != "actions"
    }
    actions = LIFE.actions_for(follow_up.status, held.parties) if possible else []
    return FollowUpRead(**stored, actions=actions)


def _is_over(follow_up: FollowUp, now: datetime) -> bool:
    return follow_up.lapses_at is not None and follow_up.lapses_at <= now
