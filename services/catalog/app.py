"""Puts the catalogue together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import httpx
from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from services.catalog.achievements.endpoints import router as achievements
from services.catalog.cases.replication import case_follower
from services.catalog.duties import KINDS, Duties
from services.catalog.endpoints import owners_router, reviews_router, summary_router
from services.catalog.experts.endpoints import router as experts
from services.catalog.facilities.endpoints import router as facilities
from services.catalog.listings.endpoints import router as listings
from services.catalog.offerings.endpoints import router as offerings
from services.catalog.people.holdings import HOLDINGS
from services.catalog.people.leaving import CatalogLeaving
from services.catalog.providers.endpoints import router as providers
from services.catalog.registrations.endpoints import router as registrations
from services.catalog.registrations.gateways import Portal
from services.catalog.registrations.served import router as served
from services.catalog.registrations.service_endpoints import router as serving
from services.catalog.settings import CatalogSettings
from services.catalog.tables import FEED_TABLES, FOLLOWER_TABLES, MESSAGE_TABLES, TRAIL
from services.catalog.teams.endpoints import router as teams
from shared.application import service_app
from shared.audit.refusals import RefusalRecorder
from shared.feed.endpoints import feed_router
from shared.feed.quarantine import quarantine_router
from shared.metrics.watching import Watched
from shared.people.office import people_router
from shared.people.recognition import Recognition

PUBLISHED = {"feed": FEED_TABLES, "messages": MESSAGE_TABLES}

ROUTERS = (
    providers,
    offerings,
    experts,
    facilities,
    achievements,
    listings,
    registrations,
    serving,
    served,
    teams,
    summary_router(KINDS),
    owners_router(KINDS),
    reviews_router(KINDS),
)


def _people(duties: Duties, settings: CatalogSettings) -> APIRouter:
    leaving = CatalogLeaving(
        duties.feed,
        KINDS,
        settings.registration_rules,
        settings.team_rules,
        recognition=Recognition(settings.key_folder),
    )
    return people_router(duties.database, TRAIL, HOLDINGS, leaving)


def create_app(settings: CatalogSettings, *, peers: httpx.AsyncClient) -> FastAPI:
    """Return the catalogue, ready to be served or mounted."""
    portal = Portal(peers)
    duties = Duties(settings, portal, partial(case_follower, peers))
    feed, messages = duties.feed, duties.messages

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with duties.running():
            yield

    return service_app(
        settings,
        title="科桥 · 目录 Catalogue",
        peers=peers,
        lifespan=lifespan,
        routers=[
            *ROUTERS,
            feed_router(feed, duties.database),
            messages.router(),
            duties.audit.router(),
            _people(duties, settings),
            quarantine_router(duties.database, {"requests": duties.cases}, FOLLOWER_TABLES),
        ],
        checks=duties.checks,
        state={**_state(settings, duties), "portal": portal},
        middleware=[Middleware(RefusalRecorder, trail=TRAIL, database=duties.database)],
        before_stop=(feed.stop_waiting, messages.stop_waiting),
        watched=Watched(duties.database, PUBLISHED, FOLLOWER_TABLES),
    )


def _state(settings: CatalogSettings, duties: Duties) -> dict[str, object]:
    return {
        "database": duties.database,
        "feed": duties.feed,
        "kinds": KINDS,
        "recognition": Recognition(settings.key_folder),
        "listing_rules": settings.listing_rules,
        "registration_rules": settings.registration_rules,
        "career_clock": duties.clock,
        "listing_clock": duties.listings,
        "team_rules": settings.team_rules,
        "team_clock": duties.teams,
        "reminder_clock": duties.reminders,
    }
