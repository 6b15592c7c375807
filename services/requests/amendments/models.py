"""The table of proposed changes."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.amendments.domain import AmendmentKind, AmendmentStatus, RefusalReason
from services.requests.engagements.domain import Side
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import Money, UtcDateTime, enum_column, new_id


class Amendment(RequestsTable, table=True):
    """A change that one side proposes; what is null stays as it was agreed."""

    __tablename__ = "engagement_amendment"
    __table_args__ = (sa.CheckConstraint("price >= 0", name="price_positive"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id", index=True)
    version: int = 1
    kind: AmendmentKind = Field(sa_type=enum_column(AmendmentKind))
    status: AmendmentStatus = Field(
        default=AmendmentStatus.PROPOSED, sa_type=enum_column(AmendmentStatus)
    )
    finish_on: date | None = None
    price: Decimal | None = Field(default=None, sa_type=Money)
    scope: str | None = Field(default=None, sa_type=sa.Text)
    why: str = Field(sa_type=sa.Text)
    proposed_by: Side = Field(sa_type=enum_column(Side))
    subject: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last end of a wait that somebody was reminded of; of each once."""
    answered_by: str | None = Field(default=None, max_length=200)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason_code: RefusalReason | None = Field(default=None, sa_type=enum_column(RefusalReason))
    note: str | None = Field(default=None, sa_type=sa.Text)
