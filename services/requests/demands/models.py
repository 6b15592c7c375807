"""The tables of the requests service."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.demands.disclosure import Standing
from services.requests.demands.domain import (
    LOCAL,
    BudgetBand,
    Circumstances,
    Confidentiality,
    DemandAction,
    DemandStatus,
    IprWish,
    Urgency,
    budget_band,
)
from services.requests.demands.reasons import ReasonCode
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.people.recognition import MARK_LENGTH
from shared.types import Money, UtcDateTime, enum_column, new_id

_LIVE: Final = "status <> 'published' OR (published_at IS NOT NULL AND expires_on IS NOT NULL)"


def _where_given(column: str) -> sa.Index:
    """Return an index of a column that is mostly empty: most needs then write nothing to it."""
    given = sa.text(f"{column} IS NOT NULL")
    return sa.Index(None, column, sqlite_where=given, postgresql_where=given)


class Demand(RequestsTable, table=True):
    """Something a firm needs from science and technology."""

    __tablename__ = "demand"
    __table_args__ = (
        sa.UniqueConstraint("source", "source_id"),
        sa.CheckConstraint("version >= 1", name="version_counts"),
        sa.CheckConstraint("trl BETWEEN 1 AND 9", name="trl_range"),
        sa.CheckConstraint("budget_min >= 0", name="budget_min_positive"),
        sa.CheckConstraint("budget_max >= 0", name="budget_max_positive"),
        sa.CheckConstraint("budget_min <= budget_max", name="budget_order"),
        sa.CheckConstraint(_LIVE, name="published_expires"),
        sa.Index(None, "status", "id"),
        sa.Index(None, "status", "expires_on"),
        sa.Index(None, "status", "deadline"),
        *(
            _where_given(column)
            for column in ("merged_into", "due_at", "closing_due", "challenge_due")
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    case_number: str = Field(max_length=20, unique=True, index=True)
    source: str = Field(default=LOCAL, max_length=64)
    source_id: str = Field(max_length=200)
    import_digest: str | None = Field(default=None, max_length=80)
    version: int = 1
    status: DemandStatus = Field(default=DemandStatus.DRAFT, sa_type=enum_column(DemandStatus))
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expires_on: date | None = None
    owner_subject: str = Field(max_length=200, index=True)
    owner_organization: str | None = Field(default=None, max_length=200, index=True)

    assignee: str | None = Field(default=None, max_length=200)
    assigned_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    broker: str | None = Field(default=None, max_length=200)
    merged_into: UUID | None = None
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    contacted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    contact_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    plan_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    close_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """By when the desk has to do what it owes next."""
    escalated_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    escalated_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last due time that was escalated; each is escalated once."""
    closing_reason: ReasonCode | None = Field(default=None, sa_type=enum_column(ReasonCode))
    closing_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Why the desk proposes to close the case, and by when its owner should answer."""
    challenge_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Until when it waits as a challenge before it goes back to the market."""
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last end of a wait that somebody was reminded of; of each once."""

    title: str = Field(max_length=200)
    description: str | None = Field(default=None, sa_type=sa.Text)
    public_summary: str | None = Field(default=None, sa_type=sa.Text)
    confidential_detail: str | None = Field(default=None, sa_type=sa.Text)
    confidentiality: Confidentiality = Field(
        default=Confidentiality.OPEN, sa_type=enum_column(Confidentiality)
    )
    metric_targets: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    budget_min: Decimal | None = Field(default=None, sa_type=Money)
    budget_max: Decimal | None = Field(default=None, sa_type=Money)
    deadline: date | None = None
    urgency: Urgency = Field(default=Urgency.NORMAL, sa_type=enum_column(Urgency))
    industry_code: str | None = Field(default=None, max_length=3, index=True)
    region_code: str | None = Field(default=None, max_length=6, index=True)
    discipline_codes: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    trl: int | None = None
    cooperation_types: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    ipr_wish: IprWish | None = Field(default=None, sa_type=enum_column(IprWish))
    required_qualifications: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    keywords: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    organization_name: str | None = Field(default=None, max_length=200)
    uscc: str | None = Field(default=None, max_length=18)
    org_hidden: bool = False
    contact_name: str | None = Field(default=None, max_length=200)
    contact_phone: str | None = Field(default=None, max_length=40)
    contact_email: str | None = Field(default=None, max_length=254)

    @property
    def budget_band(self) -> BudgetBand | None:
        """The budget as everybody may know it."""
        return budget_band(self.budget_min, self.budget_max)

    def standing(self) -> Standing:
        """Return what visibility depends on."""
        return Standing(
            status=self.status,
            confidentiality=self.confidentiality,
            org_hidden=self.org_hidden,
            owner_subject=self.owner_subject,
            owner_organization=self.owner_organization,
            broker=self.broker,
            assignee=self.assignee,
            assigned_until=self.assigned_until,
        )

    def circumstances(self, today: date, said: Mapping[str, Any]) -> Circumstances:
        """Return what the guards of a step look at, besides that what is said with the step."""
        return Circumstances(
            title=self.title,
            description=self.description,
            public_summary=self.public_summary,
            confidentiality=self.confidentiality,
            contact=self.contact_phone or self.contact_email,
            source=self.source,
            deadline=self.deadline,
            today=today,
            closing_proposed=self.closing_reason is not None,
            confirmed_by=said.get("confirmed_by"),
            evidence=tuple(said.get("evidence", ())),
        )


class ForgottenContact(RequestsTable, table=True):
    """That whoever was to be reached about a demand has left: no import names them again."""

    __tablename__ = "forgotten_contact"

    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id")


class ErasureMark(RequestsTable, table=True):
    """By what an import recognizes somebody who had themselves erased: a digest, and no more."""

    __tablename__ = "erasure_mark"

    mark: str = Field(primary_key=True, max_length=MARK_LENGTH)


class CaseCounter(RequestsTable, table=True):
    """How many case numbers of a year are taken."""

    __tablename__ = "case_counter"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int


class DemandDiscipline(RequestsTable, table=True):
    """A discipline a demand is filed under; a row each, so that a filter finds it."""

    __tablename__ = "demand_discipline"

    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id", ondelete="CASCADE")
    code: str = Field(primary_key=True, max_length=7, index=True)


class DemandTransition(RequestsTable, table=True):
    """One step in a demand's life; never changed, never deleted."""

    __tablename__ = "demand_transition"
    __table_args__ = (sa.UniqueConstraint("demand_id", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id")
    version: int
    """The version of the demand that the step made; steps are in this order."""
    action: DemandAction = Field(sa_type=enum_column(DemandAction))
    from_status: DemandStatus = Field(sa_type=enum_column(DemandStatus))
    to_status: DemandStatus = Field(sa_type=enum_column(DemandStatus))
    actor: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    reason_code: ReasonCode | None = Field(default=None, sa_type=enum_column(ReasonCode))
    note: str | None = Field(default=None, sa_type=sa.Text)
    details: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
