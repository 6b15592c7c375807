"""Follows the catalogue's and the requests' feeds and stores what they publish."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.feedback.book import CHANGED as OUTCOMES_CHANGED
from services.matching.feedback.repository import OutcomeRepository
from services.matching.feedback.schemas import OUTCOME_CHANGED, OutcomeTold
from services.matching.matches.repository import MatchRepository
from services.matching.replicas.repository import ReplicaRepository
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS, read_snapshot
from services.matching.tables import FOLLOWER_TABLES
from shared.database import Database, on_commit
from shared.feed.cloudevents import CloudEvent
from shared.feed.follower import Follower, Reset
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
    """What following a feed takes: `bell` is rung after each change, if the `lease` is ours.

    `outcomes_bell` is rung when something else came of a response.
    """

    database: Database
    peers: httpx.AsyncClient
    bell: Bell
    lease: Lease
    outcomes_bell: Bell


def catalog_follower(duty: Duty) -> Follower:
    """Return what keeps our copies of catalogue entries."""
    types = {kind: f"catalog.{kind}.changed.v1" for kind in ENTRY_KINDS}
    handlers = {name: _storing(kind, duty.bell) for kind, name in types.items()}
    return _follower(CATALOG_FEED, handlers, duty, _forgetting(tuple(types), duty.bell))


def requests_follower(duty: Duty) -> Follower:
    """Return what keeps our copies of published needs, and of what came of responses."""
    forget_needs = _forgetting((DEMAND,), duty.bell)

    async def forget(session: AsyncSession) -> None:
        await forget_needs(session)
        await OutcomeRepository(session).forget_all()
        await _tell_of_outcomes(session, duty.outcomes_bell)

    handlers = {
        "requests.demand.changed.v1": _storing(DEMAND, duty.bell),
        OUTCOME_CHANGED: _storing_outcomes(duty.outcomes_bell),
    }
    return _follower(REQUESTS_FEED, handlers, duty, forget)


def _follower(url: str, handlers: Mapping[str, Handler], duty: Duty, reset: Reset) -> Follower:
    return Follower(
        url,
        client=duty.peers,
        database=duty.database,
        tables=FOLLOWER_TABLES,
        handlers=handlers,
        reset=reset,
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


def _storing_outcomes(bell: Bell) -> Handler:
    async def store(session: AsyncSession, events: Sequence[CloudEvent]) -> None:
        """Store what came of responses as it is told now; what cannot be read is quarantined."""
        latest = {
            UUID(event.subject): None
            if event.data is None
            else OutcomeTold.model_validate(event.data)
            for event in events
        }
        await OutcomeRepository(session).store(latest)
        await _tell_of_outcomes(session, bell)

    return store


async def _tell_of_outcomes(session: AsyncSession, bell: Bell) -> None:
    await notify(session, OUTCOMES_CHANGED)
    on_commit(session, bell)


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
