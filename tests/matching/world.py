"""A running matching service on each engine, between two peers that say what a test wants."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from services.matching.app import create_app
from services.matching.dependencies import Resources
from services.matching.settings import MatchingSettings
from services.matching.tables import FeedCursor
from services.matching.text.analyser import Analyser
from shared.auth import Role
from shared.keys import KeyRing
from shared.network import JWKS_PATH, connect
from tests.matching.publisher import Document, Publisher
from tests.running import bearer, running
from tests.templates import database_of, ready_database
from tests.waiting import until


@dataclass(frozen=True)
class World:
    """The service, whoever calls it, and the peers it follows."""

    app: FastAPI
    client: httpx.AsyncClient
    catalog: Publisher
    requests: Publisher
    folder: Path

    @property
    def resources(self) -> Resources:
        """What the app holds."""
        resources: Resources = self.app.state.resources
        return resources

    def token(self, role: Role) -> dict[str, str]:
        """Return the header of somebody with a role."""
        return bearer(self.folder, role)

    async def settled(self) -> None:
        """Wait until all that was published is stored and indexed."""
        await until(self._level)

    async def _level(self) -> bool:
        indexer = self.resources.indexer
        async with self.resources.database.snapshot() as session:
            rows = (await session.scalars(sa.select(FeedCursor))).all()
        read = {row.source: row.cursor for row in rows}
        published = {p.url: p.cursor for p in (self.catalog, self.requests) if p.cursor}
        if read != published:
            return False
        return indexer._position is not None and await indexer.pending() == 0

    async def publish(self, kind: str, *documents: Document) -> None:
        """Let a peer publish records and wait until they can be found."""
        (self.requests if kind == "demand" else self.catalog).put(kind, *documents)
        await self.settled()

    async def preview(self, text: str, **said: object) -> Document:
        """Return the answer to a need in plain words."""
        answer: Document = await self.ok("POST", "/matches/preview", json={"text": text, **said})
        return answer

    async def ok(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 - handed to httpx; JSON
        """Return what is answered to a request that has to succeed."""
        answer = await self.client.request(method, path, **options)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None


def titles(answer: Document) -> list[str]:
    """Return the titles of what was found, in order."""
    return [item["title"] for item in answer["items"]]


@asynccontextmanager
async def world_in(
    folder: Path,
    url: str,
    analyser: Analyser,
    publishers: tuple[Publisher, Publisher] | None = None,
    **told: Any,  # noqa: ANN401 - whatever the settings take
) -> AsyncIterator[World]:
    """Run the service in a folder, with a database that has its tables.

    Args:
        folder: Where it keeps its files.
        url: Its database.
        analyser: What it reads texts with.
        publishers: The catalogue and the requests that it follows; new ones by default.
        told: What its settings are besides.
    """
    catalog, requests = publishers or (Publisher("catalog"), Publisher("requests"))
    local = {
        "catalog": catalog.app(),
        "requests": requests.app(),
        "portal": _portal(KeyRing(folder / "keys" / "portal")),
    }
    settings = MatchingSettings(
        data_dir=folder, database_url=url, migrate_at_start=False, feed_wait=1, **told
    )
    app = create_app(settings, peers=connect(local), analyser=analyser)
    async with running(app, "http://matching") as client:
        yield World(app, client, catalog, requests, folder)


def _portal(keys: KeyRing) -> FastAPI:
    portal = FastAPI()

    @portal.get(JWKS_PATH)
    def read_keys() -> dict[str, object]:
        return {"keys": keys.public_keys()}

    return portal


@pytest.fixture
def matching_postgresql(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a PostgreSQL database with the service's tables."""
    with database_of(request, "matching") as url:
        yield url


matching_url = ready_database("matching")


@pytest.fixture
async def world(tmp_path: Path, matching_url: str, analyser: Analyser) -> AsyncIterator[World]:
    """The running service and its peers, once on each engine."""
    async with world_in(tmp_path, matching_url, analyser) as world:
        yield world
