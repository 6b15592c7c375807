"""Moves registrations along their lives: each step recorded, audited, told, with its effects."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.registrations.domain import Circumstances, RegistrationStatus
from services.catalog.registrations.effects import Effects
from services.catalog.registrations.errors import ReasonNotForStepError
from services.catalog.registrations.evidence import Assessments
from services.catalog.registrations.lifecycle import LIFECYCLE
from services.catalog.registrations.models import (
    AssessmentRecord,
    Registration,
    RegistrationStep,
)
from services.catalog.registrations.reasons import REASONS
from services.catalog.registrations.repository import RegistrationRepository
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.registrations.step import Step
from services.catalog.registrations.telling import tell
from services.catalog.tables import TRAIL
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed


class Careers:
    """Moves registrations inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, rules: RegistrationRules) -> None:
        self._session = session
        self._rules = rules
        self._effects = Effects(session, feed, rules)
        self.registrations = RegistrationRepository(session)

    async def begin(self, registration: Registration, actor: Caller) -> None:
        """Store a registration that somebody has begun."""
        registration.due_at = self._rules.due(registration, utc_now(), None)
        self._session.add(registration)
        await self._session.flush()
        self._audit(registration, actor, "begin", {"to": registration.status.value})
        tell(self._session, registration, None)

    async def take(self, registration: Registration, step: Step) -> None:
        """Take a step and all that follows from it.

        Raises:
            IllegalTransitionError: It is not possible where the registration stands.
            TransitionForbiddenError: It is for others to take.
            GuardedTransitionError: Something is missing.
            ReasonNotForStepError: The reason is one for other steps.
        """
        _require_fitting(step)
        before = registration.status
        case = await self._circumstances(registration, step)
        after = LIFECYCLE.next(before, step.action, step.parties, case)
        self._session.add(_recorded(registration, step, after))
        registration.status = after
        await self._effects.follow(registration, step, before)
        await self._count(registration)
        details = {"from": before.value, "to": after.value, "reason": step.reason_code}
        self._audit(registration, step.actor, step.action.value, details)
        tell(self._session, registration, step)

    async def assess(self, registration: Registration) -> AssessmentRecord:
        """Store what the published rule makes of the present term so far."""
        return await Assessments(self._session, self._rules.assessment).assess(registration)

    async def _circumstances(self, registration: Registration, step: Step) -> Circumstances:
        today = city_today()
        post = await self.registrations.post(registration.id, today)
        assessments = await self.registrations.assessments(registration.id)
        return Circumstances(
            today=today,
            reason_given=step.says_why,
            grade=assessments[0].grade if assessments else None,
            posted=post is not None,
            term_begins=registration.term_begins,
            appeal_until=registration.appeal_until,
        )

    async def _count(self, registration: Registration) -> None:
        """Count a version, and set the clock anew."""
        registration.version += 1
        registration.updated_at = utc_now()
        post = await self.registrations.post(registration.id, city_today())
        post_ends = post.ends_on if post else None
        registration.due_at = self._rules.due(registration, utc_now(), post_ends)
        await self._session.flush()

    def _audit(
        self,
        registration: Registration,
        actor: Caller | str,
        action: str,
        details: Mapping[str, str | None],
    ) -> None:
        TRAIL.record(
            self._session,
            actor=actor,
            action=f"registration.{action}",
            subject=f"registration/{registration.id}",
            details=dict(details),
        )


def _require_fitting(step: Step) -> None:
    if step.reason_code is None or step.by_the_clock:
        return
    if step.action not in REASONS[step.reason_code].actions:
        raise ReasonNotForStepError(step.reason_code, step.action)


def _recorded(
    registration: Registration, step: Step, after: RegistrationStatus
) -> RegistrationStep:
    return RegistrationStep(
        registration_id=registration.id,
        action=step.action,
        from_status=registration.status,
        to_status=after,
        actor=step.subject,
        at=utc_now(),
        reason_code=step.reason_code,
        note=step.note,
    )
