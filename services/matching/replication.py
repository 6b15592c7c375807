"""Follows the catalogue's and the requests' feeds and stores what they publish."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.replicas.repository import ReplicaRepository
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS, read_snapshot
from services.matching.tables import FOLLOWER_TABLES
from shared.database import Database, on_commit
from shared.feed.cloudevents import CloudEvent
from shared.feed.follower import Follower
from shared.feed.intake import Handler

Bell = Callable[[], None]

CATALOG_FEED: Final = "http://catalog/feed"
REQUESTS_FEED: Final = "http://requests/feed"


def catalog_follower(database: Database, peers: httpx.AsyncClient, bell: Bell) -> Follower:
    """Return what keeps our copies of catalogue entries; `bell` is rung after each change."""
    types = {kind: f"catalog.{kind}.changed.v1" for kind in ENTRY_KINDS}
    return _follower(CATALOG_FEED, types, database=database, peers=peers, bell=bell)


def requests_follower(database: Database, peers: httpx.AsyncClient, bell: Bell) -> Follower:
    """Return what keeps our copies of published needs; `bell` is rung after each change."""
    types = {DEMAND: "requests.demand.changed.v1"}
    return _follower(REQUESTS_FEED, types, database=database, peers=peers, bell=bell)


def _follower(
    url: str,
    types: Mapping[str, str],
    *,
    database: Database,
    peers: httpx.AsyncClient,
    bell: Bell,
) -> Follower:
    return Follower(
        url,
        client=peers,
        database=database,
        tables=FOLLOWER_TABLES,
        handlers={name: _storing(kind, bell) for kind, name in types.items()},
        reset=_forgetting(tuple(types), bell),
    )


def _storing(kind: str, bell: Bell) -> Handler:
    async def store(session: AsyncSession, events: Sequence[CloudEvent]) -> None:
        """Store records as they now are, if matching can read them; others are quarantined."""
        for event in events:
            if event.data is not None:
                read_snapshot(kind, event.data)
        latest = {event.subject: event.data for event in events}
        await ReplicaRepository(session).store(kind, latest)
        on_commit(session, bell)

    return store


def _forgetting(kinds: tuple[str, ...], bell: Bell) -> Callable[[AsyncSession], Awaitable[None]]:
    async def forget(session: AsyncSession) -> None:
        """Empty the copies of a feed, before its snapshot fills them again."""
        await ReplicaRepository(session).forget_all(kinds)
        on_commit(session, bell)

    return forget
