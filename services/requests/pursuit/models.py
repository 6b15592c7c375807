"""The table of needs in pursuit."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.requests.pursuit.domain import Move
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column


class Pursuit(RequestsTable, table=True):
    """What is done next for a need, and what was done last."""

    __tablename__ = "pursuit"

    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id", ondelete="CASCADE")
    since: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    moves: int = 0
    """How many were made since it last came to the market."""
    last_move: Move | None = Field(default=None, sa_type=enum_column(Move))
    last_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_move: Move = Field(sa_type=enum_column(Move))
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    """Null while the need rests."""
