"""The table of cases that firms have confirmed."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.cases.domain import CaseOutcome
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column, new_id


class SolvedCase(RequestsTable, table=True):
    """An accepted result: who helped whom, on what evidence, confirmed by whom and when.

    Cases with one key are one problem, and are counted once.
    """

    __tablename__ = "solved_case"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id", unique=True)
    demand_id: UUID = Field(foreign_key="demand.id", index=True)
    key: str = Field(max_length=64)
    outcome: CaseOutcome = Field(sa_type=enum_column(CaseOutcome))
    outcome_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the firm said something else than it confirmed; None if it never did."""
    helpers: list[dict[str, str]] = Field(default_factory=list, sa_type=sa.JSON)
    """Catalogue entries: `{"kind": …, "id": …}`."""
    industry_code: str | None = Field(default=None, max_length=3)
    confirmed_by: str = Field(max_length=200)
    confirmed_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    evidence: str = Field(sa_type=sa.Text)
    files: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    results: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    public: bool = False
    title: str | None = Field(default=None, max_length=200)
    summary: str | None = Field(default=None, sa_type=sa.Text)
