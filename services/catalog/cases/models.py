"""The table of solved cases."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.domain import CaseConfirmer, CaseOutcome, EntryKind
from services.catalog.entries.models import LINE_LENGTH, one_of
from services.catalog.tables import CatalogTable
from shared.types import enum_column


class HelperReview(CatalogTable, table=True):
    """How a firm marked the work that an entry helped with; a row for each entry that did."""

    __tablename__ = "helper_review"
    __table_args__ = (
        sa.Index(None, "kind", "entry_id"),
        one_of("kind", EntryKind),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name="overall"),
    )

    review_id: UUID = Field(primary_key=True)
    kind: EntryKind = Field(primary_key=True, sa_type=enum_column(EntryKind))
    entry_id: UUID = Field(primary_key=True)
    overall: int
    given_on: date


class SolvedCase(CatalogTable, table=True):
    """That an entry helped in a case; a case has a row for each entry that did, and counts once."""

    __tablename__ = "solved_case"
    __table_args__ = (
        sa.Index(None, "kind", "entry_id"),
        one_of("kind", EntryKind),
        one_of("outcome", CaseOutcome),
        one_of("confirmed_by", CaseConfirmer),
    )

    case_id: UUID = Field(primary_key=True)
    kind: EntryKind = Field(primary_key=True, sa_type=enum_column(EntryKind))
    entry_id: UUID = Field(primary_key=True)
    title: str = Field(sa_type=sa.String(LINE_LENGTH))
    summary: str | None = Field(default=None, sa_type=sa.Text)
    industry_code: str | None = Field(default=None, sa_type=sa.String(8))
    year: int | None = None
    outcome: CaseOutcome = Field(sa_type=enum_column(CaseOutcome))
    confirmed_by: CaseConfirmer = Field(sa_type=enum_column(CaseConfirmer))
    confirmed_on: date
