"""Puts the catalogue together."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
from fastapi import FastAPI

from services.catalog.achievements.endpoints import router as achievements
from services.catalog.achievements.service import ACHIEVEMENTS
from services.catalog.endpoints import owners_router, summary_router
from services.catalog.experts.endpoints import router as experts
from services.catalog.experts.service import EXPERTS
from services.catalog.facilities.endpoints import router as facilities
from services.catalog.facilities.service import FACILITIES
from services.catalog.messages import MESSAGES
from services.catalog.offerings.endpoints import router as offerings
from services.catalog.offerings.service import OFFERINGS
from services.catalog.providers.endpoints import router as providers
from services.catalog.providers.service import PROVIDERS
from services.catalog.settings import CatalogSettings
from services.catalog.tables import FEED_TABLES, TRAIL
from shared.application import service_app
from shared.audit.office import AuditOffice
from shared.database import Database
from shared.feed.endpoints import feed_router
from shared.feed.pruning import FeedPruner
from shared.feed.publisher import Feed
from shared.leases import lease_of
from shared.messages.office import MessageOffice
from shared.opening import opened

KINDS = (PROVIDERS, OFFERINGS, EXPERTS, FACILITIES, ACHIEVEMENTS)
ROUTERS = (
    providers,
    offerings,
    experts,
    facilities,
    achievements,
    summary_router(KINDS),
    owners_router(KINDS),
)


def create_app(settings: CatalogSettings, *, peers: httpx.AsyncClient) -> FastAPI:
    """Return the catalogue, ready to be served or mounted."""
    database = Database(settings.dsn, settings.limits)
    lease = lease_of(database)
    feed = Feed(settings.name, FEED_TABLES)
    pruner = FeedPruner(database, feed, keep=settings.feed_keep, lease=lease)
    audit = AuditOffice(TRAIL, database, keep=settings.audit_keep, lease=lease)
    messages = MessageOffice(MESSAGES, database, lease=lease)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        parts = (
            opened(database, lease, settings, "services.catalog"),
            feed.listening(database),
            pruner.running(),
            audit.running(),
            messages.running(),
        )
        async with AsyncExitStack() as stack:
            for part in parts:
                await stack.enter_async_context(part)
            yield

    return service_app(
        settings,
        title="科桥 · 目录 Catalogue",
        peers=peers,
        lifespan=lifespan,
        routers=[*ROUTERS, feed_router(feed, database), messages.router(), audit.router()],
        checks={"database": database.ping},
        state={"database": database, "feed": feed},
        before_stop=(feed.stop_waiting, messages.stop_waiting),
    )
