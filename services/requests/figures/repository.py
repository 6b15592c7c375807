"""Every SQL statement of the figures: what is counted and what is listed share each condition."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.requests.cases.domain import CaseOutcome
from services.requests.cases.models import SolvedCase
from services.requests.demands.domain import DemandStatus
from services.requests.demands.models import Demand, DemandTransition
from services.requests.figures.domain import UNKNOWN, Stage, Wait
from services.requests.figures.schemas import FigureFilters, Scope
from services.requests.responses.models import Response
from shared.clock import CITY_TIME

Condition = sa.ColumnElement[bool]
Moment = sa.SQLColumnExpression[Any]

CITY: Final = 4
"""The digits of a region's code that name its city."""

POSTED_AT: Final = sa.func.coalesce(col(Demand.submitted_at), col(Demand.published_at))
"""What another platform handed over was posted there; here it begins with its publication."""

COUNTED: Final = (Stage.POSTED, Stage.PUBLISHED, Stage.SOLVED)
"""What is told of each industry and city."""


class FigureRepository:
    """The figures as one snapshot sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def stages(self, scope: Scope) -> Mapping[Stage, int]:
        """Return how many needs came how far."""
        counts = [_count(stage) for stage in Stage]
        row = (await self._session.execute(sa.select(*counts).where(*_within(scope)))).one()
        return dict(zip(Stage, row, strict=True))

    async def industries(self, scope: Scope) -> Sequence[Sequence[Any]]:
        """Return code and counts of each industry, the one with most needs first."""
        return await self._groups(col(Demand.industry_code), scope)

    async def regions(self, scope: Scope) -> Sequence[Sequence[Any]]:
        """Return the first digits and the counts of each city, the one with most needs first."""
        return await self._groups(_city(), scope)

    async def statuses(self, scope: Scope) -> Mapping[DemandStatus, int]:
        """Return how many needs stand where."""
        status = col(Demand.status)
        statement = sa.select(status, sa.func.count()).where(*_within(scope)).group_by(status)
        rows = (await self._session.execute(statement)).all()
        return {row[0]: row[1] for row in rows}

    async def waits(self, wait: Wait, scope: Scope) -> Sequence[timedelta]:
        """Return how long each need waited that has what it waited for."""
        begin, end = _span(wait)
        statement = sa.select(begin, end).where(*_within(scope), *_over(wait))
        rows = (await self._session.execute(statement)).all()
        return [row[1] - row[0] for row in rows]

    async def needs(self, wanted: FigureFilters) -> Sequence[tuple[Demand, timedelta | None]]:
        """Return a page of the needs behind a figure, and one more if there is more."""
        part = wanted.page()
        begin, end = _span(wanted.wait) if wanted.wait else (sa.null(), sa.null())
        statement = (
            sa.select(Demand, begin, end)
            .where(*_within(wanted), *_of_figure(wanted))
            .order_by(col(Demand.id).desc())
            .limit(part.limit + 1)
        )
        if part.after is not None:
            statement = statement.where(col(Demand.id) < part.after)
        rows = (await self._session.execute(statement)).all()
        return [(row[0], row[2] - row[1] if wanted.wait else None) for row in rows]

    async def _groups(
        self, code: sa.SQLColumnExpression[Any], scope: Scope
    ) -> Sequence[Sequence[Any]]:
        counts = [_count(stage) for stage in COUNTED]
        statement = (
            sa.select(code, *counts)
            .where(*_within(scope))
            .group_by(code)
            .order_by(sa.desc(counts[0]), code)
        )
        return (await self._session.execute(statement)).all()


def _within(scope: Scope) -> list[Condition]:
    conditions: list[Condition] = [POSTED_AT.is_not(None)]
    if scope.since is not None:
        conditions.append(_midnight(scope.since) <= POSTED_AT)
    if scope.until is not None:
        conditions.append(_midnight(scope.until + timedelta(days=1)) > POSTED_AT)
    if scope.industry is not None:
        conditions.append(_is(col(Demand.industry_code), scope.industry))
    if scope.region is not None:
        wanted = scope.region if scope.region == UNKNOWN else scope.region[:CITY]
        conditions.append(_is(_city(), wanted))
    return conditions


def _of_figure(wanted: FigureFilters) -> list[Condition]:
    conditions = []
    if wanted.stage is not None:
        conditions.append(_reached(wanted.stage))
    if wanted.wait is not None:
        conditions += _over(wanted.wait)
    if wanted.status is not None:
        conditions.append(col(Demand.status) == wanted.status)
    return conditions


def _count(stage: Stage) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((_reached(stage), 1)))


def _reached(stage: Stage) -> Condition:
    known: Mapping[Stage, Condition] = {
        Stage.POSTED: sa.true(),
        Stage.PUBLISHED: col(Demand.published_at).is_not(None),
        Stage.ANSWERED: _end(Wait.ANSWER).is_not(None),
        Stage.CONTRACTED: _first(DemandStatus.CONTRACTED).is_not(None),
        Stage.DELIVERED: _first(DemandStatus.PENDING_ACCEPTANCE).is_not(None),
        Stage.SOLVED: _solved_now(),
    }
    return known[stage]


def _solved_now() -> Condition:
    """The needs whose problem is solved by the newest word on it; each problem once."""
    newer = aliased(SolvedCase)
    word = sa.exists().where(
        col(newer.key) == col(SolvedCase.key), col(newer.id) > col(SolvedCase.id)
    )
    return sa.exists().where(
        col(SolvedCase.demand_id) == col(Demand.id),
        col(SolvedCase.outcome) == CaseOutcome.SOLVED,
        ~word,
    )


def _span(wait: Wait) -> tuple[Moment, Moment]:
    begins = {Wait.CONTACT: col(Demand.submitted_at), Wait.DECISION: col(Demand.submitted_at)}
    return begins.get(wait, col(Demand.published_at)), _end(wait)


def _over(wait: Wait) -> list[Condition]:
    begin, end = _span(wait)
    return [begin.is_not(None), end.is_not(None), end >= begin]


def _end(wait: Wait) -> Moment:
    known: Mapping[Wait, Moment] = {
        Wait.CONTACT: col(Demand.contacted_at),
        Wait.DECISION: col(Demand.decided_at),
        Wait.ANSWER: sa.select(sa.func.min(col(Response.expressed_at)))
        .where(col(Response.demand_id) == col(Demand.id))
        .scalar_subquery(),
        Wait.CONTRACT: _first(DemandStatus.CONTRACTED),
        Wait.SOLUTION: sa.select(sa.func.min(col(SolvedCase.confirmed_at)))
        .where(
            col(SolvedCase.demand_id) == col(Demand.id),
            col(SolvedCase.outcome) == CaseOutcome.SOLVED,
        )
        .scalar_subquery(),
    }
    return known[wait]


def _first(status: DemandStatus) -> Moment:
    """When a need first came to a status."""
    return (
        sa.select(sa.func.min(col(DemandTransition.at)))
        .where(
            col(DemandTransition.demand_id) == col(Demand.id),
            col(DemandTransition.to_status) == status,
        )
        .scalar_subquery()
    )


def _city() -> sa.SQLColumnExpression[Any]:
    # Literally: with parameters PostgreSQL would not see that it is grouped by what is selected.
    return sa.func.substr(
        col(Demand.region_code), sa.literal_column("1"), sa.literal_column(str(CITY))
    )


def _is(column: sa.SQLColumnExpression[Any], wanted: str) -> Condition:
    return column.is_(None) if wanted == UNKNOWN else column == wanted


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CITY_TIME)
