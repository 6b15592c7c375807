"""The table of sessions."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from services.portal.accounts.models import moment, person_key
from services.portal.opaque import DIGEST_LENGTH
from services.portal.tables import PortalTable
from shared.clock import utc_now
from shared.types import new_id


class Session(PortalTable, table=True):
    """That somebody is signed in somewhere, until they sign out or the time is up."""

    __tablename__ = "session"
    PERSON: ClassVar[str | None] = "person_id"
    SECRET: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    token_hash: str = Field(max_length=DIGEST_LENGTH, unique=True)
    person_id: UUID = person_key(index=True)
    created_at: datetime = moment(default_factory=utc_now)
    seen_at: datetime = moment(default_factory=utc_now)
    expires_at: datetime = moment(index=True)
    address: str = Field(max_length=64)
    browser: str = Field(max_length=200)
