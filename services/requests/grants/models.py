"""The tables of what people were let in on."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.requests.demands.disclosure import GrantKind
from services.requests.grants.domain import GrantAction, GrantParty, GrantStatus
from services.requests.grants.reasons import GrantReason
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import UtcDateTime, enum_column, new_id


class Agreement(RequestsTable, table=True):
    """A version of the confidentiality agreement's text; never changed, never deleted."""

    __tablename__ = "agreement"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    text_zh: str = Field(sa_type=sa.Text)
    text_en: str = Field(sa_type=sa.Text)
    sha256: str = Field(max_length=64)
    published_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    published_by: str = Field(max_length=200)


class AccessGrant(RequestsTable, table=True):
    """What an organization, or a person without one, may read of a need in confidence."""

    __tablename__ = "access_grant"
    __table_args__ = (
        sa.UniqueConstraint("demand_id", "holder"),
        sa.CheckConstraint("version >= 1", name="version_counts"),
        sa.Index(None, "status", "due_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id")
    holder: str = Field(max_length=210, index=True)
    """The organization, or the person if there is none."""
    round: int = 1
    """Counts the requests; what was accepted in an earlier round counts no more."""
    version: int = 1
    status: GrantStatus = Field(sa_type=enum_column(GrantStatus))
    subject: str = Field(max_length=200)
    """Who asked."""
    organization: str | None = Field(default=None, max_length=200)
    applicant_name: str = Field(max_length=200)
    purpose: str = Field(sa_type=sa.Text)
    requested_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    decided_by: str | None = Field(default=None, max_length=200)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    valid_days: int | None = None
    """How long it holds from the first acceptance on, as the owner approved it."""
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When it ends by itself: what waits lapses, what is active expires."""
    reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """The last end of a wait that somebody was reminded of; of each once."""
    again_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason_code: GrantReason | None = Field(default=None, sa_type=enum_column(GrantReason))
    note: str | None = Field(default=None, sa_type=sa.Text)


class AccessGrantStep(RequestsTable, table=True):
    """One step in a grant's life; never changed, never deleted."""

    __tablename__ = "access_grant_step"
    __table_args__ = (sa.UniqueConstraint("grant_id", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    grant_id: UUID = Field(foreign_key="access_grant.id")
    version: int
    action: GrantAction = Field(sa_type=enum_column(GrantAction))
    from_status: GrantStatus | None = Field(default=None, sa_type=enum_column(GrantStatus))
    to_status: GrantStatus = Field(sa_type=enum_column(GrantStatus))
    party: GrantParty = Field(sa_type=enum_column(GrantParty))
    actor: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    reason_code: GrantReason | None = Field(default=None, sa_type=enum_column(GrantReason))
    note: str | None = Field(default=None, sa_type=sa.Text)


class Acceptance(RequestsTable, table=True):
    """Who accepted which text, for whom and when; never changed, never deleted."""

    __tablename__ = "agreement_acceptance"
    __table_args__ = (sa.UniqueConstraint("grant_id", "round", "subject"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    grant_id: UUID = Field(foreign_key="access_grant.id")
    round: int
    subject: str = Field(max_length=200)
    organization: str | None = Field(default=None, max_length=200)
    agreement: int = Field(foreign_key="agreement.number")
    sha256: str = Field(max_length=64)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class Participation(RequestsTable, table=True):
    """Who was invited to a need, or is engaged with it, and by what."""

    __tablename__ = "demand_participation"
    __table_args__ = (sa.UniqueConstraint("basis", "kind", "holder"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id", index=True)
    kind: GrantKind = Field(sa_type=enum_column(GrantKind))
    holder: str = Field(max_length=210, index=True)
    basis: UUID
    """The response or the engagement."""
    since: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ContactExchange(RequestsTable, table=True):
    """Whether both sides of a response agreed to know each other, and how to reach its author.

    The firm's contact stands in its need; this is where the author's is until both agreed.
    """

    __tablename__ = "contact_exchange"

    response_id: UUID = Field(primary_key=True)
    demand_id: UUID = Field(foreign_key="demand.id", index=True)
    holder: str = Field(max_length=210, index=True)
    """The author's organization, or the author if there is none."""
    firm_agreed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    firm_agreed_by: str | None = Field(default=None, max_length=200)
    author_agreed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    author_agreed_by: str | None = Field(default=None, max_length=200)
    organization_name: str | None = Field(default=None, max_length=200)
    contact_name: str | None = Field(default=None, max_length=200)
    contact_phone: str | None = Field(default=None, max_length=40)
    contact_email: str | None = Field(default=None, max_length=254)

    @property
    def complete(self) -> bool:
        """Whether both sides agreed."""
        return self.firm_agreed_at is not None and self.author_agreed_at is not None
