"""What clients receive about demands: a shape for each level of disclosure.

The shapes are distinct classes, not one with parts left out, so that a private
field cannot slip into a public answer.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.clocks.domain import Stage
from services.requests.demands.disclosure import Disclosure
from services.requests.demands.domain import (
    BudgetBand,
    Comparison,
    Confidentiality,
    CooperationType,
    DemandAction,
    DemandStatus,
    IprWish,
    Urgency,
)
from services.requests.demands.reasons import ReasonCode
from services.requests.pursuit.domain import Move


class NoticeFields(BaseModel):
    """What everybody may know of a published demand."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    case_number: str = Field(description="One a need, from its first word to its last.")
    status: DemandStatus
    confidentiality: Confidentiality
    title: str
    public_summary: str | None
    industry_code: str | None
    region_code: str | None
    budget_band: BudgetBand | None = Field(description="元")
    published_at: datetime | None
    expires_on: date | None


class OutlineFields(NoticeFields):
    """What everybody may know of one that is not confidential."""

    org_hidden: bool
    organization_name: str | None = Field(default=None, description="Null also if kept back.")
    uscc: str | None = None
    budget_min: Decimal | None
    budget_max: Decimal | None
    deadline: date | None
    urgency: Urgency
    discipline_codes: list[str]
    trl: int | None
    cooperation_types: list[CooperationType]
    ipr_wish: IprWish | None
    required_qualifications: list[str]
    keywords: list[str]
    source: str


class MetricTargetRead(BaseModel):
    """A figure that has to be reached."""

    name: str
    present_value: float | None
    comparison: Comparison
    target_value: float
    target_high: float | None
    unit: str | None


class FullFields(OutlineFields):
    """All that is not private."""

    description: str | None
    metric_targets: list[MetricTargetRead]


class DemandNotice(NoticeFields):
    """A confidential demand, as others see it."""

    disclosure: Literal[Disclosure.NOTICE] = Disclosure.NOTICE


class DemandOutline(OutlineFields):
    """A demand for registered readers, as somebody sees it who has not signed in."""

    disclosure: Literal[Disclosure.OUTLINE] = Disclosure.OUTLINE


class DemandFull(FullFields):
    """A demand as others see it who may know what it is about."""

    disclosure: Literal[Disclosure.FULL] = Disclosure.FULL


class DemandConfided(FullFields):
    """A demand as those see it whom its owner has let in, after they accepted the agreement."""

    disclosure: Literal[Disclosure.CONFIDED] = Disclosure.CONFIDED
    confidential_detail: str | None


class DeskRead(BaseModel):
    """How a case stands with the desk: what was met, what is due next, and who is at work."""

    submitted_at: datetime | None
    contact_due: datetime | None
    contacted_at: datetime | None
    plan_due: datetime | None
    decided_at: datetime | None
    close_due: datetime | None
    next_stage: Stage | None
    due_at: datetime | None
    overdue: bool
    escalated_at: datetime | None
    claimed_by: str | None
    claimed_until: datetime | None
    broker: str | None
    merged_into: UUID | None
    closing_reason: ReasonCode | None = Field(
        description="Why the desk proposes to close the case; null unless its owner is to answer."
    )
    closing_due: datetime | None
    challenge_due: datetime | None = Field(
        default=None, description="Until when it waits as a challenge before it goes back."
    )


class DeskFields(FullFields):
    """All but what is confidential even at the desk."""

    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None
    owner_subject: str
    owner_organization: str | None
    source_id: str
    version: int
    created_at: datetime
    updated_at: datetime
    desk: DeskRead
    actions: list[DemandAction] = Field(description="What the caller may do with it now.")
    changeable: list[str] = Field(description="What of it the caller may change now.")


class DemandDesk(DeskFields):
    """A demand as operators see it who do not work on it."""

    disclosure: Literal[Disclosure.DESK] = Disclosure.DESK


class DemandPrivate(DeskFields):
    """A demand as its owner sees it, and the operator who works on it."""

    disclosure: Literal[Disclosure.PRIVATE] = Disclosure.PRIVATE
    confidential_detail: str | None


DemandRead = Annotated[
    DemandNotice | DemandOutline | DemandFull | DemandConfided | DemandDesk | DemandPrivate,
    Field(discriminator="disclosure"),
]
"""A demand as far as the caller may read it; `disclosure` tells how far that is."""


class MarkedPassage(BaseModel):
    """A place in a text as it read then, and what to do about it."""

    field: str
    start: int
    end: int
    words: str
    note: str


class FoundRead(BaseModel):
    """Something public that a search for help came upon."""

    kind: str
    id: UUID
    title: str


class StepDetails(BaseModel):
    """What some steps say besides; null where it does not belong to the step."""

    passages: list[MarkedPassage] | None = None
    public_summary: str | None = None
    into: UUID | None = None
    to: str | None = None
    stage: Stage | None = None
    due_at: datetime | None = None
    response: UUID | None = None
    engagement: UUID | None = None
    confirmed_by: str | None = None
    evidence: list[str] | None = None
    move: Move | None = None
    looked: bool | None = Field(default=None, description="False: matching gave no answer.")
    found: list[FoundRead] | None = None
    invited: list[FoundRead] | None = None
    joined: int | None = Field(default=None, description="How many firms have the same need.")
    next_move: Move | None = None
    next_at: datetime | None = None


class TransitionRead(BaseModel):
    """One step in a demand's life."""

    model_config = ConfigDict(from_attributes=True)

    action: DemandAction
    from_status: DemandStatus
    to_status: DemandStatus
    actor: str
    at: datetime
    reason_code: ReasonCode | None
    note: str | None
    details: StepDetails | None


class LabelRead(BaseModel):
    """A name in both languages."""

    model_config = ConfigDict(from_attributes=True)

    zh: str
    en: str


class ReasonRead(BaseModel):
    """Why something may be done to a demand, and to which actions the reason belongs."""

    model_config = ConfigDict(from_attributes=True)

    code: ReasonCode
    label: LabelRead
    actions: list[DemandAction]


class StatusCount(BaseModel):
    """How many demands stand at a status, of those that the caller may see."""

    status: DemandStatus
    label: LabelRead
    demands: int


class DemandSummary(BaseModel):
    """How many demands there are, of those that the caller may see."""

    total: int
    statuses: list[StatusCount]
