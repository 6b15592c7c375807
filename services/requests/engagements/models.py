"""The tables of engagements."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.engagements.domain import (
    LIVE,
    ContractKind,
    Document,
    EngagementAction,
    EngagementStatus,
    Side,
)
from services.requests.engagements.reasons import EngagementReason
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import Money, UtcDateTime, enum_column, new_id

_IS_LIVE: Final = sa.text(
    "status IN ({})".format(", ".join(f"'{status}'" for status in sorted(LIVE)))
)


class Engagement(RequestsTable, table=True):
    """A firm and a helper who work on a demand together, or are about to."""

    __tablename__ = "engagement"
    __table_args__ = (
        sa.CheckConstraint("version >= 1", name="version_counts"),
        sa.CheckConstraint("price >= 0", name="price_positive"),
        sa.Index(
            "uq_engagement_live",
            "demand_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id", index=True)
    response_id: UUID = Field(index=True)
    """The response that was selected; again, if what came of it before came to nothing."""
    case_number: str = Field(max_length=20, index=True)
    title: str = Field(max_length=200)
    """The demand's when the engagement was proposed: both sides knew it."""
    version: int = 1
    status: EngagementStatus = Field(
        default=EngagementStatus.PROPOSED, sa_type=enum_column(EngagementStatus)
    )
    before: EngagementStatus | None = Field(default=None, sa_type=enum_column(EngagementStatus))
    """Where it stood when the dispute or suspension began that it is in."""
    opened_by: Side | None = Field(default=None, sa_type=enum_column(Side))
    """Whose dispute it is."""
    disputed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    escalations: int = 0
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    """When the clock acts, if nobody else has."""
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last end of a wait that somebody was reminded of; of each once."""

    firm_subject: str = Field(max_length=200, index=True)
    firm_organization: str | None = Field(default=None, max_length=200, index=True)
    helper_subject: str = Field(max_length=200, index=True)
    helper_organization: str | None = Field(default=None, max_length=200, index=True)
    entry_kind: str | None = Field(default=None, max_length=32)
    entry_id: UUID | None = None
    broker: str | None = Field(default=None, max_length=200)

    price: Decimal | None = Field(default=None, sa_type=Money)
    price_note: str | None = Field(default=None, sa_type=sa.Text)
    lead_time_days: int | None = None
    terms: str | None = Field(default=None, sa_type=sa.Text)
    """What was offered and selected; the contract says what was agreed."""

    contract_version: int = 0
    """The newest contract draft; 0 if there is none yet."""
    start_on: date | None = None
    finish_on: date | None = None
    registration_number: str | None = Field(default=None, max_length=100)
    registered_on: date | None = None
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class EngagementMember(RequestsTable, table=True):
    """Somebody of the helper's team, who agreed to take part in the response."""

    __tablename__ = "engagement_member"

    engagement_id: UUID = Field(foreign_key="engagement.id", primary_key=True)
    subject: str = Field(max_length=200, primary_key=True, index=True)
    organization: str | None = Field(default=None, max_length=200)
    role: str | None = Field(default=None, max_length=200)
    entry_kind: str | None = Field(default=None, max_length=32)
    entry_id: UUID | None = None


class EngagementContract(RequestsTable, table=True):
    """One draft of the contract; the last one both signed is the contract."""

    __tablename__ = "engagement_contract"
    __table_args__ = (
        sa.CheckConstraint("price >= 0", name="price_positive"),
        sa.CheckConstraint("start_on <= finish_on", name="dates_in_order"),
    )

    engagement_id: UUID = Field(foreign_key="engagement.id", primary_key=True)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: ContractKind = Field(sa_type=enum_column(ContractKind))
    title: str = Field(max_length=200)
    scope: str = Field(sa_type=sa.Text)
    price: Decimal | None = Field(default=None, sa_type=Money)
    payment: str | None = Field(default=None, sa_type=sa.Text)
    intellectual_property: str | None = Field(default=None, sa_type=sa.Text)
    start_on: date
    finish_on: date
    digest: str = Field(max_length=64)
    drafted_by: Side = Field(sa_type=enum_column(Side))
    subject: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class EngagementSignature(RequestsTable, table=True):
    """One side's signature under one version of a document, named by its digest."""

    __tablename__ = "engagement_signature"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "document", "digest", "side"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id")
    document: Document = Field(sa_type=enum_column(Document))
    version: int
    digest: str = Field(max_length=64)
    side: Side = Field(sa_type=enum_column(Side))
    subject: str = Field(max_length=200)
    organization: str | None = Field(default=None, max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class EngagementTransition(RequestsTable, table=True):
    """One step in an engagement's life; never changed, never deleted."""

    __tablename__ = "engagement_transition"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    engagement_id: UUID = Field(foreign_key="engagement.id")
    version: int
    action: EngagementAction = Field(sa_type=enum_column(EngagementAction))
    from_status: EngagementStatus = Field(sa_type=enum_column(EngagementStatus))
    to_status: EngagementStatus = Field(sa_type=enum_column(EngagementStatus))
    actor: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    reason_code: EngagementReason | None = Field(
        default=None, sa_type=enum_column(EngagementReason)
    )
    note: str | None = Field(default=None, sa_type=sa.Text)
    details: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
