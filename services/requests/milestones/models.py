"""The table of milestones."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.milestones.domain import MilestoneStatus
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column, new_id


class Milestone(RequestsTable, table=True):
    """A part of the work, and by when it is to be done."""

    __tablename__ = "engagement_milestone"
    __table_args__ = (sa.Index(None, "status", "due_on"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id", index=True)
    title: str = Field(max_length=200)
    description: str | None = Field(default=None, sa_type=sa.Text)
    due_on: date
    version: int = 1
    status: MilestoneStatus = Field(
        default=MilestoneStatus.PENDING, sa_type=enum_column(MilestoneStatus)
    )
    note: str | None = Field(default=None, sa_type=sa.Text)
    """What was said with the last step."""
    changed_by: str = Field(max_length=200)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
