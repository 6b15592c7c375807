"""The tables of the made-up service."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from shared.audit.models import AuditEntryBase, AuditHeadBase, AuditTables
from shared.audit.trail import Trail
from shared.database import table_registry
from shared.feed.models import (
    FeedCursorBase,
    FeedEntryBase,
    FeedHeadBase,
    FeedQuarantineBase,
    FeedTables,
    FollowerTables,
)
from shared.leases import LeaseBase
from shared.messages.models import MessageEntryBase, MessageHeadBase
from shared.messages.outgoing import Messages
from shared.types import Money, UtcDateTime, enum_column, new_id


class Condition(StrEnum):
    """How well a document is kept."""

    SOUND = "sound"
    FADED = "faded"


class ArchiveTable(SQLModel, registry=table_registry()):
    """Base of this service's tables."""


class Shelf(ArchiveTable, table=True):
    """Where documents stand."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    label: str = Field(max_length=40, unique=True)


class Document(ArchiveTable, table=True):
    """Something worth keeping."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    title: str
    shelf_id: UUID | None = Field(default=None, foreign_key="shelf.id", index=True)
    condition: Condition = Field(default=Condition.SOUND, sa_type=enum_column(Condition))
    value: Decimal | None = Field(default=None, sa_type=Money)
    kept_since: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Copy(ArchiveTable, table=True):
    """A peer's document as last heard of."""

    subject: str = Field(primary_key=True)
    title: str


class FeedHead(FeedHeadBase, ArchiveTable, table=True):
    """Where the archive's feed stands."""


class FeedEntry(FeedEntryBase, ArchiveTable, table=True):
    """A change of a document."""


class FeedCursor(FeedCursorBase, ArchiveTable, table=True):
    """How far each feed has been read."""


class FeedQuarantine(FeedQuarantineBase, ArchiveTable, table=True):
    """Events that could not be applied."""


class Lease(LeaseBase, ArchiveTable, table=True):
    """Which process is on duty."""


class AuditHead(AuditHeadBase, ArchiveTable, table=True):
    """Where the audit log stands."""


class AuditEntry(AuditEntryBase, ArchiveTable, table=True):
    """Something that was done."""


class MessageHead(MessageHeadBase, ArchiveTable, table=True):
    """Where messages to people stand."""


class MessageEntry(MessageEntryBase, ArchiveTable, table=True):
    """A message to somebody."""


class Saying(StrEnum):
    """What readers of the archive are told."""

    FOUND = "found"
    LOST = "lost"


PUBLISHED = FeedTables(head=FeedHead, entry=FeedEntry)
FOLLOWED = FollowerTables(cursor=FeedCursor, quarantine=FeedQuarantine)
TRAIL = Trail("archive", AuditTables(head=AuditHead, entry=AuditEntry))
MESSAGES = Messages(
    "archive",
    FeedTables(head=MessageHead, entry=MessageEntry),
    {Saying.FOUND: frozenset({"title"}), Saying.LOST: frozenset()},
)
