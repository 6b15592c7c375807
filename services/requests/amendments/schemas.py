"""What clients send and receive about changes that both sides must agree on."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.requests.amendments.domain import (
    AmendmentAction,
    AmendmentKind,
    AmendmentStatus,
    RefusalReason,
)
from services.requests.engagements.domain import Side
from services.requests.engagements.schemas import OptionalNote, OptionalWords
from shared.errors import invalid_value
from shared.fields import UNKNOWN_IF_BLANK, Day, Yuan
from shared.language import Text
from shared.schemas import MediumText, StrictBody


class AmendmentDraft(StrictBody):
    """What shall be different, and why; what is left out stays as it was agreed."""

    kind: AmendmentKind
    finish_on: Day | None = None
    price: Annotated[Yuan | None, UNKNOWN_IF_BLANK] = Field(default=None, description="元")
    scope: OptionalWords = None
    why: MediumText

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        said = [self.finish_on, self.price, self.scope]
        changes = any(one is not None for one in said)
        if changes != (self.kind is AmendmentKind.CHANGE):
            raise invalid_value(
                Text(
                    "变更须写明改什么，终止则不填。", "A change says what changes; an end does not."
                ),
                Text(
                    "change 至少填 finish_on、price、scope 之一",
                    "finish_on, price or scope with change, none with termination",
                ),
            )
        return self


class AmendmentStep(StrictBody):
    """How a proposed change is answered, or that it is taken back."""

    action: AmendmentAction
    reason_code: RefusalReason | None = Field(default=None, description="Needed to refuse.")
    note: OptionalNote = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        refuses = self.action is AmendmentAction.REFUSE
        if refuses != (self.reason_code is not None):
            raise invalid_value(
                Text("不同意须说明原因。", "To refuse needs a reason; nothing else has one."),
                Text("、".join(RefusalReason), ", ".join(RefusalReason)),
            )
        if self.reason_code is RefusalReason.OTHER and self.note is None:
            raise invalid_value(
                Text("选择“其他”时必须填写说明。", "The reason `other` needs a note."),
                Text("说明", "a note"),
            )
        return self


class AmendmentRead(BaseModel):
    """A proposed change, and how it was answered."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    version: int
    kind: AmendmentKind
    status: AmendmentStatus
    finish_on: date | None
    price: Decimal | None = Field(description="元")
    scope: str | None
    why: str
    proposed_by: Side
    subject: str
    at: datetime
    due_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    reason_code: RefusalReason | None
    note: str | None
    actions: list[AmendmentAction] = Field(description="What the caller may do with it now.")
