"""Counts in the database what all processes allow together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col
from typing_extensions import override

from services.portal.rates.models import RateCount
from shared.clock import utc_now
from shared.database import Database
from shared.rates import Counted, Tally

SHARED: Final = frozenset({"sign_in", "registration", "reset", "invitation"})
"""What strangers try out, or what sends letters: as many workers must not allow as much again."""

_ended: Final = col(RateCount.ends_at)


@dataclass(frozen=True, slots=True)
class CountedTogether(Tally):
    """What is in a PostgreSQL database; each count is a transaction of its own, and stays.

    A portal on SQLite is one process, whose memory knows as much.
    """

    database: Database

    @override
    async def count(self, name: str, who: str, lasting: timedelta) -> Counted:
        now = utc_now()
        key = sha256(f"{name}\n{who}".encode()).hexdigest()
        async with self.database.transaction() as session:
            found = await session.execute(_one_more(key, now, now + lasting))
            times, ends_at = found.one()
            # Others' rows are passed over while others count, so nobody waits for anybody.
            over = sa.select(col(RateCount.key)).where(_ended <= now)
            over = over.with_for_update(skip_locked=True)
            await session.execute(sa.delete(RateCount).where(col(RateCount.key).in_(over)))
        return Counted(times, ends_at)


def counted_together(database: Database) -> frozenset[str]:
    """Return what several processes count together, if there can be several."""
    return SHARED if database.dialect == "postgresql" else frozenset()


def _one_more(key: str, now: datetime, ends_at: datetime) -> sa.Executable:
    over = _ended <= now
    return (
        insert(RateCount)
        .values(key=key, times=1, ends_at=ends_at)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "times": sa.case((over, 1), else_=col(RateCount.times) + 1),
                "ends_at": sa.case((over, ends_at), else_=_ended),
            },
        )
        .returning(col(RateCount.times), _ended)
    )
