"""The table of reviews."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.engagements.domain import Side
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column, new_id


class Review(RequestsTable, table=True):
    """What one side says about the other, once; each mark 1 to 5, null if not given."""

    __tablename__ = "engagement_review"
    __table_args__ = (
        sa.UniqueConstraint("engagement_id", "side"),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name="overall_range"),
        sa.CheckConstraint("quality BETWEEN 1 AND 5", name="quality_range"),
        sa.CheckConstraint("timeliness BETWEEN 1 AND 5", name="timeliness_range"),
        sa.CheckConstraint("communication BETWEEN 1 AND 5", name="communication_range"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id")
    side: Side = Field(sa_type=enum_column(Side))
    subject: str = Field(max_length=200)
    overall: int
    quality: int | None = None
    timeliness: int | None = None
    communication: int | None = None
    words: str | None = Field(default=None, sa_type=sa.Text)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
