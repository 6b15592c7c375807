"""The tables of teams, their members and their lives."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.models import LINE_LENGTH, SUBJECT_LENGTH, one_of
from services.catalog.tables import CatalogTable
from services.catalog.teams.domain import Consent, TeamAction, TeamReason, TeamStatus
from shared.types import UtcDateTime, enum_column, new_id


class Team(CatalogTable, table=True):
    """Experts who take on a task together."""

    __tablename__ = "team"
    __table_args__ = (
        sa.Index(None, "due_at"),
        sa.CheckConstraint("version >= 1", name="version"),
        one_of("status", TeamStatus),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    status: TeamStatus = Field(default=TeamStatus.FORMING, sa_type=enum_column(TeamStatus))
    name: str = Field(sa_type=sa.String(LINE_LENGTH))
    task: str = Field(sa_type=sa.Text)
    demand_id: UUID | None = None
    lead: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    ends_on: date
    filed_on: date | None = None
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class TeamMember(CatalogTable, table=True):
    """What somebody does in a team, and whether they want to."""

    __tablename__ = "team_member"
    __table_args__ = (
        sa.Index(None, "subject"),
        one_of("consent", Consent),
        one_of("reason_code", TeamReason),
    )

    team_id: UUID = Field(primary_key=True)
    expert_id: UUID = Field(primary_key=True)
    subject: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    name: str = Field(sa_type=sa.String(LINE_LENGTH))
    duty: str = Field(sa_type=sa.String(LINE_LENGTH))
    skills: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    consent: Consent = Field(default=Consent.ASKED, sa_type=enum_column(Consent))
    reason_code: TeamReason | None = Field(default=None, sa_type=enum_column(TeamReason))
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TeamStep(CatalogTable, table=True):
    """One step in the life of a team: who took it, when and why."""

    __tablename__ = "team_step"
    __table_args__ = (
        sa.Index(None, "team_id", "id"),
        one_of("action", TeamAction),
        one_of("from_status", TeamStatus),
        one_of("to_status", TeamStatus),
        one_of("reason_code", TeamReason),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    team_id: UUID
    action: TeamAction = Field(sa_type=enum_column(TeamAction))
    from_status: TeamStatus = Field(sa_type=enum_column(TeamStatus))
    to_status: TeamStatus = Field(sa_type=enum_column(TeamStatus))
    actor: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    at: datetime = Field(sa_type=UtcDateTime)
    reason_code: TeamReason | None = Field(default=None, sa_type=enum_column(TeamReason))
    note: str | None = Field(default=None, sa_type=sa.Text)
