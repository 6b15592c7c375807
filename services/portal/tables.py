"""The registry that the tables of the portal belong to, and what each owes to the people in it."""

from enum import StrEnum
from typing import ClassVar, Final

from sqlmodel import SQLModel

from shared.audit.models import AuditEntryBase, AuditHeadBase, AuditTables
from shared.audit.trail import Trail
from shared.database import table_registry
from shared.feed.models import FeedCursorBase, FeedQuarantineBase, FollowerTables
from shared.leases import LeaseBase


class Fate(StrEnum):
    """What happens to somebody's rows when they leave (PIPL, article 47)."""

    ERASED = "erased"
    KEPT = "kept"
    """For the accounts of others; only the pseudonym, the person's id, remains."""


class PortalTable(SQLModel, registry=table_registry()):
    """Base of the portal's tables; each says whose data it holds.

    A test fails when a table does not say so itself, since export and deletion
    go by what is said here.
    """

    PERSON: ClassVar[str | None]
    """The column that names whose row it is; None if a row is nobody's."""

    ADDRESS: ClassVar[str | None] = None
    """The column that holds an e-mail address; a row may be somebody's by that, too."""

    FATE: ClassVar[Fate] = Fate.ERASED

    SECRET: ClassVar[frozenset[str]] = frozenset()
    """Columns that are never shown, not even to the person they belong to."""


class AuditHead(AuditHeadBase, PortalTable, table=True):
    """Where our audit log stands."""

    PERSON: ClassVar[str | None] = None


class AuditEntry(AuditEntryBase, PortalTable, table=True):
    """Something that was done or tried here; it names people by their ids only."""

    PERSON: ClassVar[str | None] = "actor"
    FATE: ClassVar[Fate] = Fate.KEPT


class Lease(LeaseBase, PortalTable, table=True):
    """Which process is on duty."""

    PERSON: ClassVar[str | None] = None


class FeedCursor(FeedCursorBase, PortalTable, table=True):
    """How far each service's messages have been read."""

    PERSON: ClassVar[str | None] = None


class FeedQuarantine(FeedQuarantineBase, PortalTable, table=True):
    """Messages that could not be delivered."""

    PERSON: ClassVar[str | None] = None


TRAIL: Final = Trail("portal", AuditTables(head=AuditHead, entry=AuditEntry))
"""Our audit log: `TRAIL.record(session, actor=…, action=…, subject=…)`."""

FOLLOWER_TABLES: Final = FollowerTables(cursor=FeedCursor, quarantine=FeedQuarantine)
