"""What is settled about teams: how long everything may take."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.catalog.teams.domain import TeamStatus
from shared.clock import CITY_TIME


@dataclass(frozen=True, slots=True)
class TeamRules:
    """How long each state may last, in days of the calendar."""

    consent_days: int
    review_days: int

    def due(self, status: TeamStatus, now: datetime, ends_on: date) -> datetime | None:
        """Return when the clock acts on a team that has just come to a status."""
        if status is TeamStatus.DISBANDED:
            return None
        after = datetime.combine(ends_on + timedelta(days=1), time(), CITY_TIME).astimezone(UTC)
        days = {
            TeamStatus.FORMING: self.consent_days,
            TeamStatus.CONSENTED: self.review_days,
            TeamStatus.FILED: self.consent_days,
        }.get(status)
        return after if days is None else min(after, now + timedelta(days=days))
