"""What the platform has settled about grants, apart from their table."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.requests.clocks.domain import WorkingTime
from services.requests.grants.domain import GrantAction


@dataclass(frozen=True, slots=True)
class GrantRules:
    """How long owners and applicants may take, how long a grant holds, when to ask again."""

    working: WorkingTime
    decision_days: int
    """Working days in which the owner decides."""
    acceptance_days: int
    """Working days in which the agreement is accepted."""
    valid_days: int
    """Days that a grant holds, unless its owner says otherwise."""
    pause_days: int
    """Days after a refusal in which nobody asks again."""

    def due(self, action: GrantAction, now: datetime, valid_days: int | None) -> datetime | None:
        """Return when what a step has led to ends by itself; None if it has ended."""
        if action is GrantAction.REQUEST:
            return self.working.days_after(now, self.decision_days)
        if action is GrantAction.APPROVE:
            return self.working.days_after(now, self.acceptance_days)
        if action is GrantAction.ACCEPT:
            return now + timedelta(days=valid_days or self.valid_days)
        return None

    def again(self, action: GrantAction, now: datetime) -> datetime | None:
        """Return from when on the holder may ask again; None if at once."""
        disappointing = {GrantAction.REFUSE, GrantAction.REVOKE}
        return now + timedelta(days=self.pause_days) if action in disappointing else None
