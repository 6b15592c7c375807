"""The parts of grants and agreements that the pages show."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel


class GrantAcceptanceSnapshot(BaseModel):
    """That somebody accepted the agreement."""

    agreement: int
    at: datetime


class GrantSnapshot(BaseModel):
    """Somebody's wish to read what a need keeps confidential."""

    id: UUID
    demand_id: UUID
    version: int
    status: str
    applicant_name: str
    purpose: str
    requested_at: datetime
    decided_at: datetime | None
    valid_days: int | None
    due_at: datetime | None
    again_from: datetime | None
    reason_code: str | None
    note: str | None
    acceptances: list[GrantAcceptanceSnapshot]
    actions: list[str]

    @property
    def etag(self) -> str:
        """What a change is about."""
        return f'"v{self.version}"'


class GrantPage(BaseModel):
    """Some grants, the newest first."""

    items: list[GrantSnapshot]
    next_cursor: str | None = None


class GrantStepSnapshot(BaseModel):
    """One step in a grant's life."""

    action: str
    to_status: str
    party: str
    at: datetime
    reason_code: str | None
    note: str | None


class AgreementSnapshot(BaseModel):
    """A version of the confidentiality agreement."""

    number: int
    text_zh: str
    text_en: str
    sha256: str


class ServedSnapshot(BaseModel):
    """Service that an expert gave on a day."""

    id: UUID
    registration_id: UUID
    expert_name: str
    sender_name: str
    firm_name: str | None
    agreement_number: str | None
    served_on: date
    minutes: int
    note: str
    rating: int | None
    confirmable: bool

    @property
    def form(self) -> str:
        """What the form is called in which it is confirmed."""
        return f"confirm-{self.id}"


class ServedPage(BaseModel):
    """Some service, the newest first."""

    items: list[ServedSnapshot]
    next_cursor: str | None = None
