"""What operators ask of the queue, and read in it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.requests.demands.domain import Confidentiality, DemandStatus, Urgency
from services.requests.demands.reads import DeskRead
from shared.pagination import PageQuery


class QueueFilters(PageQuery):
    """What the queue is narrowed to: any of the statuses, and all of the rest."""

    status: list[DemandStatus] = Field(default=[])
    overdue: bool | None = Field(default=None, description="Only what the desk is late with.")
    escalated: bool | None = Field(default=None, description="Only what the clock has escalated.")
    mine: bool = Field(default=False, description="Only what the caller has claimed or brokers.")
    unclaimed: bool = Field(default=False, description="Only what nobody is at work on.")


class QueueItem(BaseModel):
    """A case in the queue, in the few words that a list shows."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    case_number: str
    version: int
    status: DemandStatus
    title: str
    organization_name: str | None
    urgency: Urgency
    confidentiality: Confidentiality
    desk: DeskRead
