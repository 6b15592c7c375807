"""Puts the requests service together."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

import httpx
from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from services.requests.checking import endpoints as checking
from services.requests.clock import ExpiryClock
from services.requests.deliverables.endpoints import uploads_of
from services.requests.deliverables.store import FileStore
from services.requests.demands import endpoints as demands
from services.requests.dependencies import Resources
from services.requests.engagement_clock import EngagementClock
from services.requests.engagement_routes import engagement_router
from services.requests.figures import endpoints as figures
from services.requests.grants import endpoints as grants
from services.requests.grants.clock import GrantClock
from services.requests.joining import endpoints as joining
from services.requests.messages import MESSAGES
from services.requests.moderation import endpoints as moderation
from services.requests.outcomes.publishing import publish_untold
from services.requests.people.holdings import HOLDINGS
from services.requests.people.leaving import RequestsLeaving
from services.requests.pursuit import endpoints as pursuit
from services.requests.pursuit.assembly import pursuit_clock
from services.requests.reminders.clock import ReminderClock
from services.requests.responses import endpoints as responses
from services.requests.responses.clock import ResponseClock
from services.requests.sequels import SEQUELS
from services.requests.settings import RequestsSettings
from services.requests.tables import FEED_TABLES, TRAIL
from shared.application import service_app
from shared.audit.office import AuditOffice
from shared.audit.refusals import RefusalRecorder
from shared.database import Database
from shared.feed.endpoints import feed_router
from shared.feed.pruning import FeedPruner
from shared.feed.publisher import Feed
from shared.health import Check
from shared.leases import Lease, lease_of
from shared.messages.office import MessageOffice
from shared.metrics.watching import Watched
from shared.opening import opened
from shared.people.office import people_router
from shared.people.recognition import Recognition

ROUTERS: Final = (
    checking.router,
    demands.router,
    figures.router,
    grants.router,
    joining.router,
    moderation.router,
    pursuit.router,
    responses.router,
)


class Running(Protocol):
    """Does something again and again while the service runs."""

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep going in the background for as long as the context lasts."""
        ...


class Clock(Running, Protocol):
    """Does what is due."""

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        ...


def _clocks(held: Resources, settings: RequestsSettings, lease: Lease) -> dict[str, Clock]:
    """Return what is done by the clock, by what `/readyz` calls it."""
    database, feed, rules = held.database, held.feed, held.rules
    interval = settings.clock_seconds
    return {
        "expires overdue demands": ExpiryClock(
            database, feed, rules=rules, interval=interval, lease=lease
        ),
        "moves engagements on": EngagementClock(
            database, feed, rules=rules, interval=interval, lease=lease
        ),
        "ends grants": GrantClock(database, rules=held.grant_rules, interval=interval, lease=lease),
        "ends responses": ResponseClock(
            database, feed, rules=rules, interval=interval, lease=lease
        ),
        "pursues needs": pursuit_clock(
            database, feed, held.peers, rules=rules, interval=interval, lease=lease
        ),
        "reminds people": ReminderClock(
            database, rules=settings.reminder_rules, interval=interval, lease=lease
        ),
    }


def _file_store(settings: RequestsSettings) -> FileStore:
    return FileStore(settings.data_dir / "deliverables", limit=settings.deliverable_bytes)


def _people(held: Resources) -> APIRouter:
    leaving = RequestsLeaving(held.feed, held.rules, held.grant_rules, held.recognition)
    return people_router(held.database, TRAIL, HOLDINGS, leaving)


def _health_of(clocks: Mapping[str, Clock]) -> dict[str, Check]:
    return {name: partial(getattr, clock, "healthy") for name, clock in clocks.items()}


def create_app(settings: RequestsSettings, *, peers: httpx.AsyncClient) -> FastAPI:
    """Return the requests service, ready to be served or mounted."""
    database = Database(settings.dsn, settings.limits)
    lease = lease_of(database)
    feed = Feed(settings.name, FEED_TABLES)
    pruner = FeedPruner(database, feed, keep=settings.feed_keep, lease=lease)
    audit = AuditOffice(TRAIL, database, keep=settings.audit_keep, lease=lease)
    messages = MessageOffice(MESSAGES, database, lease=lease)
    rules = replace(settings.rules, sequels=SEQUELS)
    held = Resources(
        database, feed, rules, peers, settings.grant_rules, Recognition(settings.key_folder)
    )
    clocks = _clocks(held, settings, lease)
    offices = (feed_router(feed, database), messages.router(), audit.router(), _people(held))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(opened(database, lease, settings, "services.requests"))
            await stack.enter_async_context(feed.listening(database))
            async with database.transaction() as session:
                await publish_untold(session, feed)
            running: tuple[Running, ...] = (*clocks.values(), pruner, audit, messages)
            for part in running:
                await stack.enter_async_context(part.running())
            yield

    return service_app(
        settings,
        title="KeQiao requests",
        peers=peers,
        lifespan=lifespan,
        routers=[*ROUTERS, engagement_router(), *offices],
        checks={"database": database.ping, **_health_of(clocks)},
        uploads=uploads_of(settings.deliverable_bytes),
        state={"resources": held, "files": _file_store(settings)},
        middleware=[Middleware(RefusalRecorder, trail=TRAIL, database=database)],
        before_stop=(feed.stop_waiting, messages.stop_waiting),
        watched=Watched(database, {"feed": FEED_TABLES, "messages": MESSAGES.tables}),
    )
