"""What clients send and receive about milestones."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.requests.engagements.schemas import OptionalNote
from services.requests.milestones.domain import MilestoneAction, MilestoneStatus
from shared.errors import invalid_value
from shared.fields import Day
from shared.language import Text
from shared.schemas import ShortText, StrictBody


class MilestoneDraft(StrictBody):
    """A part of the work, and by when it is to be done."""

    title: ShortText
    description: OptionalNote = None
    due_on: Day


class MilestoneStep(StrictBody):
    """What shall be done to a milestone."""

    action: MilestoneAction
    note: OptionalNote = Field(
        default=None, description="Needed to delay and to reopen: the other side reads why."
    )
    due_on: Day | None = Field(default=None, description="With `delay` and `start`: the new date.")

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        unwelcome = {MilestoneAction.DELAY, MilestoneAction.REOPEN}
        if self.action in unwelcome and self.note is None:
            raise invalid_value(
                Text("延期和退回须说明原因。", "To delay or reopen needs a note that says why."),
                Text("说明", "a note"),
            )
        if self.due_on is not None and self.action not in _DATED:
            raise invalid_value(
                Text("此操作不改日期。", "This action changes no date."),
                Text("不填", "none"),
            )
        return self


_DATED = frozenset({MilestoneAction.DELAY, MilestoneAction.START})


class MilestoneRead(BaseModel):
    """A milestone."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    description: str | None
    due_on: date
    version: int
    status: MilestoneStatus
    note: str | None = Field(description="What was said with the last step.")
    changed_by: str
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    actions: list[MilestoneAction] = Field(description="What the caller may do with it now.")
