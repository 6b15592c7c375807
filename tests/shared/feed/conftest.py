"""A peer that publishes documents, and a service that keeps copies of them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import httpx
import orjson
import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from typing_extensions import override

from shared.database import Database
from shared.errors import install_error_handlers
from shared.feed.cloudevents import CloudEvent
from shared.feed.endpoints import feed_router
from shared.feed.follower import Follower
from shared.feed.publisher import Feed
from shared.network import InProcessTransport
from shared.tokens import TokenClaims
from tests.shared.archive.tables import FOLLOWED, PUBLISHED, Copy
from tests.shared.opening import archive_at

CHANGED = "archive.document.changed.v1"


class TrustingVerifier:
    """Takes a token at its word: it is the caller's role."""

    async def verify(self, token: str) -> TokenClaims:
        claims = {"iss": "keqiao", "sub": "somebody", "aud": "archive", "exp": 0, "iat": 0}
        return TokenClaims.model_validate({**claims, "roles": [token]})


class Wire(httpx.AsyncBaseTransport):
    """The way to the peer, which can be cut, and can change what comes back."""

    def __init__(self, app: FastAPI) -> None:
        self._peer = InProcessTransport(app)
        self.cut = False
        self.alter: Callable[[bytes], bytes] = bytes
        self.asked: list[httpx.Request] = []

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.cut:
            raise httpx.ConnectError("The wire is cut.")
        response = await self._peer.handle_async_request(request)
        body = self.alter(await response.aread())
        return httpx.Response(response.status_code, content=body)


@dataclass
class Copies:
    """What the following service does with events.

    It cannot stand titles in `refused`, and its process ends after `killed_after` events.
    """

    refused: set[str] = field(default_factory=set)
    killed_after: int | None = None
    reset_fails: bool = False
    handled: list[str] = field(default_factory=list)

    async def keep(self, session: AsyncSession, events: Sequence[CloudEvent]) -> None:
        for event in events:
            await self._keep(session, event)

    async def _keep(self, session: AsyncSession, event: CloudEvent) -> None:
        if len(self.handled) == self.killed_after:
            raise asyncio.CancelledError
        self.handled.append(event.id)
        if event.method == "DELETE":
            await session.execute(sa.delete(Copy).where(col(Copy.subject) == event.subject))
            return
        title = str((event.data or {})["title"])
        await session.merge(Copy(subject=event.subject, title=title))
        if title in self.refused:
            raise ValueError(f"{title} cannot be read.")

    async def reset(self, session: AsyncSession) -> None:
        await session.execute(sa.delete(Copy))
        if self.reset_fails:
            raise RuntimeError


def follower_of(client: httpx.AsyncClient, database: Database, copies: Copies) -> Follower:
    """Return a follower of the archive that has not begun yet."""
    return Follower(
        "http://archive/feed",
        client=client,
        database=database,
        tables=FOLLOWED,
        handlers={CHANGED: copies.keep},
        reset=copies.reset,
    )


@dataclass
class World:
    """Both sides; they share a database here, but no table."""

    database: Database
    feed: Feed
    wire: Wire
    client: httpx.AsyncClient
    copies: Copies
    follower: Follower

    async def publish(self, **titles: str | None) -> None:
        """Publish the new title of each subject, or that it is gone, in one transaction."""
        async with self.database.transaction() as session:
            for subject, title in titles.items():
                data = None if title is None else {"title": title}
                self.feed.append(session, type=CHANGED, subject=subject, data=data)

    async def copied(self) -> dict[str, str]:
        """Return the titles that the following service knows."""
        async with self.database.snapshot() as session:
            return {copy.subject: copy.title for copy in await session.scalars(sa.select(Copy))}

    async def rebuild_publisher(self) -> None:
        """Make the peer forget everything, as if its database had been made anew."""
        async with self.database.transaction() as session:
            await session.execute(sa.delete(PUBLISHED.entry))
            await session.execute(
                sa.update(PUBLISHED.head).values(epoch="another", last=0, pruned=0)
            )

    def new_follower(self) -> Follower:
        """Return a follower as it is after a restart of the service."""
        return follower_of(self.client, self.database, self.copies)


def archive_app(feed: Feed, database: Database) -> FastAPI:
    """Return a service that has nothing but a feed."""
    app = FastAPI()
    app.state.verifier = TrustingVerifier()
    install_error_handlers(app)
    app.include_router(feed_router(feed, database))
    return app


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database of the made-up archive, once on each engine."""
    async with archive_at(database_url) as database:
        yield database


@pytest.fixture
async def archive_postgresql(postgresql_url: str) -> AsyncIterator[Database]:
    """The same on PostgreSQL only, for what SQLite has no counterpart of."""
    async with archive_at(postgresql_url) as database:
        yield database


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    """A publisher and a follower of it."""
    feed = Feed("archive", PUBLISHED)
    wire = Wire(archive_app(feed, database))
    headers = {"Authorization": "Bearer service"}
    async with httpx.AsyncClient(transport=wire, headers=headers) as client:
        copies = Copies()
        follower = follower_of(client, database, copies)
        yield World(database, feed, wire, client, copies, follower)


def parsed(page: bytes) -> list[CloudEvent]:
    """Return the events of a page."""
    return [CloudEvent.model_validate(event) for event in orjson.loads(page)]
