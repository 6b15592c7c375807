"""The registry that the tables of this service belong to, and its feed's tables."""

from sqlmodel import SQLModel

from shared.database import table_registry
from shared.feed.models import FeedEntryBase, FeedHeadBase, FeedTables
from shared.idempotency import IdempotencyKeyBase
from shared.leases import LeaseBase


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
