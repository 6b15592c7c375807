"""What clients receive about engagements: all of it for the sides, an outline for the team."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.engagements.domain import (
    ContractKind,
    Document,
    EngagementAction,
    EngagementStatus,
    Party,
    Side,
)
from services.requests.engagements.openings import Opening
from services.requests.engagements.reasons import EngagementReason


class Shown(StrEnum):
    """How much of an engagement is shown."""

    OUTLINE = "outline"
    WHOLE = "whole"


class LabelRead(BaseModel):
    """A name in both languages."""

    model_config = ConfigDict(from_attributes=True)

    zh: str
    en: str


class MemberRead(BaseModel):
    """Somebody of the helper's team."""

    model_config = ConfigDict(from_attributes=True)

    subject: str
    organization: str | None
    role: str | None
    entry_kind: str | None
    entry_id: UUID | None


class ContractRead(BaseModel):
    """A contract, or the newest draft of one."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    kind: ContractKind
    title: str
    scope: str
    price: Decimal | None = Field(description="元")
    payment: str | None
    intellectual_property: str | None
    start_on: date
    finish_on: date
    digest: str = Field(description="What a signature under this draft names.")
    drafted_by: Side
    subject: str
    at: datetime


class SignatureRead(BaseModel):
    """Who signed which text, and when."""

    model_config = ConfigDict(from_attributes=True)

    document: Document
    version: int
    digest: str
    side: Side
    subject: str
    organization: str | None
    at: datetime


class OutlineFields(BaseModel):
    """What everybody knows who takes part."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    demand_id: UUID
    case_number: str
    title: str
    version: int
    status: EngagementStatus
    label: LabelRead
    parts: list[Party] = Field(description="The parts the caller has in it.")
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None = Field(description="When the clock acts, if nobody else has.")
    start_on: date | None
    finish_on: date | None
    started_at: datetime | None
    delivered_at: datetime | None
    accepted_at: datetime | None
    ended_at: datetime | None
    members: list[MemberRead]
    openings: list[Opening] = Field(description="What the caller may add to it now.")


class EngagementOutline(OutlineFields):
    """An engagement as a member of the helper's team sees it."""

    shown: Literal[Shown.OUTLINE] = Shown.OUTLINE


class EngagementWhole(OutlineFields):
    """An engagement as its two sides and operators see it."""

    shown: Literal[Shown.WHOLE] = Shown.WHOLE
    response_id: UUID
    firm_subject: str
    firm_organization: str | None
    helper_subject: str
    helper_organization: str | None
    broker: str | None
    entry_kind: str | None
    entry_id: UUID | None
    price: Decimal | None = Field(description="元, as it was offered")
    price_note: str | None
    lead_time_days: int | None
    terms: str | None
    before: EngagementStatus | None
    opened_by: Side | None
    escalations: int
    registration_number: str | None
    registered_on: date | None
    contract: ContractRead | None
    signatures: list[SignatureRead]
    actions: list[EngagementAction] = Field(description="What the caller may do with it now.")


EngagementRead = Annotated[EngagementOutline | EngagementWhole, Field(discriminator="shown")]


class EngagementItem(BaseModel):
    """An engagement in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    demand_id: UUID
    case_number: str
    title: str
    version: int
    status: EngagementStatus
    parts: list[Party] = Field(description="The parts the caller has in it.")
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None


class EngagementTransitionRead(BaseModel):
    """One step in an engagement's life."""

    model_config = ConfigDict(from_attributes=True)

    action: EngagementAction
    from_status: EngagementStatus
    to_status: EngagementStatus
    actor: str
    at: datetime
    reason_code: EngagementReason | None
    note: str | None
    details: dict[str, Any] | None


class EngagementReasonRead(BaseModel):
    """Why something may be done to an engagement, and to which actions the reason belongs."""

    model_config = ConfigDict(from_attributes=True)

    code: EngagementReason
    label: LabelRead
    actions: list[EngagementAction]


class AgreementRead(BaseModel):
    """A text to be signed."""

    version: int
    text: LabelRead
    digest: str
