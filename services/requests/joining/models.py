"""The table of those who joined a need."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, new_id


class Joining(RequestsTable, table=True):
    """Somebody else has the same need; an organization joins once, whoever of it asks."""

    __tablename__ = "demand_joining"
    __table_args__ = (sa.UniqueConstraint("demand_id", "joiner"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id")
    joiner: str = Field(max_length=210)
    """The organization, or the person if there is none."""
    subject: str = Field(max_length=200)
    organization: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, sa_type=sa.Text)
    merged_from: UUID | None = Field(default=None, foreign_key="demand.id", index=True)
    """The joiner's own need, if an operator merged it into this one."""
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


def joiner_of(subject: str, organization: str | None) -> str:
    """Return who joins: the organization, or the person if there is none."""
    return f"person {subject}" if organization is None else f"organization {organization}"
