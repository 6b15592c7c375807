"""How an endpoint gets what it needs."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, cast

import httpx
from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.checking.gateways import AskingMatching
from services.requests.checking.service import CheckService
from services.requests.demands.importing import DemandImporter
from services.requests.demands.reading import WatchedReading
from services.requests.demands.rules import Rules
from services.requests.demands.service import DemandService
from services.requests.grants.agreements import AgreementService
from services.requests.grants.contacts import ContactService
from services.requests.grants.rules import GrantRules
from services.requests.grants.service import GrantService
from services.requests.joining.service import JoiningService
from services.requests.moderation.service import QueueService
from services.requests.pursuit.service import PursuitService
from services.requests.tables import IdempotencyKey
from shared.auth import Caller, CallerDep
from shared.database import Database
from shared.feed.publisher import Feed
from shared.idempotency import Answer, IdempotentRequest, IdempotentRequestDep, once, once_in
from shared.people.recognition import Recognition
from shared.preconditions import IfMatch
from shared.statements import Statements


@dataclass(frozen=True, slots=True)
class Resources:
    """What the app holds for as long as it runs."""

    database: Database
    feed: Feed
    rules: Rules
    peers: httpx.AsyncClient
    grant_rules: GrantRules
    recognition: Recognition
    """Of those who had themselves erased."""


async def get_resources(request: Request) -> Resources:
    """Return the resources of the app that is answering."""
    return cast("Resources", request.app.state.resources)


ResourcesDep = Annotated[Resources, Depends(get_resources)]


async def get_session(resources: ResourcesDep) -> AsyncIterator[AsyncSession]:
    """Yield the request's one transaction."""
    async with resources.database.transaction() as session:
        yield session


async def get_snapshot(resources: ResourcesDep) -> AsyncIterator[AsyncSession]:
    """Yield a consistent view that blocks no writer."""
    async with resources.database.snapshot() as session:
        yield session


# "function": commit before the answer leaves, so a failed commit is a failed request.
SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]
SnapshotDep = Annotated[AsyncSession, Depends(get_snapshot, scope="function")]


async def get_demands(session: SessionDep, resources: ResourcesDep) -> DemandService:
    """Return the use cases, bound to this request's transaction."""
    return DemandService(session, resources.feed, rules=resources.rules)


async def get_reader(session: SnapshotDep, resources: ResourcesDep) -> DemandService:
    """Return the use cases for what only reads."""
    return DemandService(session, resources.feed, rules=resources.rules)


async def get_watched(resources: ResourcesDep) -> WatchedReading:
    """Return the use cases that show what may be confidential, and log it."""
    return WatchedReading(resources.database, resources.feed, rules=resources.rules)


async def get_grants(session: SessionDep, resources: ResourcesDep) -> GrantService:
    """Return the use cases of grants, bound to this request's transaction."""
    return GrantService(session, rules=resources.grant_rules)


async def get_grant_reader(session: SnapshotDep, resources: ResourcesDep) -> GrantService:
    """Return the use cases of grants that only read."""
    return GrantService(session, rules=resources.grant_rules)


async def get_agreements(session: SessionDep) -> AgreementService:
    """Return the use cases of the agreement's texts, bound to this request's transaction."""
    return AgreementService(session)


async def get_agreement_reader(session: SnapshotDep) -> AgreementService:
    """Return the use cases of the agreement's texts that only read."""
    return AgreementService(session)


async def get_contacts(session: SessionDep) -> ContactService:
    """Return the use case of reading contacts: a transaction, since each reading is logged."""
    return ContactService(session)


async def get_importer(
    session: SessionDep, resources: ResourcesDep, caller: CallerDep
) -> DemandImporter:
    """Return the import, bound to this request's transaction and caller."""
    return DemandImporter(
        session, resources.feed, caller, rules=resources.rules, recognition=resources.recognition
    )


async def get_checking(resources: ResourcesDep) -> CheckService:
    """Return the use cases of checking, which open no transaction while they wait."""
    return CheckService(resources.database, AskingMatching(resources.peers))


async def get_joining(session: SessionDep) -> JoiningService:
    """Return the use cases of joining, bound to this request's transaction."""
    return JoiningService(session)


async def get_joiners(session: SnapshotDep) -> JoiningService:
    """Return the use cases of joining that only read."""
    return JoiningService(session)


async def get_queue(session: SnapshotDep) -> QueueService:
    """Return the use case of the desk's queue."""
    return QueueService(session)


async def get_pursuits(session: SnapshotDep, resources: ResourcesDep) -> PursuitService:
    """Return the use cases of the needs in pursuit."""
    return PursuitService(session, resources.rules.ladder)


@dataclass(frozen=True, slots=True)
class Change:
    """Who wants to change something, and what they have seen of it."""

    caller: Caller
    if_match: str | None


async def get_change(caller: CallerDep, if_match: IfMatch = None) -> Change:
    """Return on whose account and on what ground something is to be changed."""
    return Change(caller, if_match)


class Once:
    """Does what a request asks for, unless the same request was answered before."""

    def __init__(self, session: AsyncSession, asked: IdempotentRequest) -> None:
        self._session = session
        self._asked = asked

    async def __call__(self, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer of `act`, or that of the first time."""
        return await once(self._session, IdempotencyKey, self._asked, act)


async def get_once(session: SessionDep, asked: IdempotentRequestDep) -> Once:
    """Return the memory of requests, bound to this one and its transaction."""
    return Once(session, asked)


async def once_straight(
    database: Database,
    asked: IdempotentRequest,
    act: Callable[[Statements], Awaitable[Answer]],
) -> Answer:
    """Do the same past the ORM, in a transaction of its own."""
    return await database.straight.write(
        lambda statements: once_in(statements, IdempotencyKey, asked, lambda: act(statements))
    )


ChangeDep = Annotated[Change, Depends(get_change)]
OnceDep = Annotated[Once, Depends(get_once)]
DemandsDep = Annotated[DemandService, Depends(get_demands)]
ReaderDep = Annotated[DemandService, Depends(get_reader)]
WatchedDep = Annotated[WatchedReading, Depends(get_watched)]
GrantsDep = Annotated[GrantService, Depends(get_grants)]
GrantReaderDep = Annotated[GrantService, Depends(get_grant_reader)]
AgreementsDep = Annotated[AgreementService, Depends(get_agreements)]
AgreementReaderDep = Annotated[AgreementService, Depends(get_agreement_reader)]
ContactsDep = Annotated[ContactService, Depends(get_contacts)]
CheckingDep = Annotated[CheckService, Depends(get_checking)]
PursuitsDep = Annotated[PursuitService, Depends(get_pursuits)]
QueueDep = Annotated[QueueService, Depends(get_queue)]
JoiningDep = Annotated[JoiningService, Depends(get_joining)]
JoinersDep = Annotated[JoiningService, Depends(get_joiners)]
ImporterDep = Annotated[DemandImporter, Depends(get_importer)]
