"""Follows the catalogue's and the requests' feeds and stores what they publish."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.matches.repository import MatchRepository
from services.matching.replicas.repository import ReplicaRepository
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS, read_snapshot
from services.matching.tables import FOLLOWER_TABLES
from shared.database import Database, on_commit
from shared.feed.cloudevents import CloudEvent
from shared.feed.follower import Follower
from shared.feed.intake import Handler
from shared.leases import Lease
from shared.notices import notify

Bell = Callable[[], None]

CATALOG_FEED: Final = "http://catalog/feed"
REQUESTS_FEED: Final = "http://requests/feed"

CHANGED: Final = "replicas_changed"
"""The channel on which other processes on our database hear that copies have changed."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What following a feed takes: `bell` is rung after each change, if the `lease` is ours."""

    database: Database
    peers: httpx.AsyncClient
    bell: Bell
    lease: Lease


def catalog_follower(duty: Duty) -> Follower:
    """Return what keeps our copies of catalogue entries."""
    types = {kind: f"catalog.{kind}.changed.v1" for kind in ENTRY_KINDS}
    return _follower(CATALOG_FEED, types, duty)


def requests_follower(duty: Duty) -> Follower:
    """Return what keeps our copies of published needs."""
    return _follower(REQUESTS_FEED, {DEMAND: "requests.demand.changed.v1"}, duty)


def _follower(url: str, types: Mapping[str, str], duty: Duty) -> Follower:
    return Follower(
        url,
        client=duty.peers,
        database=duty.database,
        tables=FOLLOWER_TABLES,
        handlers={name: _storing(kind, duty.bell) for kind, name in types.items()},
        reset=_forgetting(tuple(types), duty.bell),
        lease=duty.lease,
    )


def _storing(kind: str, bell: Bell) -> Handler:
    async def store(session: AsyncSession, events: Sequence[CloudEvent]) -> None:
        """Store records as they now are, if matching can read them; others are quarantined."""
        for event in events:
            if event.data is not None:
                read_snapshot(kind, event.data)
        latest = {event.subject: event.data for event in events}
        await ReplicaRepository(session).store(kind, latest)
        if kind == DEMAND:
            gone = [UUID(subject) for subject, data in latest.items() if data is None]
            await MatchRepository(session).forget(gone)
        await _tell(session, bell)

    return store


def _forgetting(kinds: tuple[str, ...], bell: Bell) -> Callable[[AsyncSession], Awaitable[None]]:
    async def forget(session: AsyncSession) -> None:
        """Empty the copies of a feed, before its snapshot fills them again."""
        await ReplicaRepository(session).forget_all(kinds)
        if DEMAND in kinds:
            await MatchRepository(session).forget_all()
        await _tell(session, bell)

    return forget


async def _tell(session: AsyncSession, bell: Bell) -> None:
    """Let this process's index and every other's learn of a change, once it is committed."""
    await notify(session, CHANGED)
    on_commit(session, bell)
