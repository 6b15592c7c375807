"""What clients send and receive about listings."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from services.catalog.listings.domain import (
    REASON_LABELS,
    ListingAction,
    ListingReason,
    ListingStatus,
)
from shared.language import current_language
from shared.schemas import MediumText, StrictBody


class ListingStepDraft(StrictBody):
    """What shall happen to a listing, and why."""

    action: ListingAction
    reason_code: ListingReason | None = None
    note: MediumText | None = None


class ListingStepRead(BaseModel):
    """A step in the life of a listing."""

    model_config = ConfigDict(from_attributes=True)

    action: ListingAction
    from_status: ListingStatus
    to_status: ListingStatus
    actor: str
    at: datetime
    reason_code: ListingReason | None
    note: str | None


class ListingRead(BaseModel):
    """How a provider is listed, as its owner and operators read it."""

    status: ListingStatus
    due_at: datetime | None = Field(description="When the clock acts, if nobody else does.")
    actions: list[ListingAction] = Field(description="What the caller may do now.")
    history: list[ListingStepRead]


class ListingReasonRead(BaseModel):
    """A reason, in the language asked for."""

    code: ListingReason
    label: str

    @classmethod
    def all(cls) -> list[Self]:
        """Return every reason."""
        language = current_language.get()
        return [cls(code=code, label=label.pick(language)) for code, label in REASON_LABELS.items()]
