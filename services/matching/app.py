"""Puts the matching service together."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
from fastapi import FastAPI

from services.matching import replication
from services.matching.dependencies import Resources
from services.matching.indexing import endpoints as indexing
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.matches import endpoints as matches
from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.search import endpoints as search
from services.matching.settings import MatchingSettings
from services.matching.text.analyser import Analyser
from shared.application import service_app
from shared.database import Database
from shared.migrations import upgrade


def create_app(
    settings: MatchingSettings, *, peers: httpx.AsyncClient, analyser: Analyser | None = None
) -> FastAPI:
    """Return the matching service, ready to be served or mounted.

    Args:
        settings: What the service was told.
        peers: The client for following the catalogue and requests.
        analyser: Reads texts; by default with the vocabulary that comes with the platform.
    """
    resources = _resources(settings, peers, analyser or Analyser())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if settings.migrates(resources.database.dialect):
            await upgrade(settings.dsn, "services.matching")
        async with AsyncExitStack() as stack:
            stack.push_async_callback(resources.database.dispose)
            stack.push_async_callback(resources.library.close)
            await stack.enter_async_context(resources.indexer.running())
            for follower in resources.followers.values():
                await stack.enter_async_context(follower.following(settings.feed_wait))
            yield

    followers = resources.followers
    return service_app(
        settings,
        title="科桥 · 匹配 Matching",
        peers=peers,
        lifespan=lifespan,
        routers=[matches.router, search.router, indexing.router],
        checks={
            "database": resources.database.ping,
            "index": lambda: resources.indexer.alive,
            "catalog": lambda: followers["catalog"].healthy,
            "requests": lambda: followers["requests"].healthy,
        },
        state={"resources": resources},
    )


def _resources(
    settings: MatchingSettings, peers: httpx.AsyncClient, analyser: Analyser
) -> Resources:
    database = Database(settings.dsn, settings.limits)
    folder = settings.data_dir / settings.name
    library = Library(analyser, EmbeddedIndex(folder / "index", analyser), folder)
    indexer = Indexer(database, library, built_with=analyser.version)
    followers = {
        "catalog": replication.catalog_follower(database, peers, indexer.ring),
        "requests": replication.requests_follower(database, peers, indexer.ring),
    }
    return Resources(database, library, indexer, followers)
