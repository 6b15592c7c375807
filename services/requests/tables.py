"""The registry of this service's tables, and those that belong to no domain folder."""

from typing import Final

from sqlmodel import SQLModel

from shared.database import table_registry
from shared.feed.models import FeedEntryBase, FeedHeadBase, FeedTables
from shared.idempotency import IdempotencyKeyBase
from shared.leases import LeaseBase


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
