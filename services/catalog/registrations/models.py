"""The tables of registrations, what belongs to them, and what the portal shall be told."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.models import LINE_LENGTH, SUBJECT_LENGTH, one_of
from services.catalog.registrations.domain import (
    Grade,
    RegistrationAction,
    RegistrationStatus,
)
from services.catalog.registrations.reasons import RegistrationReason
from services.catalog.tables import CatalogTable
from shared.types import UtcDateTime, enum_column, new_id

NUMBER_LENGTH: Final = 32
RATINGS: Final = (1, 5)
MINUTES_IN_A_DAY: Final = 24 * 60


class Registration(CatalogTable, table=True):
    """A person's registration as an expert; a person has one, whatever becomes of it."""

    __tablename__ = "registration"
    __table_args__ = (
        sa.UniqueConstraint("subject"),
        sa.UniqueConstraint("number"),
        sa.Index(None, "status", "id"),
        sa.Index(None, "sender", "id"),
        sa.Index(None, "due_at"),
        sa.Index(None, "expert_id"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("term_begins <= term_ends", name="term"),
        one_of("status", RegistrationStatus),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    status: RegistrationStatus = Field(sa_type=enum_column(RegistrationStatus))
    subject: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    sender: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    sender_name: str = Field(sa_type=sa.String(LINE_LENGTH))
    nominated_by: str | None = Field(default=None, sa_type=sa.String(SUBJECT_LENGTH))
    profile: dict[str, Any] = Field(sa_type=sa.JSON)
    statement: str | None = Field(default=None, sa_type=sa.Text)
    number: str | None = Field(default=None, sa_type=sa.String(NUMBER_LENGTH))
    expert_id: UUID | None = None
    term_begins: date | None = None
    term_ends: date | None = None
    renewal_declined: bool = False
    appeal_until: date | None = None
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class RegistrationStep(CatalogTable, table=True):
    """One step in the life of a registration: who took it, when and why."""

    __tablename__ = "registration_step"
    __table_args__ = (
        sa.Index(None, "registration_id", "id"),
        one_of("action", RegistrationAction),
        one_of("from_status", RegistrationStatus),
        one_of("to_status", RegistrationStatus),
        one_of("reason_code", RegistrationReason),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    registration_id: UUID
    action: RegistrationAction = Field(sa_type=enum_column(RegistrationAction))
    from_status: RegistrationStatus = Field(sa_type=enum_column(RegistrationStatus))
    to_status: RegistrationStatus = Field(sa_type=enum_column(RegistrationStatus))
    actor: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    at: datetime = Field(sa_type=UtcDateTime)
    reason_code: RegistrationReason | None = Field(
        default=None, sa_type=enum_column(RegistrationReason)
    )
    note: str | None = Field(default=None, sa_type=sa.Text)


class Dispatch(CatalogTable, table=True):
    """An agreement of the firm, the sending unit and the expert (三方协议)."""

    __tablename__ = "dispatch"
    __table_args__ = (
        sa.UniqueConstraint("agreement_number"),
        sa.Index(None, "registration_id", "id"),
        sa.Index(None, "firm", "id"),
        sa.CheckConstraint("begins_on <= ends_on", name="term"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    registration_id: UUID
    agreement_number: str = Field(sa_type=sa.String(64))
    firm: str | None = Field(default=None, sa_type=sa.String(SUBJECT_LENGTH))
    firm_name: str = Field(sa_type=sa.String(LINE_LENGTH))
    demand_id: UUID | None = None
    hours_per_month: int | None = None
    begins_on: date
    ends_on: date
    firm_signed_on: date
    sender_signed_on: date
    expert_signed_on: date
    recorded_by: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ServiceRecord(CatalogTable, table=True):
    """Hours that an expert says they have served; they count once somebody else confirms."""

    __tablename__ = "service_record"
    __table_args__ = (
        sa.Index(None, "registration_id", "id"),
        sa.CheckConstraint(f"minutes BETWEEN 1 AND {MINUTES_IN_A_DAY}", name="minutes"),
        sa.CheckConstraint(f"rating BETWEEN {RATINGS[0]} AND {RATINGS[1]}", name="rating"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    registration_id: UUID
    dispatch_id: UUID | None = None
    served_on: date
    minutes: int
    note: str = Field(sa_type=sa.Text)
    logged_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_by: str | None = Field(default=None, sa_type=sa.String(SUBJECT_LENGTH))
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rating: int | None = None


class AssessmentRecord(CatalogTable, table=True):
    """What the rule made of somebody's service at a time, with its evidence."""

    __tablename__ = "assessment"
    __table_args__ = (
        sa.Index(None, "registration_id", "id"),
        one_of("grade", Grade),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    registration_id: UUID
    at: datetime = Field(sa_type=UtcDateTime)
    rule_version: str = Field(sa_type=sa.String(64))
    period_from: date
    period_to: date
    lowest: float
    highest: float
    grade: Grade = Field(sa_type=enum_column(Grade))
    lines: list[dict[str, Any]] = Field(sa_type=sa.JSON)


class RoleWish(CatalogTable, table=True):
    """Whether the portal shall say of somebody that they are an expert, and whether it does."""

    __tablename__ = "role_wish"
    __table_args__ = (sa.Index(None, "settled", "next_try_at"),)

    subject: str = Field(primary_key=True, sa_type=sa.String(SUBJECT_LENGTH))
    wanted: bool
    settled: bool = False
    tries: int = 0
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    problem: str | None = Field(default=None, sa_type=sa.Text)


class RegistrationCounter(CatalogTable, table=True):
    """The last number of a year."""

    __tablename__ = "registration_counter"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int
