"""The parts of responses that the pages show."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel


class EntrySnapshot(BaseModel):
    """An entry of the catalogue, as it was called when it was named."""

    kind: str
    id: UUID
    title: str


class MemberSnapshot(BaseModel):
    """Somebody of the team."""

    id: UUID
    entry: EntrySnapshot
    role: str
    task: str | None
    consent: str
    consent_note: str | None


class OfferSnapshot(BaseModel):
    """Terms that one side has put on the table."""

    number: int
    bidder: str
    at: datetime
    price: Decimal
    price_note: str | None
    duration_days: int
    terms: str
    valid_until: date | None
    accepts: int | None


class AuthorContactSnapshot(BaseModel):
    """How the author is reached, as they wrote it down themselves."""

    name: str | None
    phone: str | None
    email: str | None


class ResponseSnapshot(BaseModel):
    """A response, as far as the reader may see it."""

    id: UUID
    demand_id: UUID
    version: int
    seen_as: str
    status: str
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None
    overdue: bool
    paused: bool
    waiting_for: str | None
    entry: EntrySnapshot | None
    invited: bool
    invitation: str | None
    approach: str | None
    experience: str | None
    available_from: date | None
    members: list[MemberSnapshot]
    offer: OfferSnapshot | None
    contact_agreed: list[str]
    engagement_id: UUID | None
    reason_code: str | None
    reason_note: str | None
    actions: list[str]
    contact: AuthorContactSnapshot | None = None

    @property
    def etag(self) -> str:
        """What a change is about."""
        return f'"v{self.version}"'

    @property
    def editable(self) -> bool:
        """Whether the reader may change what it says: whoever can send it can write it."""
        return not {"express", "supply_info"}.isdisjoint(self.actions)


class ResponsePage(BaseModel):
    """Some responses, the newest first."""

    items: list[ResponseSnapshot]
    next_cursor: str | None = None


class ResponseStepSnapshot(BaseModel):
    """One step in a response's life."""

    action: str
    to_status: str
    part: str
    at: datetime
    reason_code: str | None
    note: str | None


class ContactSnapshot(BaseModel):
    """How to reach one side."""

    organization_name: str | None
    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None


class ExchangeSnapshot(BaseModel):
    """How far both sides are with telling each other how they are reached."""

    firm_agreed_at: datetime | None
    author_agreed_at: datetime | None
    firm: ContactSnapshot | None
    author: ContactSnapshot | None
