"""Matches as they were shown, so that it can be said later why."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.tables import MatchingTable
from shared.types import UtcDateTime


class Match(MatchingTable, table=True):
    """An entry that was matched with a demand, with everything its reader was told.

    A demand has one set of rows: those of its latest computation, which is made anew when
    the demand, the index or the ranker has changed. `answer` holds the factors and reasons,
    and with them words of the demand: the rows go when it is not published any more.
    """

    __tablename__ = "match"
    __table_args__ = (sa.CheckConstraint("position >= 1", name="position"),)

    demand_id: UUID = Field(primary_key=True)
    position: int = Field(primary_key=True)
    entry_key: str = Field(max_length=64, index=True)
    score: float
    ranker_version: str = Field(max_length=32)
    answer: dict[str, Any] = Field(sa_type=sa.JSON)


class MatchRun(MatchingTable, table=True):
    """Of what and by what the matches of a demand were computed."""

    __tablename__ = "match_run"

    demand_id: UUID = Field(primary_key=True)
    demand_change: int = Field(sa_type=sa.BigInteger)
    index_change: int = Field(sa_type=sa.BigInteger)
    feedback_change: int = Field(sa_type=sa.BigInteger)
    ranker_version: str = Field(max_length=32)
    considered: int
    facets: dict[str, dict[str, int]] = Field(sa_type=sa.JSON)
    computed_at: datetime = Field(sa_type=UtcDateTime)
