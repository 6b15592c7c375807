"""The table of what other services have yet to forget."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import EMAIL_LENGTH, moment, person_key
from services.portal.tables import Fate, PortalTable
from shared.clock import utc_now


class Erasure(PortalTable, table=True):
    """That a service is to forget somebody who left; it is told until it has done so.

    The address is kept until then, because contact cards may name it, and no longer.
    """

    __tablename__ = "erasure"
    __table_args__ = (sa.Index(None, "done_at", "next_try_at"),)
    PERSON: ClassVar[str | None] = "person_id"
    FATE: ClassVar[Fate] = Fate.KEPT

    person_id: UUID = person_key(primary_key=True)
    service: str = Field(max_length=64, primary_key=True)
    email: str | None = Field(default=None, max_length=EMAIL_LENGTH)
    entries: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    """Entries of the catalogue that were theirs: other services may know their names."""
    organizations: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    """The organizations that ended with them: nobody else answers for what is theirs."""
    at_the_desk: bool = False
    """Whether they were an operator, and so wrote for others."""
    asked_at: datetime = moment(default_factory=utc_now)
    done_at: datetime | None = moment(default=None)
    tries: int = 0
    next_try_at: datetime = moment(default_factory=utc_now)
    problem: str | None = Field(default=None, sa_type=sa.Text)
