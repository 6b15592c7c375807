"""The table of needs that are being written."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import moment, person_key
from services.portal.opaque import DIGEST_LENGTH
from services.portal.tables import PortalTable
from shared.clock import utc_now
from shared.types import new_id


class NeedDraft(PortalTable, table=True):
    """What was typed into the steps of a need; a person's, or that of whoever has the cookie."""

    __tablename__ = "need_draft"
    __table_args__ = (
        sa.CheckConstraint("(person_id IS NULL) <> (visitor_hash IS NULL)", name="owner"),
    )
    PERSON: ClassVar[str | None] = "person_id"
    SECRET: ClassVar[frozenset[str]] = frozenset({"visitor_hash"})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID | None = person_key(default=None, index=True)
    visitor_hash: str | None = Field(default=None, max_length=DIGEST_LENGTH, index=True)
    demand_id: UUID | None = None
    """The need that is being changed; None for a new one."""
    etag: str | None = Field(default=None, max_length=80)
    """What that need was when its text was taken over."""
    content: dict[str, str] = Field(sa_type=sa.JSON)
    created_at: datetime = moment(default_factory=utc_now)
    updated_at: datetime = moment(default_factory=utc_now)
    expires_at: datetime = moment(index=True)
