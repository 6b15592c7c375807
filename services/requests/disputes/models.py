"""The table of what was said in disputes; how they begin and end is in the engagement's history."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.engagements.domain import Party
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column, new_id


class Statement(RequestsTable, table=True):
    """What one side, or an operator, said in a dispute, and the files it rests on."""

    __tablename__ = "dispute_statement"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id", index=True)
    party: Party = Field(sa_type=enum_column(Party))
    subject: str = Field(max_length=200)
    words: str = Field(sa_type=sa.Text)
    files: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
