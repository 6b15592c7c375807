"""The databases of a platform, looked at from outside."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from services.catalog.tables import FEED_TABLES as CATALOG_FEED
from services.catalog.tables import FOLLOWER_TABLES as CATALOG_FOLLOWS
from services.catalog.tables import MESSAGE_TABLES as CATALOG_MESSAGES
from services.matching.tables import FOLLOWER_TABLES as MATCHING_FOLLOWS
from services.portal.tables import FOLLOWER_TABLES as PORTAL_FOLLOWS
from services.requests.tables import FEED_TABLES as REQUESTS_FEED
from services.requests.tables import MESSAGE_TABLES as REQUESTS_MESSAGES
from shared.database import Database, table_of
from shared.feed.cloudevents import Position
from shared.feed.models import FeedTables, FollowerTables
from tests.platform.layouts import SERVICES, Layout

FEEDS: Final[Mapping[str, tuple[str, FeedTables]]] = {
    "http://catalog/feed": ("catalog", CATALOG_FEED),
    "http://requests/feed": ("requests", REQUESTS_FEED),
    "http://catalog/messages/feed": ("catalog", CATALOG_MESSAGES),
    "http://requests/messages/feed": ("requests", REQUESTS_MESSAGES),
}
FOLLOWED: Final[Mapping[str, tuple[FollowerTables, tuple[str, ...]]]] = {
    "matching": (MATCHING_FOLLOWS, ("http://catalog/feed", "http://requests/feed")),
    "catalog": (CATALOG_FOLLOWS, ("http://requests/feed",)),
    "portal": (PORTAL_FOLLOWS, ("http://catalog/messages/feed", "http://requests/messages/feed")),
}

Stores = Mapping[str, Database]
Columns = Mapping[str, Any]


@asynccontextmanager
async def stores_of(layout: Layout) -> AsyncIterator[Stores]:
    """Open the databases of a platform."""
    async with AsyncExitStack() as stack:
        stores = {name: Database(layout.database_url(name)) for name in SERVICES}
        for store in stores.values():
            stack.push_async_callback(store.dispose)
        yield stores


async def rows_of(session: AsyncSession, model: type[SQLModel]) -> list[Columns]:
    """Return all rows of a table."""
    found = await session.execute(sa.select(table_of(model)))
    return [dict(row) for row in found.mappings()]


async def behind(stores: Stores) -> list[str]:
    """Return which followers do not say yet that they have taken in all that there is."""
    heads: dict[str, str] = {}
    for url, (source, tables) in FEEDS.items():
        async with stores[source].snapshot() as session:
            head = (await session.scalars(sa.select(tables.head))).one()
        if head.last:
            heads[url] = str(Position(head.epoch, head.last))
    found: list[str] = []
    for service, (follows, urls) in FOLLOWED.items():
        async with stores[service].snapshot() as session:
            noted = {
                row.source: row.cursor for row in await session.scalars(sa.select(follows.cursor))
            }
        found += [
            f"{service} stands at {noted.get(url)} of {url}, which is at {heads[url]}"
            for url in urls
            if url in heads and noted.get(url) != heads[url]
        ]
    return found
