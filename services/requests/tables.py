"""The registry of this service's tables, and those that belong to no domain folder."""

from typing import Final

from sqlmodel import SQLModel

from shared.audit.models import AuditEntryBase, AuditHeadBase, AuditTables
from shared.audit.trail import Trail
from shared.database import table_registry
from shared.feed.models import FeedEntryBase, FeedHeadBase, FeedTables
from shared.idempotency import IdempotencyKeyBase
from shared.leases import LeaseBase
from shared.messages.models import MessageEntryBase, MessageHeadBase


class RequestsTable(SQLModel, registry=table_registry()):
    """Base of this service's tables, apart from every other service's."""


class FeedHead(FeedHeadBase, RequestsTable, table=True):
    """Where our feed stands."""


class FeedEntry(FeedEntryBase, RequestsTable, table=True):
    """A published change of a demand."""


class IdempotencyKey(IdempotencyKeyBase, RequestsTable, table=True):
    """What a repeated request was answered the first time."""


class Lease(LeaseBase, RequestsTable, table=True):
    """Which process is on duty."""


FEED_TABLES: Final = FeedTables(head=FeedHead, entry=FeedEntry)


class AuditHead(AuditHeadBase, RequestsTable, table=True):
    """Where our audit log stands."""


class AuditEntry(AuditEntryBase, RequestsTable, table=True):
    """Something that was done or tried here."""


class MessageHead(MessageHeadBase, RequestsTable, table=True):
    """Where our messages to people stand."""


class MessageEntry(MessageEntryBase, RequestsTable, table=True):
    """A message to somebody."""


TRAIL: Final = Trail("requests", AuditTables(head=AuditHead, entry=AuditEntry))
"""Our audit log: `TRAIL.record(session, actor=…, action=…, subject=…)`."""

MESSAGE_TABLES: Final = FeedTables(head=MessageHead, entry=MessageEntry)
