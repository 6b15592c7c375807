"""Moves engagements along their lives: recorded, the demand taken along, the other side told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.journey import Journey
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.engagements import telling
from services.requests.engagements.domain import (
    BEFORE_CONTRACT,
    LIFE,
    EngagementAction,
    EngagementStatus,
    Facts,
    Party,
    Side,
)
from services.requests.engagements.driving import consequence
from services.requests.engagements.models import Engagement, EngagementTransition
from services.requests.engagements.reasons import EngagementReason
from services.requests.engagements.repository import EngagementRepository
from services.requests.engagements.timekeeping import due
from services.requests.grants.participation import Participations
from services.requests.reviews.publishing import publish_reviews
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.clock import utc_now
from shared.feed.publisher import Feed

SYSTEM: Final = "system"
AS_SYSTEM: Final = frozenset({Party.SYSTEM})

_S, _A = EngagementStatus, EngagementAction
_ASKED: Final = frozenset({_S.REVIEWED, _S.FOLLOW_UP})
"""Here the follow-ups have the say; when the last one is over, the clock archives."""


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does to an engagement, as what, and why."""

    action: EngagementAction
    actor: Caller | str
    parties: frozenset[Party]
    reason_code: EngagementReason | None = None
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Who does it."""
        return self.actor.subject if isinstance(self.actor, Caller) else self.actor

    @property
    def side(self) -> Side | None:
        """For which side it is done, if for any."""
        return next((side for side in Side if Party(side) in self.parties), None)


class EngagementLives:
    """Changes engagements inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._feed = feed
        self._engagements = EngagementRepository(session)
        self._demands = DemandRepository(session)
        self._journey = Journey(session, feed, rules=rules)
        self._rules = rules.engagements
        self._working = rules.clock.working

    async def take(self, engagement: Engagement, step: Step) -> None:
        """Take a step with an engagement that is locked, and its demand with it.

        Raises:
            IllegalTransitionError: The engagement, or its demand, cannot go there.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
        """
        now = utc_now()
        facts = await self._facts(engagement, step, now)
        status = LIFE.next(engagement.status, step.action, step.parties, facts)
        record = _recorded(engagement, step, status, now)
        self._session.add(record)
        self._enter(engagement, status, step, now)
        if status in _ASKED:
            question = await self._engagements.next_question(engagement.id)
            engagement.due_at = question or now
        if status is _S.TERMINATED and record.from_status in BEFORE_CONTRACT:
            # Nothing was signed: who only talked keeps no insight into what is not public.
            await Participations(self._session).end(engagement.id)
        await self._session.flush()
        await self._drive(engagement, step)
        if step.action is _A.CLOSE_REVIEWS:
            await publish_reviews(self._session, self._feed, engagement)
        details = {"engagement": str(engagement.id), "to": status.value}
        TRAIL.record(
            self._session,
            actor=step.actor,
            action=f"engagement.{step.action}",
            subject=f"demand/{engagement.demand_id}",
            details=details,
        )
        telling.of_step(self._session, engagement, record)

    def _enter(
        self, engagement: Engagement, status: EngagementStatus, step: Step, now: datetime
    ) -> None:
        _keep_before(engagement, status, step, now)
        engagement.status = status
        _keep_times(engagement, step.action, now)
        engagement.due_at = due(engagement, self._rules, self._working, now)
        engagement.version += 1
        engagement.updated_at = now

    async def _drive(self, engagement: Engagement, step: Step) -> None:
        demand = await self._demands.get(engagement.demand_id)
        what = consequence(step.action, demand.status, step.reason_code, step.details)
        if what is None or step.reason_code is EngagementReason.DEMAND_CLOSED:
            return
        await self._journey.advance(
            engagement.demand_id,
            what.action,
            actor=step.subject,
            reason_code=what.reason_code,
            note=what.note,
            details={**what.details, "engagement": str(engagement.id)},
        )

    async def _facts(self, engagement: Engagement, step: Step, now: datetime) -> Facts:
        return Facts(
            drafted=engagement.contract_version > 0,
            open_milestones=await self._engagements.open_milestones(engagement.id),
            delivered_files=await self._engagements.delivered_files(engagement.id),
            before=engagement.before,
            accepted=engagement.accepted_at is not None,
            evidence=bool(step.details.get("evidence")),
            heard=await self._heard(engagement, now),
        )

    async def _heard(self, engagement: Engagement, now: datetime) -> bool:
        """Return whether both sides have had their say in a dispute, or time enough for it."""
        since = engagement.disputed_at
        if since is None:
            return False
        if now >= self._working.days_after(since, self._rules.evidence_days):
            return True
        return await self._engagements.both_stated(engagement.id, since)


def _recorded(
    engagement: Engagement, step: Step, status: EngagementStatus, now: datetime
) -> EngagementTransition:
    return EngagementTransition(
        engagement_id=engagement.id,
        version=engagement.version + 1,
        action=step.action,
        from_status=engagement.status,
        to_status=status,
        actor=step.subject,
        at=now,
        reason_code=step.reason_code,
        note=step.note,
        details=dict(step.details) or None,
    )


def _keep_before(
    engagement: Engagement, status: EngagementStatus, step: Step, now: datetime
) -> None:
    """Remember where a dispute or suspension began, for as long as it lasts."""
    if step.action is _A.DISPUTE:
        # Whoever says nothing to a delivery disputes it; the firm can take that back.
        engagement.opened_by = step.side or Side.FIRM
        engagement.disputed_at, engagement.escalations = now, 0
    if step.action is _A.ESCALATE:
        engagement.escalations += 1
    halted = {_S.DISPUTED, _S.SUSPENDED}
    if status in halted and engagement.status not in halted:
        engagement.before = engagement.status
    elif status not in halted:
        engagement.before = engagement.opened_by = engagement.disputed_at = None


def _keep_times(engagement: Engagement, action: EngagementAction, now: datetime) -> None:
    if action is _A.START:
        engagement.started_at = now
    elif action is _A.DELIVER:
        engagement.delivered_at = now
    elif action is _A.ACCEPT:
        engagement.accepted_at = now
    elif action in {_A.TERMINATE, _A.DECIDE_TERMINATION}:
        engagement.ended_at = now
