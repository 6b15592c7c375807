"""Puts the matching service together."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

import httpx
from fastapi import FastAPI

from services.matching import replication
from services.matching.dependencies import Resources
from services.matching.feedback.book import FeedbackBook
from services.matching.feedback.retention import ShownPruner
from services.matching.gaps import endpoints as gaps
from services.matching.gaps.service import GapFinder
from services.matching.indexing import endpoints as indexing
from services.matching.indexing.engines import access_of, library_in, made_with
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.place import claim_place
from services.matching.matches import endpoints as matches
from services.matching.meaning.access import embedding_of
from services.matching.neighbours import endpoints as neighbours
from services.matching.proposals import endpoints as proposals
from services.matching.proposals.learning import Learning
from services.matching.search import endpoints as search
from services.matching.settings import MatchingSettings
from services.matching.standing import endpoints as standing
from services.matching.tables import FOLLOWER_TABLES as FOLLOWED
from services.matching.teams import endpoints as teams
from services.matching.text.analyser import Analyser
from services.matching.understanding import endpoints as understanding
from shared.application import service_app
from shared.database import Database
from shared.feed.quarantine import quarantine_router
from shared.health import Check
from shared.leases import lease_of
from shared.metrics.watching import Watched
from shared.notices import hearing
from shared.opening import opened

ROUTERS = (
    matches.router,
    neighbours.router,
    search.router,
    teams.router,
    gaps.router,
    standing.router,
    understanding.router,
    proposals.router,
    indexing.router,
)


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
        async with AsyncExitStack() as stack:
            stack.callback(resources.place.release)
            stack.push_async_callback(resources.library.close)
            await stack.enter_async_context(
                opened(resources.database, resources.lease, settings, "services.matching")
            )
            stack.push_async_callback(resources.gaps.close)
            await resources.learning.refresh()
            for part in _parts(resources, settings):
                await stack.enter_async_context(part)
            yield

    return service_app(
        settings,
        title="科桥 · 匹配 Matching",
        peers=peers,
        lifespan=lifespan,
        routers=[*ROUTERS, quarantine_router(resources.database, resources.followers, FOLLOWED)],
        checks=_checks(resources),
        state={"resources": resources},
        watched=Watched(resources.database, followers=FOLLOWED),
    )


def _parts(
    resources: Resources, settings: MatchingSettings
) -> Iterator[AbstractAsyncContextManager[None]]:
    """Yield what goes on for as long as the app runs."""
    database, indexer = resources.database, resources.indexer
    yield indexer.running()
    if resources.library.meanings is not None:
        yield resources.library.meanings.running()
    yield resources.learning.running()
    yield resources.book.running()
    yield ShownPruner(database, keep=settings.shown_keep, lease=resources.lease).running()
    yield hearing(database, replication.CHANGED, indexer.ring)
    yield hearing(database, indexing.REBUILD, indexer.rebuild_soon, when_connected=False)
    for follower in resources.followers.values():
        yield follower.following(settings.feed_wait)


def _checks(resources: Resources) -> dict[str, Check]:
    followers = resources.followers
    return {
        "database": resources.database.ping,
        "index": lambda: resources.indexer.alive,
        "search_engine": resources.library.index.answers,
        "catalog": lambda: followers["catalog"].healthy,
        "requests": lambda: followers["requests"].healthy,
    }


def _resources(
    settings: MatchingSettings, peers: httpx.AsyncClient, analyser: Analyser
) -> Resources:
    database = Database(settings.dsn, settings.limits)
    lease = lease_of(database)
    place = claim_place(settings.data_dir / settings.name)
    access = access_of(settings)
    library = library_in(place, analyser, access, embedding_of(settings))
    built_with = made_with(analyser, access)
    indexer = Indexer(database, library, built_with=built_with, name=place.name)
    book = FeedbackBook(database, on=settings.feedback)
    duty = replication.Duty(database, peers, indexer.ring, lease, book.ring)
    followers = {
        "catalog": replication.catalog_follower(duty),
        "requests": replication.requests_follower(duty),
    }
    gaps_found = GapFinder(database, library, indexer)
    learning = Learning(database, analyser, indexer, lambda: made_with(analyser, access))
    return Resources(
        database, library, indexer, followers, lease, place, gaps_found, learning, book
    )
