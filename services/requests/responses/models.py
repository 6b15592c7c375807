"""The tables of responses: what is offered to whom, by whom, and what became of it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.responses.domain import (
    Bidder,
    Consent,
    EntryKind,
    Part,
    ResponseAction,
    ResponseStatus,
)
from services.requests.responses.reasons import ResponseReason
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import Money, UtcDateTime, enum_column, new_id

_SELECTED = sa.text("status = 'selected'")


class Response(RequestsTable, table=True):
    """What one author has to say to one need; there is one of each author to each need."""

    __tablename__ = "response"
    __table_args__ = (
        sa.UniqueConstraint("demand_id", "author"),
        sa.CheckConstraint("version >= 1", name="version_counts"),
        # However many select at the same moment: one is.
        sa.Index(
            "uq_response_selected",
            "demand_id",
            unique=True,
            sqlite_where=_SELECTED,
            postgresql_where=_SELECTED,
        ),
        sa.Index(None, "status", "due_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id")
    version: int = 1
    status: ResponseStatus = Field(sa_type=enum_column(ResponseStatus))
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """By when whoever is waited for has to do something, or the pause ends."""
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last end of a wait that somebody was reminded of; of each once."""
    paused: bool = False
    """Whether it rests because its need does."""
    expressed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When others came to know what it says; None if they do not."""

    author: str = Field(max_length=210)
    """Who responds: the organization, or the person if it is nobody else's."""
    author_subject: str = Field(max_length=200, index=True)
    author_organization: str | None = Field(default=None, max_length=200, index=True)
    invited_by: str | None = Field(default=None, max_length=200)
    invitation: str | None = Field(default=None, sa_type=sa.Text)
    entry_kind: EntryKind | None = Field(default=None, sa_type=enum_column(EntryKind))
    entry_id: UUID | None = None
    entry_title: str | None = Field(default=None, max_length=400)
    """What the catalogue called the entry when it was named here."""
    handler: str | None = Field(default=None, max_length=200)
    """Who took it over: an operator as broker, or somebody of the firm."""
    engagement_id: UUID | None = None
    """What came of its selection."""

    approach: str | None = Field(default=None, sa_type=sa.Text)
    experience: str | None = Field(default=None, sa_type=sa.Text)
    available_from: date | None = None
    contact_name: str | None = Field(default=None, max_length=200)
    contact_phone: str | None = Field(default=None, max_length=40)
    contact_email: str | None = Field(default=None, max_length=254)


class ResponseOffer(RequestsTable, table=True):
    """Terms that one side has put on the table; never changed, followed by the next."""

    __tablename__ = "response_offer"
    __table_args__ = (
        sa.UniqueConstraint("response_id", "number"),
        sa.CheckConstraint("price >= 0", name="price_positive"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    response_id: UUID = Field(foreign_key="response.id")
    number: int
    bidder: Bidder = Field(sa_type=enum_column(Bidder))
    actor: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    price: Decimal = Field(sa_type=Money)
    price_note: str | None = Field(default=None, sa_type=sa.Text)
    duration_days: int
    terms: str = Field(sa_type=sa.Text)
    valid_until: date | None = None
    accepts: int | None = None
    """The number of the other side's offer whose terms these are."""


class ResponseMember(RequestsTable, table=True):
    """Somebody who is to take part besides the author, if they agree."""

    __tablename__ = "response_member"
    __table_args__ = (sa.UniqueConstraint("response_id", "member"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    response_id: UUID = Field(foreign_key="response.id")
    member: str = Field(max_length=210)
    """Who it is: the organization, or the person."""
    subject: str = Field(max_length=200, index=True)
    organization: str | None = Field(default=None, max_length=200, index=True)
    entry_kind: EntryKind = Field(sa_type=enum_column(EntryKind))
    entry_id: UUID
    entry_title: str = Field(max_length=400)
    role: str = Field(max_length=200)
    task: str | None = Field(default=None, sa_type=sa.Text)
    consent: Consent = Field(default=Consent.PENDING, sa_type=enum_column(Consent))
    consent_note: str | None = Field(default=None, sa_type=sa.Text)
    consent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class ResponseTransition(RequestsTable, table=True):
    """One step in a response's life; never changed, never deleted."""

    __tablename__ = "response_transition"
    __table_args__ = (sa.UniqueConstraint("response_id", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    response_id: UUID = Field(foreign_key="response.id")
    version: int
    """The version of the response that the step made; steps are in this order."""
    action: ResponseAction = Field(sa_type=enum_column(ResponseAction))
    from_status: ResponseStatus | None = Field(default=None, sa_type=enum_column(ResponseStatus))
    """None if it began with this step."""
    to_status: ResponseStatus = Field(sa_type=enum_column(ResponseStatus))
    actor: str = Field(max_length=200)
    part: Part = Field(sa_type=enum_column(Part))
    """As what they acted."""
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    reason_code: ResponseReason | None = Field(default=None, sa_type=enum_column(ResponseReason))
    note: str | None = Field(default=None, sa_type=sa.Text)
    details: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
