"""What the portal shall say of people: kept with the cause, told until the portal has done it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.registrations.models import RoleWish
from shared.clock import utc_now

FIRST_PAUSE: Final = timedelta(seconds=2)
LONGEST_PAUSE: Final = timedelta(hours=1)
_DOUBLINGS: Final = 12


async def wish(session: AsyncSession, subject: str, *, wanted: bool) -> None:
    """Let the portal say of somebody that they are an expert, or no longer."""
    row = await session.get(RoleWish, subject, with_for_update=True)
    if row is None:
        row = RoleWish(subject=subject, wanted=wanted, next_try_at=utc_now())
        session.add(row)
    row.wanted, row.settled, row.tries = wanted, False, 0
    row.next_try_at, row.problem = utc_now(), None
    await session.flush()


async def open_wishes(session: AsyncSession, now: datetime, *, limit: int) -> Sequence[RoleWish]:
    """Return wishes that the portal is to be told of now."""
    statement = (
        sa.select(RoleWish)
        .where(~col(RoleWish.settled), col(RoleWish.next_try_at) <= now)
        .order_by(col(RoleWish.next_try_at), col(RoleWish.subject))
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def settle(session: AsyncSession, told: RoleWish) -> bool:
    """Note that the portal has done what it was told; say whether that is still what is wanted."""
    row = await session.get(RoleWish, told.subject, with_for_update=True)
    if row is None or row.wanted is not told.wanted:
        return False
    row.settled, row.problem = True, None
    return True


async def put_off(session: AsyncSession, told: RoleWish, problem: str) -> None:
    """Note that the portal could not be told, and try again after a longer and longer pause."""
    row = await session.get(RoleWish, told.subject, with_for_update=True)
    if row is not None and not row.settled:
        row.tries += 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(row.tries, _DOUBLINGS))
        row.next_try_at, row.problem = utc_now() + pause, problem
