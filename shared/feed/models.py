"""The tables that publish a feed and follow one, as bases for each service's own.

    class FeedHead(FeedHeadBase, CatalogTable, table=True):
        \"\"\"Where the catalog's feed stands.\"\"\"

and the same with `FeedEntryBase`, `FeedCursorBase` and `FeedQuarantineBase`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from shared.clock import utc_now
from shared.types import UtcDateTime

# SQLite counts by itself only in a column that it calls INTEGER.
SEQUENCE: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class FeedHeadBase(SQLModel):
    """Where a feed stands: a single row.

    `epoch` is drawn with the database, so that a follower notices that the feed it
    knew is gone. `last` is the number of the newest entry; every entry up to
    `pruned` may be missing, every later one is there.
    """

    __tablename__ = "feed_head"

    id: int = Field(primary_key=True)
    epoch: str
    last: int = Field(sa_type=sa.BigInteger)
    pruned: int = Field(sa_type=sa.BigInteger)


class FeedEntryBase(SQLModel):
    """One change of one subject.

    The database numbers entries without gaps, in the order of their commits
    (`shared.feed.schema`). `event` is the CloudEvent as JSON, all but its id.
    """

    __tablename__ = "feed_entry"

    sequence: int = Field(
        primary_key=True,
        sa_type=SEQUENCE,
        sa_column_kwargs={"autoincrement": False, "server_default": sa.FetchedValue()},
    )
    subject: str = Field(max_length=200, index=True)
    deleted: bool
    event: str = Field(sa_type=sa.Text)


class FeedCursorBase(SQLModel):
    """How far this service has read a peer's feed: the id of the last event it applied."""

    __tablename__ = "feed_cursor"

    source: str = Field(max_length=200, primary_key=True)
    cursor: str


class FeedQuarantineBase(SQLModel):
    """An event that could not be applied, kept until an operator replays or skips it."""

    __tablename__ = "feed_quarantine"

    source: str = Field(max_length=200, primary_key=True)
    sequence: int = Field(primary_key=True, sa_type=sa.BigInteger)
    event_id: str
    subject: str = Field(index=True)
    reason: str = Field(sa_type=sa.Text)
    payload: str = Field(sa_type=sa.Text)
    quarantined_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


@dataclass(frozen=True)
class FeedTables:
    """A publishing service's two tables."""

    head: type[FeedHeadBase]
    entry: type[FeedEntryBase]


@dataclass(frozen=True)
class FollowerTables:
    """A following service's two tables."""

    cursor: type[FeedCursorBase]
    quarantine: type[FeedQuarantineBase]
