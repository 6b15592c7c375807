"""The tables of people, of the roles they were granted and of what they consented to."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.domain import ADMINISTRATION, GrantedRole, PersonStatus
from services.portal.tables import Fate, PortalTable
from shared.clock import utc_now
from shared.language import Language
from shared.types import UtcDateTime, enum_column, new_id

EMAIL_LENGTH: Final = 254
NAME_LENGTH: Final = 200
SUBJECT_LENGTH: Final = 200


def one_of(column: str, values: Iterable[StrEnum]) -> sa.CheckConstraint:
    """Return the check that a column holds one of the values, or nothing."""
    listed = ", ".join(f"'{value}'" for value in sorted(values))
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def person_key(**options: Any) -> Any:  # noqa: ANN401 - what SQLModel's Field takes and returns
    """Return a column that names a person."""
    return Field(foreign_key="person.id", **options)


def moment(**options: Any) -> Any:  # noqa: ANN401 - what SQLModel's Field takes and returns
    """Return a column for a moment."""
    return Field(sa_type=UtcDateTime, **options)


class Person(PortalTable, table=True):
    """Somebody with an account; of those who left, only the id remains."""

    __tablename__ = "person"
    __table_args__ = (
        sa.UniqueConstraint("email_key"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("(status = 'deleted') = (email_key IS NULL)", name="email_key"),
        one_of("status", PersonStatus),
        one_of("language", Language),
    )
    PERSON: ClassVar[str | None] = "id"
    FATE: ClassVar[Fate] = Fate.KEPT

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    email: str | None = Field(max_length=EMAIL_LENGTH)
    email_key: str | None = Field(max_length=EMAIL_LENGTH)
    name: str | None = Field(max_length=NAME_LENGTH)
    language: Language = Field(default=Language.ZH, sa_type=enum_column(Language))
    status: PersonStatus = Field(default=PersonStatus.ACTIVE, sa_type=enum_column(PersonStatus))
    created_at: datetime = moment(default_factory=utc_now)
    updated_at: datetime = moment(default_factory=utc_now)


class RoleGrant(PortalTable, table=True):
    """A role somebody was granted, and by whom."""

    __tablename__ = "role_grant"
    __table_args__ = (
        one_of("role", GrantedRole),
        sa.Index(
            "uq_role_grant_administration",
            "person_id",
            unique=True,
            sqlite_where=sa.text("administers"),
            postgresql_where=sa.text("administers"),
        ),
    )
    PERSON: ClassVar[str | None] = "person_id"

    person_id: UUID = person_key(primary_key=True)
    role: GrantedRole = Field(primary_key=True, sa_type=enum_column(GrantedRole))
    administers: bool
    granted_by: str = Field(max_length=SUBJECT_LENGTH)
    granted_at: datetime = moment(default_factory=utc_now)

    @classmethod
    def of(cls, person_id: UUID, role: GrantedRole, by: str) -> "RoleGrant":
        """Return a new grant; the index refuses a second administration of one person."""
        return cls(
            person_id=person_id, role=role, administers=role in ADMINISTRATION, granted_by=by
        )


class Consent(PortalTable, table=True):
    """That somebody agreed to a version of the text on personal data (PIPL, article 14)."""

    __tablename__ = "consent"
    PERSON: ClassVar[str | None] = "person_id"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = person_key(index=True)
    text_version: str = Field(max_length=20)
    text_sha256: str = Field(max_length=64)
    given_at: datetime = moment(default_factory=utc_now)
