"""The table of API tokens."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import NAME_LENGTH, moment, person_key
from services.portal.opaque import DIGEST_LENGTH
from services.portal.tables import PortalTable
from shared.clock import utc_now
from shared.types import new_id


class ApiToken(PortalTable, table=True):
    """What a program of somebody's shows; it is good for some services, until some day."""

    __tablename__ = "api_token"
    PERSON: ClassVar[str | None] = "person_id"
    SECRET: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    token_hash: str = Field(max_length=DIGEST_LENGTH, unique=True)
    person_id: UUID = person_key(index=True)
    organization_id: UUID | None = Field(default=None, foreign_key="organization.id")
    name: str = Field(max_length=NAME_LENGTH)
    scopes: list[str] = Field(sa_type=sa.JSON)
    created_at: datetime = moment(default_factory=utc_now)
    expires_at: datetime = moment()
    used_at: datetime | None = moment(default=None)
