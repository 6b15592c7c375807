"""The table of letters."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import EMAIL_LENGTH, moment, person_key
from services.portal.tables import PortalTable
from shared.clock import utc_now
from shared.types import new_id


class Letter(PortalTable, table=True):
    """A letter that waits to be sent; in the development mailbox it stays and can be read."""

    __tablename__ = "letter"
    PERSON: ClassVar[str | None] = "person_id"
    ADDRESS: ClassVar[str | None] = "recipient"
    # A letter holds secrets that must not come back by an export.
    SECRET: ClassVar[frozenset[str]] = frozenset({"body"})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID | None = person_key(default=None, index=True)
    recipient: str = Field(max_length=EMAIL_LENGTH)
    subject: str = Field(max_length=200)
    body: str = Field(sa_type=sa.Text)
    created_at: datetime = moment(default_factory=utc_now, index=True)
    failures: int = 0
    try_at: datetime = moment(default_factory=utc_now, index=True)
