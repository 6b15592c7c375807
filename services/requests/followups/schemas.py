"""What clients send and receive about follow-ups."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.disputes.schemas import Files
from services.requests.engagements.schemas import OptionalWords
from services.requests.followups.domain import FollowUpAction, FollowUpStatus, Holds
from shared.fields import UNKNOWN_IF_BLANK, Yuan
from shared.schemas import StrictBody


class FollowUpAnswer(StrictBody):
    """Whether the problem is still solved, and what that has brought."""

    holds: Holds
    benefit: Annotated[Yuan | None, UNKNOWN_IF_BLANK] = Field(
        default=None, description="元 since the acceptance; left out if it is not known."
    )
    evidence: OptionalWords = Field(default=None, description="What shows it.")
    files: Files = Field(default=[])


class FollowUpRead(BaseModel):
    """A question to the firm, and its answer."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    months: int = Field(description="After the acceptance; 0 if asked besides.")
    due_on: date
    status: FollowUpStatus
    asked_at: datetime | None
    lapses_at: datetime | None
    answered_at: datetime | None
    answered_by: str | None
    holds: Holds | None
    benefit: Decimal | None = Field(description="元")
    evidence: str | None
    files: list[UUID]
    actions: list[FollowUpAction] = Field(description="What the caller may do with it now.")
