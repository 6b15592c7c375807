"""The tables of a service's audit log, as bases for its own.

    class AuditHead(AuditHeadBase, RequestsTable, table=True):
        \"\"\"Where the audit log stands.\"\"\"

The step that creates them ends with `install_audit(op.get_bind())` (`shared.audit.schema`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from shared.feed.models import SEQUENCE
from shared.types import UtcDateTime


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class AuditHeadBase(SQLModel):
    """Where a log stands: a single row.

    `last` and `hash` are those of the newest entry. Entries up to `anchor` were removed
    when their time was over; `anchor_hash` is what the first one kept is chained to.
    """

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True)
    last: int = Field(sa_type=sa.BigInteger)
    hash: str = Field(max_length=64)
    anchor: int = Field(sa_type=sa.BigInteger)
    anchor_hash: str = Field(max_length=64)


class AuditEntryBase(SQLModel):
    """Something that was done or tried; the database lets nobody change it.

    `roles` are separated by commas, `details` are canonical JSON: both are hashed as they stand.
    """

    __tablename__ = "audit_entry"

    sequence: int = Field(
        primary_key=True, sa_type=SEQUENCE, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str = Field(max_length=200, index=True)
    organization: str | None = Field(default=None, max_length=200)
    roles: str = Field(max_length=400)
    action: str = Field(max_length=64)
    subject: str = Field(max_length=200, index=True)
    outcome: str = Field(max_length=16)
    details: str = Field(sa_type=sa.Text)
    request_id: str | None = Field(default=None, max_length=64)
    hash: str = Field(max_length=64)


@dataclass(frozen=True)
class AuditTables:
    """A service's two tables."""

    head: type[AuditHeadBase]
    entry: type[AuditEntryBase]
