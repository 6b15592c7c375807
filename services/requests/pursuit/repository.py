"""Every SQL statement about the pursuit of needs."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.domain import EXPIRING, OPEN
from services.requests.demands.models import Demand
from services.requests.pursuit.domain import PURSUED, Move
from services.requests.pursuit.models import Pursuit
from services.requests.pursuit.schemas import PursuitFilters
from shared.clock import city_date

Pair = tuple[Demand, Pursuit]


class PursuitRepository:
    """Pursuits as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, demand_id: UUID) -> Pursuit | None:
        """Return the pursuit of a need, or None."""
        return await self._session.get(Pursuit, demand_id)

    def begin(self, demand_id: UUID, move: Move, since: datetime) -> Pursuit:
        """Return a new pursuit, which is stored with the transaction."""
        pursuit = Pursuit(demand_id=demand_id, next_move=move, since=since)
        self._session.add(pursuit)
        return pursuit

    async def end(self, pursuit: Pursuit | None) -> None:
        """Forget a pursuit, if there is one."""
        if pursuit is not None:
            await self._session.delete(pursuit)

    async def due(self, now: datetime, *, limit: int) -> Sequence[Pair]:
        """Return needs whose next move is due, the oldest first.

        Those whose firm is being asked wait for it, and those whose time is over for their end.
        """
        over = col(Demand.status).in_(EXPIRING) & (col(Demand.expires_on) < city_date(now))
        statement = (
            sa.select(Demand, Pursuit)
            .join(Pursuit, col(Pursuit.demand_id) == col(Demand.id))
            .where(
                col(Pursuit.next_at) <= now,
                col(Demand.closing_reason).is_(None),
                sa.not_(sa.func.coalesce(over, sa.false())),
            )
            .order_by(col(Pursuit.next_at), col(Pursuit.demand_id))
            .limit(limit)
        )
        return [(demand, pursuit) for demand, pursuit in await self._session.execute(statement)]

    async def unpursued(self, *, limit: int, lock: bool = True) -> Sequence[Demand]:
        """Return needs to be pursued that are not: those from before there was a ladder."""
        statement = (
            sa.select(Demand)
            .outerjoin(Pursuit, col(Pursuit.demand_id) == col(Demand.id))
            .where(col(Demand.status).in_(PURSUED), col(Pursuit.demand_id).is_(None))
            .order_by(col(Demand.id))
            .limit(limit)
        )
        if lock:
            statement = statement.with_for_update(of=Demand, skip_locked=True)
        return (await self._session.scalars(statement)).all()

    async def reached(self, moves: Collection[Move], *, limit: int) -> Sequence[Pair]:
        """Return needs on the market for which one of these was the last move, the newest first."""
        statement = (
            sa.select(Demand, Pursuit)
            .join(Pursuit, col(Pursuit.demand_id) == col(Demand.id))
            .where(col(Pursuit.last_move).in_(moves), col(Demand.status).in_(OPEN))
            .order_by(col(Demand.published_at).desc(), col(Demand.id))
            .limit(limit)
        )
        return [(demand, pursuit) for demand, pursuit in await self._session.execute(statement)]

    async def page(self, subject: str, wanted: PursuitFilters, now: datetime) -> Sequence[Pair]:
        """Return a page of the needs in pursuit, the next move first, and one more if there is."""
        part = wanted.page()
        statement = (
            sa.select(Demand, Pursuit)
            .join(Pursuit, col(Pursuit.demand_id) == col(Demand.id))
            .where(col(Pursuit.next_at).is_not(None), *_wanted(subject, wanted, now))
            .order_by(col(Pursuit.next_at), col(Pursuit.demand_id))
            .limit(part.limit + 1)
        )
        if part.after is not None:
            statement = statement.where(_beyond(part.after))
        return [(demand, pursuit) for demand, pursuit in await self._session.execute(statement)]


def _beyond(after: UUID) -> sa.ColumnElement[bool]:
    at = sa.select(col(Pursuit.next_at)).where(col(Pursuit.demand_id) == after)
    mark = at.correlate(None).scalar_subquery()
    later = col(Pursuit.next_at) > mark
    return later | ((col(Pursuit.next_at) == mark) & (col(Pursuit.demand_id) > after))


def _wanted(subject: str, wanted: PursuitFilters, now: datetime) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.status:
        conditions.append(col(Demand.status).in_(wanted.status))
    if wanted.move:
        conditions.append(col(Pursuit.next_move).in_(wanted.move))
    if wanted.mine:
        conditions.append(col(Demand.broker) == subject)
    if wanted.unbrokered:
        conditions.append(col(Demand.broker).is_(None))
    conditions += _either_way(wanted.overdue, col(Pursuit.next_at) <= now)
    conditions += _either_way(wanted.asked, col(Demand.closing_reason).is_not(None))
    return conditions


def _either_way(
    wanted: bool | None,  # noqa: FBT001 - it is what the filter says
    holds: sa.ColumnElement[bool],
) -> list[sa.ColumnElement[bool]]:
    if wanted is None:
        return []
    return [holds if wanted else sa.not_(holds)]
