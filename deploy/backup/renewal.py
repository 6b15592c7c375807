"""What is not as it was after bringing back: feeds begin a new life, and sessions are over."""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import uuid4

HEADS: Final = frozenset({"feed_head", "message_head"})

ENDED: Final = frozenset({"session"})
"""Who was signed out since must not be signed in again."""


def renewing_statements(tables: Collection[str]) -> Iterator[str]:
    """Yield the statements for a database with these tables.

    A feed's epoch is part of every position in it. With a new one, whoever followed the feed
    is told that it does not know theirs, and takes everything anew from its snapshot: they may
    have seen changes that were never saved, whose numbers will now be given to others.
    """
    for table in sorted(HEADS & set(tables)):
        yield f"UPDATE {table} SET epoch = '{uuid4().hex[:16]}'"  # noqa: S608 - names of ours
    for table in sorted(ENDED & set(tables)):
        yield f"DELETE FROM {table}"  # noqa: S608 - the same
