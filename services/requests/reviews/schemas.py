"""What clients send and receive about reviews."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.engagements.domain import Side
from services.requests.engagements.schemas import OptionalNote
from shared.schemas import StrictBody, Whole

Mark = Annotated[Whole, Field(ge=1, le=5)]


class ReviewDraft(StrictBody):
    """What one side says about the other: marks from 1 (poor) to 5 (excellent)."""

    overall: Mark
    quality: Mark | None = None
    timeliness: Mark | None = None
    communication: Mark | None = None
    words: OptionalNote = None


class ReviewRead(BaseModel):
    """A review."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    side: Side = Field(description="Who wrote it; it is about the other.")
    subject: str
    overall: int
    quality: int | None
    timeliness: int | None
    communication: int | None
    words: str | None
    at: datetime


class ReviewsRead(BaseModel):
    """The reviews of an engagement, as far as the caller may read them."""

    given: list[Side] = Field(description="Which sides have given theirs.")
    reviews: list[ReviewRead] = Field(
        description="One's own; the other's once both are given or the time for them is over."
    )
    open: bool = Field(description="Whether reviews are still taken.")
