"""The tables of what was shown, and of what came of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.tables import MatchingTable
from shared.types import UtcDateTime, new_id


class OutcomeRow(MatchingTable, table=True):
    """An entry's part in a response, as requests tells it: codes and times, no words."""

    __tablename__ = "outcome"

    response_id: UUID = Field(primary_key=True)
    entry_key: str = Field(primary_key=True, max_length=64)
    author: bool
    """Whether the entry is its author's; else it is of the author's team."""
    demand_id: UUID = Field(index=True)
    industry_code: str | None = Field(default=None, max_length=8)
    region_code: str | None = Field(default=None, max_length=12)
    confidentiality: str | None = Field(default=None, max_length=32)
    steps: list[dict[str, Any]] = Field(sa_type=sa.JSON)
    change: int = Field(sa_type=sa.BigInteger, index=True)
    """The change of our copies that brought it: newer is higher."""


class Exposure(MatchingTable, table=True):
    """That an entry was among the first for a need, and since when: each need counts once."""

    __tablename__ = "exposure"

    entry_key: str = Field(primary_key=True, max_length=64)
    demand_id: UUID = Field(primary_key=True)
    first_on: date = Field(index=True)


class ShownList(MatchingTable, table=True):
    """The order in which entries were shown for a need, and what it was computed from.

    Kept without a word of the need or the entries, so that it may outlive both.
    """

    __tablename__ = "shown_list"
    __table_args__ = (sa.Index("ix_shown_list_demand_id_at", "demand_id", "at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    ranker_version: str = Field(max_length=32)
    digest: str = Field(max_length=64)
    """Of the order, to see whether the next list is another one."""
    entries: list[dict[str, Any]] = Field(sa_type=sa.JSON)
    """By place: key, score, whether the place was given, the day the entry was vouched for,
    and the values of the factors as they are without feedback."""
