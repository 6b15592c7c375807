"""Every SQL statement about responses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.models import Demand
from services.requests.grants.domain import Side
from services.requests.grants.models import ContactExchange
from services.requests.responses.case import Case
from services.requests.responses.domain import WAITING, ResponseStatus
from services.requests.responses.errors import MemberNotFoundError, ResponseNotFoundError
from services.requests.responses.models import (
    Response,
    ResponseMember,
    ResponseOffer,
    ResponseTransition,
)

Row = TypeVar("Row", ResponseOffer, ResponseTransition)

_NUMBER: Final = col(ResponseOffer.number)
_VERSION: Final = col(ResponseTransition.version)


class ResponseRepository:
    """Responses as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, row: Response | ResponseMember | ResponseOffer) -> None:
        """Store something new."""
        self._session.add(row)
        await self._session.flush()

    async def case(self, response_id: UUID) -> Case:
        """Return a response with all that hangs on it.

        Raises:
            ResponseNotFoundError: There is none.
        """
        response = await self._session.get(Response, response_id)
        if response is None:
            raise ResponseNotFoundError(response_id)
        [case] = await self.cases([response])
        return case

    async def locked_case(self, response_id: UUID) -> Case:
        """Return the same, its need and itself locked against other writers.

        Everybody takes the need first, so that no two wait for each other.

        Raises:
            ResponseNotFoundError: There is none.
        """
        statement = sa.select(col(Response.demand_id)).where(col(Response.id) == response_id)
        demand_id = await self._session.scalar(statement)
        if demand_id is None:
            raise ResponseNotFoundError(response_id)
        await self._session.get_one(Demand, demand_id, with_for_update=True)
        await self._session.get_one(Response, response_id, with_for_update=True)
        return await self.case(response_id)

    async def cases(self, responses: Sequence[Response]) -> list[Case]:
        """Return responses with all that hangs on each, in their order."""
        ids = [response.id for response in responses]
        wanted = {response.demand_id for response in responses}
        needs = await self._session.scalars(sa.select(Demand).where(col(Demand.id).in_(wanted)))
        demands = {demand.id: demand for demand in needs}
        agreed, taken = await self._agreed(ids), await self.taken(wanted)
        members = await self._members(ids)
        offers = await self._newest(ResponseOffer, _NUMBER, ids)
        steps = await self._newest(ResponseTransition, _VERSION, ids)
        return [
            Case(
                demand=demands[response.demand_id],
                response=response,
                members=members[response.id],
                offer=offers.get(response.id),
                last_step=steps.get(response.id),
                agreed=agreed.get(response.id, frozenset()),
                taken=response.demand_id in taken,
            )
            for response in responses
        ]

    async def taken(self, demand_ids: Iterable[UUID]) -> set[UUID]:
        """Return those of the needs that have a selected response."""
        statement = sa.select(col(Response.demand_id)).where(
            col(Response.demand_id).in_(list(demand_ids)),
            col(Response.status) == ResponseStatus.SELECTED,
        )
        return set(await self._session.scalars(statement))

    async def of_author(self, demand_id: UUID, author: str) -> Response | None:
        """Return an author's response to a need, if there is one."""
        statement = sa.select(Response).where(
            col(Response.demand_id) == demand_id, col(Response.author) == author
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def of_demand(self, demand_id: UUID, *statuses: str) -> list[Case]:
        """Return those responses to a need that stand at one of the statuses, locked."""
        statement = (
            sa.select(Response)
            .where(col(Response.demand_id) == demand_id, col(Response.status).in_(statuses))
            .order_by(col(Response.id))
            .with_for_update()
        )
        return await self.cases((await self._session.scalars(statement)).all())

    async def count(self, demand_id: UUID, statuses: Iterable[str]) -> int:
        """Return how many responses to a need stand at one of the statuses."""
        statement = sa.select(sa.func.count()).where(
            col(Response.demand_id) == demand_id, col(Response.status).in_(list(statuses))
        )
        return (await self._session.scalars(statement)).one()

    async def is_overdue(self, now: datetime) -> bool:
        """Return whether somebody is late with anything."""
        return await self._session.scalar(_late(now).limit(1)) is not None

    async def overdue(self, now: datetime, *, limit: int) -> list[Case]:
        """Return what somebody is late with, up to so many needs' of it, all locked.

        Needs that others are working on are passed over until the next time.
        """
        late = _late(now)
        needs = await self._session.scalars(
            sa.select(Demand)
            .where(col(Demand.id).in_(late))
            .order_by(col(Demand.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = (
            sa.select(Response)
            .where(
                col(Response.demand_id).in_([demand.id for demand in needs]),
                col(Response.status).in_(WAITING),
                col(Response.due_at) < now,
            )
            .order_by(col(Response.id))
            .with_for_update()
        )
        return await self.cases((await self._session.scalars(statement)).all())

    async def page(
        self, conditions: Sequence[sa.ColumnElement[bool]], *, after: UUID | None, limit: int
    ) -> list[Case]:
        """Return a page of responses, the newest first, and one more if there is more."""
        statement = (
            sa.select(Response)
            .join(Demand, col(Demand.id) == col(Response.demand_id))
            .where(*conditions)
            .order_by(col(Response.id).desc())
            .limit(limit + 1)
        )
        if after is not None:
            statement = statement.where(col(Response.id) < after)
        return await self.cases((await self._session.scalars(statement)).all())

    async def steps(self, response_id: UUID) -> Sequence[ResponseTransition]:
        """Return every step in a response's life, the first first."""
        return await self._all(ResponseTransition, response_id, _VERSION)

    async def offers(self, response_id: UUID) -> Sequence[ResponseOffer]:
        """Return every offer that was made, the first first."""
        return await self._all(ResponseOffer, response_id, _NUMBER)

    async def member(self, response_id: UUID, member_id: UUID) -> ResponseMember:
        """Return a member of a team.

        Raises:
            MemberNotFoundError: The team has none of this id.
        """
        member = await self._session.get(ResponseMember, member_id)
        if member is None or member.response_id != response_id:
            raise MemberNotFoundError(member_id)
        return member

    async def remove(self, member: ResponseMember) -> None:
        """Forget a member."""
        await self._session.delete(member)
        await self._session.flush()

    async def _members(self, ids: Sequence[UUID]) -> Mapping[UUID, list[ResponseMember]]:
        statement = (
            sa.select(ResponseMember)
            .where(col(ResponseMember.response_id).in_(ids))
            .order_by(col(ResponseMember.id))
        )
        teams: dict[UUID, list[ResponseMember]] = defaultdict(list)
        for member in await self._session.scalars(statement):
            teams[member.response_id].append(member)
        return teams

    async def _newest(
        self, table: type[Row], order: sa.SQLColumnExpression[int], ids: Sequence[UUID]
    ) -> dict[UUID, Row]:
        """Return the last row of each response, in an order."""
        whose = col(table.response_id)
        last = (
            sa.select(whose.label("whose"), sa.func.max(order).label("last"))
            .where(whose.in_(ids))
            .group_by(whose)
            .subquery()
        )
        statement = sa.select(table).join(last, (whose == last.c.whose) & (order == last.c.last))
        return {row.response_id: row for row in await self._session.scalars(statement)}

    async def _agreed(self, ids: Sequence[UUID]) -> dict[UUID, frozenset[Side]]:
        statement = sa.select(ContactExchange).where(col(ContactExchange.response_id).in_(ids))
        return {
            exchange.response_id: sides_of(exchange)
            for exchange in await self._session.scalars(statement)
        }

    async def _all(
        self, table: type[Row], response_id: UUID, order: sa.SQLColumnExpression[int]
    ) -> Sequence[Row]:
        statement = sa.select(table).where(col(table.response_id) == response_id).order_by(order)
        return (await self._session.scalars(statement)).all()


def _late(now: datetime) -> sa.Select[UUID]:
    return sa.select(col(Response.demand_id)).where(
        col(Response.status).in_(WAITING), col(Response.due_at) < now
    )


def sides_of(exchange: ContactExchange) -> frozenset[Side]:
    """Return which sides have agreed to exchange contacts."""
    said = {Side.FIRM: exchange.firm_agreed_at, Side.AUTHOR: exchange.author_agreed_at}
    return frozenset(side for side, at in said.items() if at is not None)
