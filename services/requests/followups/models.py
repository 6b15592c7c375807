"""The table of follow-ups."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.followups.domain import FollowUpStatus, Holds
from services.requests.tables import RequestsTable
from shared.types import Money, UtcDateTime, enum_column, new_id


class FollowUp(RequestsTable, table=True):
    """A question to the firm, some months after it accepted a result."""

    __tablename__ = "engagement_follow_up"
    __table_args__ = (
        sa.CheckConstraint("benefit >= 0", name="benefit_positive"),
        sa.Index(None, "status", "due_on"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id", index=True)
    months: int
    """After the acceptance; 0 if somebody asked for it besides."""
    due_on: date
    status: FollowUpStatus = Field(
        default=FollowUpStatus.PLANNED, sa_type=enum_column(FollowUpStatus)
    )
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lapses_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last end of a wait that somebody was reminded of; of each once."""
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: str | None = Field(default=None, max_length=200)
    holds: Holds | None = Field(default=None, sa_type=enum_column(Holds))
    benefit: Decimal | None = Field(default=None, sa_type=Money)
    """元 since the acceptance; null if the firm does not know or does not say."""
    evidence: str | None = Field(default=None, sa_type=sa.Text)
    files: list[str] = Field(default_factory=list, sa_type=sa.JSON)
