"""The tables of a service's messages, as bases for its own.

    class MessageHead(MessageHeadBase, RequestsTable, table=True):
        \"\"\"Where our messages stand.\"\"\"

The step that creates them ends with `install_feed(op.get_bind(), "message")`.
"""

from shared.feed.models import FeedEntryBase, FeedHeadBase


class MessageHeadBase(FeedHeadBase):
    """Where a service's messages stand: a single row."""

    __tablename__ = "message_head"


class MessageEntryBase(FeedEntryBase):
    """A message to somebody, in the order of commits."""

    __tablename__ = "message_entry"
