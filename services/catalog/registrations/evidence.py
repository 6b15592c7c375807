"""What is known of somebody's service, and what the published rule makes of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.cases.models import HelperReview
from services.catalog.cases.repository import CaseRepository
from services.catalog.entries.domain import EntryKind
from services.catalog.registrations.assessment import AssessmentRule, Criterion, Fact, assess
from services.catalog.registrations.models import (
    AssessmentRecord,
    Registration,
    ServiceRecord,
)
from services.catalog.registrations.repository import RegistrationRepository
from shared.clock import city_today, utc_now

MINUTES: int = 60


class Assessments:
    """Assesses registrations by the rule, inside one transaction."""

    def __init__(self, session: AsyncSession, rule: AssessmentRule) -> None:
        self._session = session
        self._rule = rule
        self._registrations = RegistrationRepository(session)

    async def assess(self, registration: Registration) -> AssessmentRecord:
        """Store what the rule makes of the present term so far."""
        today = city_today()
        begins = min(registration.term_begins or today, today)
        outcome = assess(self._rule, await self._facts(registration, begins, today))
        record = AssessmentRecord(
            registration_id=registration.id,
            at=utc_now(),
            rule_version=self._rule.version,
            period_from=begins,
            period_to=today,
            lowest=outcome.lowest,
            highest=outcome.highest,
            grade=outcome.grade,
            lines=outcome.table(),
        )
        self._session.add(record)
        await self._session.flush()
        return record

    async def _facts(
        self, registration: Registration, since: date, until: date
    ) -> dict[Criterion, Fact]:
        served = await self._registrations.served(registration.id, since, until)
        confirmed = [record for record in served if record.confirmed_at is not None]
        return {
            Criterion.HOURS: _hours(served, confirmed),
            Criterion.SOLVED_CASES: await self._cases(registration.expert_id, since, until),
            Criterion.REVIEWS: _reviews(
                confirmed, await self._reviews_of_work(registration.expert_id, since, until)
            ),
        }

    async def _cases(self, expert_id: UUID | None, since: date, until: date) -> Fact:
        """Return the solved cases; the platform keeps them all, so none is known to be none."""
        if expert_id is None:
            return Fact(0)
        cases = CaseRepository(self._session)
        found = await cases.solved_by(EntryKind.EXPERT, expert_id, since, until)
        return Fact(len(found), tuple(f"case/{each}" for each in found))

    async def _reviews_of_work(
        self, expert_id: UUID | None, since: date, until: date
    ) -> Sequence[HelperReview]:
        """Return how firms marked the work that the expert helped with."""
        if expert_id is None:
            return ()
        cases = CaseRepository(self._session)
        return await cases.reviews_of(EntryKind.EXPERT, expert_id, since, until)


def _hours(served: Sequence[ServiceRecord], confirmed: Sequence[ServiceRecord]) -> Fact:
    """Return the confirmed hours; of somebody who has logged nothing they are unknown."""
    if not served:
        return Fact(None)
    hours = round(sum(record.minutes for record in confirmed) / MINUTES, 2)
    return Fact(hours, tuple(f"service/{record.id}" for record in confirmed))


def _reviews(confirmed: Sequence[ServiceRecord], of_work: Sequence[HelperReview]) -> Fact:
    """Return the mean mark by those who were served or helped; unknown if nobody gave one."""
    rated = [
        (f"service/{record.id}", record.rating) for record in confirmed if record.rating is not None
    ]
    rated += [(f"review/{review.review_id}", review.overall) for review in of_work]
    if not rated:
        return Fact(None)
    mean = round(sum(mark for _, mark in rated) / len(rated), 2)
    return Fact(mean, tuple(where for where, _ in rated))
