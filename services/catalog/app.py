"""Puts the catalogue together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from services.catalog.achievements.endpoints import router as achievements
from services.catalog.achievements.service import ACHIEVEMENTS
from services.catalog.duties import Duties
from services.catalog.endpoints import owners_router, summary_router
from services.catalog.experts.endpoints import router as experts
from services.catalog.experts.service import EXPERTS
from services.catalog.facilities.endpoints import router as facilities
from services.catalog.facilities.service import FACILITIES
from services.catalog.offerings.endpoints import router as offerings
from services.catalog.offerings.service import OFFERINGS
from services.catalog.providers.endpoints import router as providers
from services.catalog.providers.service import PROVIDERS
from services.catalog.registrations.endpoints import router as registrations
from services.catalog.registrations.service_endpoints import router as serving
from services.catalog.settings import CatalogSettings
from shared.application import service_app
from shared.feed.endpoints import feed_router

KINDS = (PROVIDERS, OFFERINGS, EXPERTS, FACILITIES, ACHIEVEMENTS)
ROUTERS = (
    providers,
    offerings,
    experts,
    facilities,
    achievements,
    registrations,
    serving,
    summary_router(KINDS),
    owners_router(KINDS),
)


def create_app(settings: CatalogSettings, *, peers: httpx.AsyncClient) -> FastAPI:
    """Return the catalogue, ready to be served or mounted."""
    duties = Duties(settings, peers)
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
        ],
        checks=duties.checks,
        state={
            "database": duties.database,
            "feed": feed,
            "portal": duties.portal,
            "registration_rules": settings.registration_rules,
            "career_clock": duties.clock,
        },
        before_stop=(feed.stop_waiting, messages.stop_waiting),
    )
