"""Every SQL statement of the queue."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.models import Demand
from services.requests.demands.timekeeping import AT_THE_DESK
from services.requests.moderation.schemas import QueueFilters
from shared.types import UtcDateTime

NEVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""What another platform handed over has no clock, and comes last."""


class QueueRepository:
    """The queue as one snapshot sees it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def waiting(self, subject: str, wanted: QueueFilters, now: datetime) -> Sequence[Demand]:
        """Return a page of what waits, what is due first first, and one more if there is more."""
        part = wanted.page()
        owed = col(Demand.due_at).is_not(None) | col(Demand.status).in_(AT_THE_DESK)
        statement = (
            sa.select(Demand)
            .where(owed, *_by_clock(wanted, now), *_by_holder(subject, wanted, now))
            .order_by(_due(), col(Demand.id))
            .limit(part.limit + 1)
        )
        if part.after is not None:
            statement = statement.where(_beyond(part.after))
        return (await self._session.scalars(statement)).all()


def _due() -> sa.ColumnElement[datetime]:
    return sa.func.coalesce(col(Demand.due_at), sa.literal(NEVER, UtcDateTime()))


def _beyond(after: UUID) -> sa.ColumnElement[bool]:
    mark = sa.select(_due()).where(col(Demand.id) == after).correlate(None).scalar_subquery()
    return (_due() > mark) | ((_due() == mark) & (col(Demand.id) > after))


def _by_clock(wanted: QueueFilters, now: datetime) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.status:
        conditions.append(col(Demand.status).in_(wanted.status))
    if wanted.overdue is not None:
        late = sa.func.coalesce(col(Demand.due_at) < now, sa.false())
        conditions.append(late if wanted.overdue else sa.not_(late))
    if wanted.escalated is not None:
        told = col(Demand.escalated_at).is_not(None)
        conditions.append(told if wanted.escalated else sa.not_(told))
    return conditions


def _by_holder(subject: str, wanted: QueueFilters, now: datetime) -> list[sa.ColumnElement[bool]]:
    held = sa.func.coalesce(col(Demand.assigned_until) > now, sa.false())
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.mine:
        own = held & (col(Demand.assignee) == subject)
        conditions.append(own | (col(Demand.broker) == subject))
    if wanted.unclaimed:
        conditions.append(sa.not_(held))
    return conditions
