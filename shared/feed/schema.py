"""What a feed's tables need besides columns: a first row, and numbers without gaps.

A sequence will not do. PostgreSQL draws its numbers before the commit, so a reader
can see 8 while 7 is not yet there, and never come back for it; a rolled back 7 leaves
a hole for ever. So the number is a counter in a row, advanced by a trigger that no
code path can forget: who inserts holds that row until the commit, which makes the
order of numbers the order of commits, and a rollback gives the number back.
"""

from typing import Final
from uuid import uuid4

import sqlalchemy as sa

_NUMBER_ON_SQLITE: Final = (
    # Before-triggers cannot change the new row here. The number SQLite chose itself
    # may be that of a removed entry, and is never above the counter's next one.
    """
    CREATE TRIGGER feed_entry_number AFTER INSERT ON feed_entry
    BEGIN
        UPDATE feed_head SET last = last + 1;
        UPDATE feed_entry SET sequence = (SELECT last FROM feed_head)
            WHERE sequence = NEW.sequence;
    END
    """,
)

_NUMBER_ON_POSTGRESQL: Final = (
    # Each insert rewrites the head's row: room in its page keeps that cheap.
    "ALTER TABLE feed_head SET (fillfactor = 10)",
    """
    CREATE FUNCTION feed_entry_number() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE feed_head SET last = last + 1 RETURNING last INTO NEW.sequence;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER feed_entry_number BEFORE INSERT ON feed_entry
    FOR EACH ROW EXECUTE FUNCTION feed_entry_number()
    """,
)


def install_feed(connection: sa.Connection, prefix: str = "feed") -> None:
    """Make the empty tables `feed_head` and `feed_entry` a feed, with an epoch of its own.

    Called by the step of a service's history that creates the tables.

    Args:
        connection: That of the step.
        prefix: What the tables' names begin with, if it is another feed of the service.
    """
    head = sa.table(f"{prefix}_head", *map(sa.column, ("id", "epoch", "last", "pruned")))
    connection.execute(head.insert().values(id=1, epoch=uuid4().hex[:16], last=0, pruned=0))
    on_postgresql = connection.dialect.name == "postgresql"
    for statement in _NUMBER_ON_POSTGRESQL if on_postgresql else _NUMBER_ON_SQLITE:
        connection.execute(sa.text(statement.replace("feed_", f"{prefix}_")))
