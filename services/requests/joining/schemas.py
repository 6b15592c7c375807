"""What clients send and receive about joining a need."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.fields import UNKNOWN_IF_BLANK
from shared.schemas import MediumText, StrictBody


class JoinRequest(StrictBody):
    """What the joining firm wants to add; the owner does not see it, operators do."""

    note: Annotated[MediumText | None, UNKNOWN_IF_BLANK] = None


class JoiningRead(BaseModel):
    """Who joined a need, and when."""

    model_config = ConfigDict(from_attributes=True)

    demand_id: UUID
    subject: str
    organization: str | None
    note: str | None
    merged_from: UUID | None = Field(description="The joiner's own need, if it was merged.")
    at: datetime


class JoinersRead(BaseModel):
    """How many joined a need; who they are is told to operators only, else null."""

    count: int
    joiners: list[JoiningRead] | None
