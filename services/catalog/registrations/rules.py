"""What is settled about registrations: how long everything may take, and the rule."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol

from services.catalog.registrations.assessment import AssessmentRule
from services.catalog.registrations.domain import RegistrationStatus
from shared.clock import CITY_TIME, city_date

_MONTHS: Final = 12


class Dated(Protocol):
    """A registration, as far as its clock looks at it."""

    @property
    def status(self) -> RegistrationStatus:
        """Where it stands."""

    @property
    def term_begins(self) -> date | None:
        """When the term last granted begins."""

    @property
    def term_ends(self) -> date | None:
        """When it ends."""

    @property
    def renewal_declined(self) -> bool:
        """Whether the expert will not go on after it."""


@dataclass(frozen=True, slots=True)
class RegistrationRules:
    """How long each state may last, in days of the calendar, and what decides assessments."""

    endorse_days: int
    review_days: int
    revise_days: int
    activate_days: int
    notice_days: int
    probation_days: int
    suspension_days: int
    appeal_days: int
    assess_before_days: int
    grace_days: int
    term_months: int
    assessment: AssessmentRule

    def due(self, case: Dated, now: datetime, post_ends: date | None) -> datetime | None:
        """Return when the clock acts on a registration that has just come where it stands."""
        status = case.status
        if (days := self._patience().get(status)) is not None:
            return now + timedelta(days=days)
        if status is RegistrationStatus.RENEWED:
            return _begin(case.term_begins)
        if status is RegistrationStatus.AVAILABLE:
            return self._term_due(case)
        if status is RegistrationStatus.DISPATCHED:
            after = None if post_ends is None else post_ends + timedelta(days=1)
            dues = (self._term_due(case), _begin(after))
            return min((due for due in dues if due is not None), default=None)
        return None

    def term_from(self, begins: date) -> date:
        """Return the last day of a term that begins on a day."""
        months = begins.month - 1 + self.term_months
        year, month = begins.year + months // _MONTHS, months % _MONTHS + 1
        first = date(year, month, 1) + timedelta(days=begins.day - 1)
        # A day that the last month does not have falls into the next one.
        return first - timedelta(days=1)

    def appeal_until(self, now: datetime) -> date:
        """Return the last day on which an exit of this moment can be appealed."""
        return city_date(now) + timedelta(days=self.appeal_days)

    def out_of_patience(self, term_ends: date | None, today: date) -> bool:
        """Say whether a decision that the rule cannot make has waited long enough."""
        return term_ends is not None and term_ends + timedelta(days=self.grace_days) < today

    def _term_due(self, case: Dated) -> datetime | None:
        if case.term_ends is None:
            return None
        if case.renewal_declined:
            return _begin(case.term_ends + timedelta(days=1))
        return _begin(case.term_ends - timedelta(days=self.assess_before_days))

    def _patience(self) -> dict[RegistrationStatus, int]:
        return {
            RegistrationStatus.APPLIED: self.endorse_days,
            RegistrationStatus.NOMINATED: self.endorse_days,
            RegistrationStatus.ENDORSED: self.review_days,
            RegistrationStatus.UNDER_REVIEW: self.review_days,
            RegistrationStatus.APPEALED: self.review_days,
            RegistrationStatus.RETURNED: self.revise_days,
            RegistrationStatus.REGISTERED: self.activate_days,
            RegistrationStatus.UNDER_ASSESSMENT: self.notice_days,
            RegistrationStatus.PROBATION: self.probation_days,
            RegistrationStatus.SUSPENDED: self.suspension_days,
        }


def _begin(day: date | None) -> datetime | None:
    """Return the moment a day begins in the city."""
    return None if day is None else datetime.combine(day, time(), CITY_TIME).astimezone(UTC)
