"""What operators ask of the needs in pursuit, and read about them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.demands.domain import Confidentiality, DemandStatus, Urgency
from services.requests.demands.reads import LabelRead
from services.requests.demands.reasons import ReasonCode
from services.requests.pursuit.domain import Move
from shared.pagination import PageQuery


class PursuitFilters(PageQuery):
    """What the list is narrowed to: any of the values of a filter, all of the filters."""

    status: list[DemandStatus] = Field(default=[])
    move: list[Move] = Field(default=[], description="What is to be done next.")
    overdue: bool | None = Field(default=None, description="Only those whose next move is due.")
    asked: bool | None = Field(default=None, description="Only those whose firm is to answer.")
    mine: bool = Field(default=False, description="Only what the caller brokers.")
    unbrokered: bool = Field(default=False, description="Only what has no broker.")


class PursuedNeed(BaseModel):
    """A need for which the platform goes on looking: what was done, what comes next and when."""

    id: UUID
    case_number: str
    version: int
    status: DemandStatus
    title: str
    organization_name: str | None
    urgency: Urgency
    confidentiality: Confidentiality
    broker: str | None
    since: datetime = Field(description="When it last came to the market.")
    moves: int = Field(description="How many moves were made since.")
    last_move: Move | None
    last_at: datetime | None
    next_move: Move
    next_label: LabelRead
    next_at: datetime
    overdue: bool
    closing_reason: ReasonCode | None = Field(
        description="Why closing is proposed; its firm answers by `closing_due`."
    )
    closing_due: datetime | None


class UnansweredNeed(BaseModel):
    """A published need that nobody answered until it was treated as a common problem."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    case_number: str
    title: str
    public_summary: str | None
    industry_code: str | None
    region_code: str | None
    published_at: datetime | None
    moves: int = Field(description="How often the platform has looked for somebody since.")


class RungRead(BaseModel):
    """One line of the rule that no need is left to lie: a move, and the days before it."""

    model_config = ConfigDict(from_attributes=True)

    move: Move
    label: LabelRead
    after_working_days: int
    repeats: bool
