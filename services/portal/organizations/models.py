"""The tables of organizations, their members, invitations and history."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import (
    NAME_LENGTH,
    SUBJECT_LENGTH,
    moment,
    one_of,
    person_key,
)
from services.portal.organizations.domain import (
    MemberRole,
    OrganizationAction,
    OrganizationKind,
    OrganizationStatus,
    ReasonCode,
)
from services.portal.tables import Fate, PortalTable
from shared.clock import utc_now
from shared.types import enum_column, new_id

_TAKEN = sa.text("status IN ('suspended', 'verified')")


class Organization(PortalTable, table=True):
    """A firm, a provider, a university, an association or a bureau.

    Anybody may register a credit code, so only one that was verified is taken.
    """

    __tablename__ = "organization"
    __table_args__ = (
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("length(uscc) = 18", name="uscc"),
        one_of("kind", OrganizationKind),
        one_of("status", OrganizationStatus),
        sa.Index(
            "uq_organization_uscc",
            "uscc",
            unique=True,
            sqlite_where=_TAKEN,
            postgresql_where=_TAKEN,
        ),
        sa.Index(None, "status", "id"),
    )
    PERSON: ClassVar[str | None] = None

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    name: str = Field(max_length=NAME_LENGTH)
    kind: OrganizationKind = Field(sa_type=enum_column(OrganizationKind))
    uscc: str = Field(max_length=18)
    region_code: str | None = Field(default=None, max_length=6)
    status: OrganizationStatus = Field(
        default=OrganizationStatus.REGISTERED, sa_type=enum_column(OrganizationStatus)
    )
    created_at: datetime = moment(default_factory=utc_now)
    updated_at: datetime = moment(default_factory=utc_now)


class Membership(PortalTable, table=True):
    """That somebody belongs to an organization."""

    __tablename__ = "membership"
    __table_args__ = (one_of("role", MemberRole),)
    PERSON: ClassVar[str | None] = "person_id"

    organization_id: UUID = Field(foreign_key="organization.id", primary_key=True)
    person_id: UUID = person_key(primary_key=True, index=True)
    role: MemberRole = Field(sa_type=enum_column(MemberRole))
    joined_at: datetime = moment(default_factory=utc_now)


class Invitation(PortalTable, table=True):
    """That somebody was asked to join; it ends with the token in the letter."""

    __tablename__ = "invitation"
    __table_args__ = (one_of("role", MemberRole),)
    PERSON: ClassVar[str | None] = "invited_by"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organization.id", index=True)
    mail_token_id: UUID = Field(foreign_key="mail_token.id", ondelete="CASCADE", unique=True)
    role: MemberRole = Field(sa_type=enum_column(MemberRole))
    invited_by: UUID = person_key(index=True)
    created_at: datetime = moment(default_factory=utc_now)


class OrganizationStep(PortalTable, table=True):
    """One step in the life of an organization: who took it, when and why."""

    __tablename__ = "organization_step"
    __table_args__ = (
        one_of("action", OrganizationAction),
        one_of("from_status", OrganizationStatus),
        one_of("to_status", OrganizationStatus),
        one_of("reason_code", ReasonCode),
        sa.Index(None, "organization_id", "id"),
    )
    PERSON: ClassVar[str | None] = "actor"
    FATE: ClassVar[Fate] = Fate.KEPT

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organization.id")
    action: OrganizationAction = Field(sa_type=enum_column(OrganizationAction))
    from_status: OrganizationStatus = Field(sa_type=enum_column(OrganizationStatus))
    to_status: OrganizationStatus = Field(sa_type=enum_column(OrganizationStatus))
    actor: str = Field(max_length=SUBJECT_LENGTH)
    at: datetime = moment(default_factory=utc_now)
    reason_code: ReasonCode | None = Field(default=None, sa_type=enum_column(ReasonCode))
    note: str | None = Field(default=None, sa_type=sa.Text)
