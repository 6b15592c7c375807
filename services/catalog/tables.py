"""The registry that the tables of this service belong to, and its feed's tables."""

from typing import Final

from sqlmodel import SQLModel

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
from shared.idempotency import IdempotencyKeyBase
from shared.leases import LeaseBase
from shared.messages.models import MessageEntryBase, MessageHeadBase


class CatalogTable(SQLModel, registry=table_registry()):
    """Base of this service's tables, apart from every other service's."""


class FeedHead(FeedHeadBase, CatalogTable, table=True):
    """Where the catalogue's feed stands."""


class FeedEntry(FeedEntryBase, CatalogTable, table=True):
    """One published change of an entry."""


class Lease(LeaseBase, CatalogTable, table=True):
    """Which process is on duty."""


FEED_TABLES = FeedTables(head=FeedHead, entry=FeedEntry)


class IdempotencyKey(IdempotencyKeyBase, CatalogTable, table=True):
    """A creation that was asked for with a key, and what it was answered."""


class AuditHead(AuditHeadBase, CatalogTable, table=True):
    """Where our audit log stands."""


class AuditEntry(AuditEntryBase, CatalogTable, table=True):
    """Something that was done or tried here."""


class MessageHead(MessageHeadBase, CatalogTable, table=True):
    """Where our messages to people stand."""


class MessageEntry(MessageEntryBase, CatalogTable, table=True):
    """A message to somebody."""


TRAIL: Final = Trail("catalog", AuditTables(head=AuditHead, entry=AuditEntry))
"""Our audit log: `TRAIL.record(session, actor=…, action=…, subject=…)`."""

MESSAGE_TABLES: Final = FeedTables(head=MessageHead, entry=MessageEntry)


class FeedCursor(FeedCursorBase, CatalogTable, table=True):
    """How far we have read a peer's feed."""


class FeedQuarantine(FeedQuarantineBase, CatalogTable, table=True):
    """An event of a peer's that we could not take in."""


FOLLOWER_TABLES: Final = FollowerTables(cursor=FeedCursor, quarantine=FeedQuarantine)
