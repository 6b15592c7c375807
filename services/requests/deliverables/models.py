"""The table of files; their bytes lie in the data folder, named by their digest."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.deliverables.domain import FileType, Purpose
from services.requests.engagements.domain import Party
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column, new_id


class Deliverable(RequestsTable, table=True):
    """A file that somebody handed in for an engagement."""

    __tablename__ = "engagement_deliverable"
    __table_args__ = (
        sa.UniqueConstraint("engagement_id", "sha256", "purpose", "party"),
        sa.CheckConstraint("size > 0", name="size_positive"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id")
    milestone_id: UUID | None = Field(default=None, foreign_key="engagement_milestone.id")
    purpose: Purpose = Field(sa_type=enum_column(Purpose))
    party: Party = Field(sa_type=enum_column(Party))
    subject: str = Field(max_length=200)
    name: str = Field(max_length=200)
    file_type: FileType = Field(sa_type=enum_column(FileType))
    size: int = Field(sa_type=sa.BigInteger)
    sha256: str = Field(max_length=64)
    description: str | None = Field(default=None, sa_type=sa.Text)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
