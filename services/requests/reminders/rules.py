"""What is settled about reminders."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.requests.clocks.domain import WorkingTime


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """How long before a wait ends whoever is waited for is told; nobody ever if it is nothing.

    Args:
        working: The calendar in which waits are counted.
        ahead: So much working time before; what waits for days on end.
        ahead_of_expiry: So long before a need expires, or what was returned is withdrawn.
        returned: How long a returned need waits for its owner.
    """

    working: WorkingTime
    ahead: timedelta
    ahead_of_expiry: timedelta
    returned: timedelta

    def horizon(self, now: datetime) -> datetime:
        """Return up to when what ends is told of now."""
        return self.working.after(now, self.ahead) if self.ahead else now
