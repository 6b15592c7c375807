"""Two transactions that meet: how many of a PostgreSQL database wait for a lock."""

import sqlalchemy as sa

from shared.database import Database

_WAITING = sa.text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)

LONG = 60.0
"""How long a lock is waited for where a test holds it, in seconds: the longest there is."""


async def waiting(database: Database) -> int:
    """Return how many transactions of the database wait for what others hold."""
    async with database.snapshot() as session:
        return await session.scalar(_WAITING) or 0
