"""What clients receive about responses: a shape for each side, so that nothing slips through."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.demands.reads import LabelRead
from services.requests.responses.domain import (
    Bidder,
    Consent,
    EntryKind,
    Part,
    ResponseAction,
    ResponseStatus,
)
from services.requests.responses.reasons import ResponseReason


class AuthorContact(BaseModel):
    """How to reach somebody."""

    name: str | None
    phone: str | None
    email: str | None


class NamedEntry(BaseModel):
    """An entry of the catalogue, as it was called when it was named here."""

    kind: EntryKind
    id: UUID
    title: str


class TeamMember(BaseModel):
    """Somebody of the team, and whether they have agreed to be."""

    id: UUID
    entry: NamedEntry
    role: str
    task: str | None
    consent: Consent
    consent_note: str | None
    consent_at: datetime | None


class OfferRead(BaseModel):
    """Terms that one side has put on the table."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    bidder: Bidder
    at: datetime
    price: Decimal = Field(description="元")
    price_note: str | None
    duration_days: int
    terms: str
    valid_until: date | None
    accepts: int | None = Field(description="The number of the offer whose terms these are.")


class ResponseFields(BaseModel):
    """What everybody reads who has a part in a response."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    demand_id: UUID
    version: int
    status: ResponseStatus
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None = Field(description="By when something has to come; null if nothing.")
    overdue: bool
    paused: bool = Field(description="Whether it rests because the need does.")
    waiting_for: Part | None = Field(description="Whose turn it is.")
    entry: NamedEntry | None
    invited: bool
    invitation: str | None
    approach: str | None
    experience: str | None
    available_from: date | None
    members: list[TeamMember]
    offer: OfferRead | None = Field(description="What lies on the table.")
    contact_agreed: list[Part] = Field(description="Who has agreed to exchange contacts.")
    engagement_id: UUID | None
    reason_code: ResponseReason | None = Field(description="Why it stands where it stands.")
    reason_note: str | None
    actions: list[ResponseAction] = Field(description="What the caller may do with it now.")


class ResponseOfAuthor(ResponseFields):
    """A response as those see it who wrote it."""

    seen_as: Literal[Part.AUTHOR] = Part.AUTHOR
    contact: AuthorContact


class ResponseOfMember(ResponseFields):
    """A response as those see it who are asked to take part in it."""

    seen_as: Literal[Part.MEMBER] = Part.MEMBER


class ResponseOfFirm(ResponseFields):
    """A response as the firm sees it; contacts pass at GET /responses/{response_id}/contacts."""

    seen_as: Literal[Part.FIRM] = Part.FIRM


class ResponseOfDesk(ResponseFields):
    """A response as operators see it; how to reach its author they ask for, and that is logged."""

    seen_as: Literal[Part.OPERATOR] = Part.OPERATOR
    author_subject: str
    author_organization: str | None
    invited_by: str | None
    handler: str | None


ResponseRead = Annotated[
    ResponseOfAuthor | ResponseOfMember | ResponseOfFirm | ResponseOfDesk,
    Field(discriminator="seen_as"),
]
"""A response as the caller sees it; `seen_as` tells as what."""

ResponseShape = ResponseOfAuthor | ResponseOfMember | ResponseOfFirm | ResponseOfDesk


class ResponseStepDetails(BaseModel):
    """What some steps say besides; null where it does not belong to the step."""

    offer: int | None = Field(default=None, description="The number of the offer made or taken.")
    engagement: UUID | None = None
    into: UUID | None = Field(default=None, description="Where a merged need goes on.")


class ResponseStepRead(BaseModel):
    """One step in a response's life; who acted is told as their part, not by name."""

    model_config = ConfigDict(from_attributes=True)

    action: ResponseAction
    from_status: ResponseStatus | None = Field(description="Null if it began with this step.")
    to_status: ResponseStatus
    part: Part
    at: datetime
    reason_code: ResponseReason | None
    note: str | None
    details: ResponseStepDetails | None


class ResponseReasonRead(BaseModel):
    """Why something may be done to a response, and to which actions the reason belongs."""

    model_config = ConfigDict(from_attributes=True)

    code: ResponseReason
    label: LabelRead
    actions: list[ResponseAction]
