"""The parts of registrations, listings and teams that the desk shows."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field


class ProfileSnapshot(BaseModel):
    """What an applicant says of themselves."""

    name: str
    title: str | None = None
    summary: str | None = None
    specialties: list[str] = Field(default=[])
    hours_per_month: int | None = None
    region_code: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


class RegistrationSnapshot(BaseModel):
    """An expert's registration."""

    id: UUID
    version: int
    status: str
    sender_name: str
    profile: ProfileSnapshot
    statement: str | None
    number: str | None
    expert_id: UUID | None
    term_begins: date | None
    term_ends: date | None
    renewal_declined: bool
    appeal_until: date | None
    due_at: datetime | None
    overdue: bool
    created_at: datetime
    actions: list[str]


class RegistrationPage(BaseModel):
    """Some registrations."""

    items: list[RegistrationSnapshot]
    next_cursor: str | None = None


class StepSnapshot(BaseModel):
    """Something that happened to a registration, a listing or a team."""

    action: str
    to_status: str
    actor: str
    at: datetime
    reason_code: str | None
    note: str | None


class ReasonSnapshot(BaseModel):
    """A reason, in the language asked for; without actions it belongs to any."""

    code: str
    label: str
    actions: list[str] | None = None


class AssessmentLine(BaseModel):
    """A criterion's part of an assessment; null is unknown."""

    criterion: str
    value: float | None
    full_at: float
    points: float | None
    possible: int


class AssessmentSnapshot(BaseModel):
    """What the published rule made of somebody's service."""

    id: UUID
    at: datetime
    rule_version: str
    period_from: date
    period_to: date
    lowest: float
    highest: float
    grade: str
    lines: list[AssessmentLine]


class DispatchSnapshot(BaseModel):
    """An agreement of three parties."""

    agreement_number: str
    firm_name: str
    begins_on: date
    ends_on: date
    ended_at: datetime | None


class ListingSnapshot(BaseModel):
    """How a provider is listed."""

    status: str
    due_at: datetime | None
    actions: list[str]
    history: list[StepSnapshot]


class ProviderSnapshot(BaseModel):
    """A provider, as an operator reads it."""

    id: UUID
    version: int
    name: str
    uscc: str | None
    summary: str | None
    capabilities: list[str]
    qualifications: list[str]
    region_code: str | None
    website: str | None
    assured_date: date | None
    listing_status: str
    created_at: datetime
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


class ProviderPage(BaseModel):
    """Some providers."""

    items: list[ProviderSnapshot]
    next_cursor: str | None = None


class TeamMember(BaseModel):
    """Somebody who is asked into a team."""

    name: str
    duty: str
    skills: list[str]
    consent: str


class TeamSnapshot(BaseModel):
    """A team of experts."""

    id: UUID
    version: int
    status: str
    name: str
    task: str
    demand_id: UUID | None
    ends_on: date
    filed_on: date | None
    due_at: datetime | None
    created_at: datetime
    members: list[TeamMember]
    actions: list[str]


class TeamPage(BaseModel):
    """Some teams."""

    items: list[TeamSnapshot]
    next_cursor: str | None = None


class EngagementItem(BaseModel):
    """An engagement in a list."""

    id: UUID
    demand_id: UUID
    case_number: str
    title: str
    version: int
    status: str
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None


class EngagementPage(BaseModel):
    """Some engagements."""

    items: list[EngagementItem]
    next_cursor: str | None = None


class EngagementSnapshot(EngagementItem):
    """An engagement as an operator sees it."""

    before: str | None
    opened_by: str | None
    price: str | None = None
    price_note: str | None = None
    terms: str | None = None
    start_on: date | None = None
    finish_on: date | None = None
    delivered_at: datetime | None = None
    contract: dict[str, Any] | None = None
    actions: list[str]


class StatementSnapshot(BaseModel):
    """What somebody said in a dispute, and the files it rests on."""

    id: UUID
    party: str
    words: str
    files: list[UUID]
    at: datetime


class EngagementReason(BaseModel):
    """Why something may be done to an engagement."""

    code: str
    label: dict[str, str]
    actions: list[str]
