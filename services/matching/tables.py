"""The registry of this service's tables, and those that following feeds takes."""

from sqlmodel import SQLModel

from shared.database import table_registry
from shared.feed.models import FeedCursorBase, FeedQuarantineBase, FollowerTables
from shared.leases import LeaseBase


class MatchingTable(SQLModel, registry=table_registry()):
    """Base of every table that matching keeps."""


class FeedCursor(FeedCursorBase, MatchingTable, table=True):
    """How far matching has read the catalogue's and the requests' feeds."""


class FeedQuarantine(FeedQuarantineBase, MatchingTable, table=True):
    """Published changes that could not be stored here."""


class Lease(LeaseBase, MatchingTable, table=True):
    """Which process is on duty."""


FOLLOWER_TABLES = FollowerTables(cursor=FeedCursor, quarantine=FeedQuarantine)
