"""How an endpoint gets what it needs to do something with responses."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.dependencies import Resources, ResourcesDep, SessionDep, SnapshotDep
from services.requests.responses.asking import Asking
from services.requests.responses.beginning import Beginning
from services.requests.responses.gateways import AskingCatalogue
from services.requests.responses.moving import ResponseMover
from services.requests.responses.service import ResponseService
from services.requests.responses.teams import TeamService
from services.requests.tables import IdempotencyKey
from shared.idempotency import Answer, IdempotentRequest, IdempotentRequestDep, once


class Once:
    """Does something in a transaction of its own, unless the same request was answered before.

    The catalogue is asked before that: nobody waits for it with the database in hand.
    """

    def __init__(self, asking: Asking, resources: Resources, asked: IdempotentRequest) -> None:
        self.asking = asking
        self._resources = resources
        self._asked = asked

    async def begin(self, act: Callable[[Beginning], Awaitable[Answer]]) -> Answer:
        """Return the answer of what begins a response, or that of the first time."""
        feed, rules = self._resources.feed, self._resources.rules
        return await self._once(lambda session: act(Beginning(session, feed, rules=rules)))

    async def change_team(self, act: Callable[[TeamService], Awaitable[Answer]]) -> Answer:
        """Return the answer of what changes a team, or that of the first time."""
        rules = self._resources.rules
        return await self._once(lambda session: act(TeamService(session, rules=rules)))

    async def _once(self, act: Callable[[AsyncSession], Awaitable[Answer]]) -> Answer:
        async with self._resources.database.transaction() as session:
            return await once(session, IdempotencyKey, self._asked, lambda: act(session))


async def get_once(resources: ResourcesDep, asked: IdempotentRequestDep) -> Once:
    """Return what does something once, after the catalogue was asked."""
    asking = Asking(resources.database, AskingCatalogue(resources.peers))
    return Once(asking, resources, asked)


async def get_responses(session: SessionDep, resources: ResourcesDep) -> ResponseService:
    """Return the use cases of one's own response, bound to this request's transaction."""
    return ResponseService(session, rules=resources.rules)


async def get_reader(session: SnapshotDep, resources: ResourcesDep) -> ResponseService:
    """Return the use cases of what only reads."""
    return ResponseService(session, rules=resources.rules)


async def get_mover(session: SessionDep, resources: ResourcesDep) -> ResponseMover:
    """Return the use case of a step, bound to this request's transaction."""
    return ResponseMover(session, resources.feed, rules=resources.rules)


async def get_teams(session: SessionDep, resources: ResourcesDep) -> TeamService:
    """Return the use cases of teams, bound to this request's transaction."""
    return TeamService(session, rules=resources.rules)


OnceDep = Annotated[Once, Depends(get_once)]
ResponsesDep = Annotated[ResponseService, Depends(get_responses)]
ReadingDep = Annotated[ResponseService, Depends(get_reader)]
MoverDep = Annotated[ResponseMover, Depends(get_mover)]
TeamsDep = Annotated[TeamService, Depends(get_teams)]
