"""How long each state of a response may wait; read from `REQUESTS_RESPONSES` as JSON."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.requests.clocks.domain import WorkingTime
from services.requests.responses.domain import WAITING, ResponseStatus

WorkingDays = Annotated[int, Field(ge=1, le=365)]


class ResponseRules(BaseModel):
    """What the platform has settled about responses, in working days; defaults suit a city."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    invited_days: WorkingDays = Field(10, description="An invitation without an answer ends.")
    draft_days: WorkingDays = Field(20, description="A draft that is never sent ends.")
    expressed_days: WorkingDays = Field(
        2, description="What the desk does not take over goes to the firm."
    )
    taken_over_days: WorkingDays = Field(5, description="What nobody judges ends.")
    info_requested_days: WorkingDays = Field(5, description="A question without an answer ends.")
    qualified_days: WorkingDays = Field(10, description="What is not shortlisted ends.")
    shortlisted_days: WorkingDays = Field(10, description="A shortlisted one without offer ends.")
    offered_days: WorkingDays = Field(10, description="An offer without an answer ends.")
    countered_days: WorkingDays = Field(5, description="A counter-offer without an answer ends.")
    paused_days: WorkingDays = Field(
        60, description="What rests with a paused need ends if the need does not come back."
    )

    def due(self, status: ResponseStatus, now: datetime, working: WorkingTime) -> datetime | None:
        """Return by when something has to come; None where nothing is waited for."""
        if status not in WAITING:
            return None
        days: int = getattr(self, f"{status.value}_days")
        return working.days_after(now, days)

    def pause_ends(self, now: datetime, working: WorkingTime) -> datetime:
        """Return until when a response rests with its need before it ends."""
        return working.days_after(now, self.paused_days)
