"""The columns every kind of entry has, and the tables all kinds share."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.domain import (
    LOCAL_SOURCE,
    TAG_LENGTH,
    EntryAction,
    EntryKind,
    EntryStatus,
    Facet,
    ReasonCode,
)
from services.catalog.tables import CatalogTable
from shared.people.recognition import MARK_LENGTH
from shared.types import Money, UtcDateTime, enum_column, new_id

SOURCE_LENGTH: Final = 64
KEY_LENGTH: Final = 200
SUBJECT_LENGTH: Final = 200
LINE_LENGTH: Final = 200

# Bytewise on both engines, so that pages of names have one order.
BYTEWISE: Final = sa.String(LINE_LENGTH * 2).with_variant(
    sa.String(LINE_LENGTH * 2, collation="C"), "postgresql"
)


class EntryTable(CatalogTable):
    """The columns of every entry; a kind adds its own and names the table."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    source: str = Field(default=LOCAL_SOURCE, sa_type=sa.String(SOURCE_LENGTH))
    source_id: str = Field(sa_type=sa.String(KEY_LENGTH))
    version: int = 1
    status: EntryStatus = Field(default=EntryStatus.ACTIVE, sa_type=enum_column(EntryStatus))
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    assured_date: date | None = None
    owner_subject: str | None = Field(default=None, sa_type=sa.String(SUBJECT_LENGTH))
    owner_organization: str | None = Field(default=None, sa_type=sa.String(SUBJECT_LENGTH))
    held_by_operator: bool = False
    sort_name: str = Field(sa_type=BYTEWISE)
    keywords: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    industry_codes: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    discipline_codes: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    region_code: str | None = Field(default=None, sa_type=sa.String(6))
    contact_name: str | None = Field(default=None, sa_type=sa.String(LINE_LENGTH))
    contact_phone: str | None = Field(default=None, sa_type=sa.String(64))
    contact_email: str | None = Field(default=None, sa_type=sa.String(254))

    @property
    def listed(self) -> bool:
        """Whether the platform lists it; only providers are verified and listed as such."""
        return True

    NAME: ClassVar[str] = "name"
    """The field people know the entry by."""


def one_of(column: str, values: Iterable[StrEnum]) -> sa.CheckConstraint:
    """Return the check that a column holds one of the values, or nothing."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class EntryTag(CatalogTable, table=True):
    """One thing an entry is filed under; what makes many-valued filters use an index."""

    __tablename__ = "entry_tag"
    __table_args__ = (
        sa.Index(None, "entry_id"),
        one_of("kind", EntryKind),
        one_of("facet", Facet),
    )

    kind: EntryKind = Field(primary_key=True, sa_type=enum_column(EntryKind))
    facet: Facet = Field(primary_key=True, sa_type=enum_column(Facet))
    value: str = Field(primary_key=True, sa_type=sa.String(TAG_LENGTH))
    entry_id: UUID = Field(primary_key=True)


class StatusChange(CatalogTable, table=True):
    """One step in the life of an entry: who moved it, when and why."""

    __tablename__ = "status_change"
    __table_args__ = (
        sa.Index(None, "entry_id", "id"),
        one_of("kind", EntryKind),
        one_of("action", EntryAction),
        one_of("from_status", EntryStatus),
        one_of("to_status", EntryStatus),
        one_of("reason_code", ReasonCode),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: EntryKind = Field(sa_type=enum_column(EntryKind))
    entry_id: UUID
    action: EntryAction = Field(sa_type=enum_column(EntryAction))
    from_status: EntryStatus = Field(sa_type=enum_column(EntryStatus))
    to_status: EntryStatus = Field(sa_type=enum_column(EntryStatus))
    actor: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    by_operator: bool
    at: datetime = Field(sa_type=UtcDateTime)
    reason_code: ReasonCode | None = Field(default=None, sa_type=enum_column(ReasonCode))
    note: str | None = Field(default=None, sa_type=sa.Text)


class ForgottenContact(CatalogTable, table=True):
    """That whoever was to be reached about an entry has left: no import names them again."""

    __tablename__ = "forgotten_contact"

    entry_id: UUID = Field(primary_key=True)


class ErasureMark(CatalogTable, table=True):
    """By what an import recognizes somebody who had themselves erased: a digest, and no more."""

    __tablename__ = "erasure_mark"

    mark: str = Field(primary_key=True, max_length=MARK_LENGTH)


def entry_constraints(
    *own: sa.schema.SchemaItem, name: str = "name"
) -> tuple[sa.schema.SchemaItem, ...]:
    """Return what holds for every entry's table, and what is the kind's own.

    SQLModel does not validate table models, so the database refuses what the
    schemas should already have refused.
    """
    return (
        sa.UniqueConstraint("source", "source_id"),
        sa.Index(None, "sort_name", "id"),
        sa.Index(None, "status"),
        sa.Index(None, "owner_subject"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("source_id <> ''", name="source_id"),
        sa.CheckConstraint(f"{name} <> ''", name=name),
        one_of("status", EntryStatus),
        *own,
    )


def in_order(low: str, high: str) -> tuple[sa.CheckConstraint, ...]:
    """Return the checks that two amounts are not negative and the first not the greater."""
    return (
        sa.CheckConstraint(f"{low} >= 0", name=low),
        sa.CheckConstraint(f"{high} >= 0", name=high),
        sa.CheckConstraint(f"{low} <= {high}", name=f"{low}_{high}"),
    )


def amount() -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """Return a column for an amount in 元 that may be unknown."""
    return Field(default=None, sa_type=Money)


def listed() -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """Return a column for a list, empty when nothing is known."""
    return Field(default_factory=list, sa_type=sa.JSON)


def line(length: int = LINE_LENGTH) -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """Return a column for a short text that may be unknown."""
    return Field(default=None, sa_type=sa.String(length))


def prose() -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """Return a column for a long text that may be unknown."""
    return Field(default=None, sa_type=sa.Text)


def choice(values: type[StrEnum]) -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """Return a column for one of the values, or unknown."""
    return Field(default=None, sa_type=enum_column(values))
