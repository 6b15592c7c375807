"""Follows the requests service's feed for the cases that firms have confirmed."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.cases.schemas import ReviewGivenRead, SolvedCaseRead
from services.catalog.cases.service import CaseKeeper, keep_reviews
from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.tables import FOLLOWER_TABLES
from shared.clock import city_date
from shared.database import Database
from shared.feed.cloudevents import CloudEvent
from shared.feed.follower import Follower
from shared.feed.publisher import Feed
from shared.leases import Lease

REQUESTS_FEED: Final = "http://requests/feed"
CASE_SOLVED: Final = "requests.case.solved.v1"
REVIEW_GIVEN: Final = "requests.review.given.v1"

Kinds = Mapping[EntryKind, Kind]


def case_follower(
    peers: httpx.AsyncClient, database: Database, feed: Feed, kinds: Kinds, lease: Lease
) -> Follower:
    """Return what keeps solved cases in the records of who helped."""

    async def store(session: AsyncSession, events: Sequence[CloudEvent]) -> None:
        """Take in cases as they now are; of several states of one the last counts."""
        latest = {event.subject: event for event in events}
        cases = [
            (SolvedCaseRead.model_validate(event.data), city_date(event.time))
            for event in latest.values()
            if event.data is not None
        ]
        gone = [UUID(event.subject) for event in latest.values() if event.data is None]
        await CaseKeeper(session, feed, kinds).take(cases, gone)

    async def store_reviews(session: AsyncSession, events: Sequence[CloudEvent]) -> None:
        """Take in reviews as they now are."""
        latest = {event.subject: event for event in events}
        given = [
            ReviewGivenRead.model_validate(event.data)
            for event in latest.values()
            if event.data is not None
        ]
        await keep_reviews(session, [UUID(subject) for subject in latest], given)

    async def forget(session: AsyncSession) -> None:
        """Forget every case, before the snapshot tells them anew."""
        await CaseKeeper(session, feed, kinds).forget_all()

    return Follower(
        REQUESTS_FEED,
        client=peers,
        database=database,
        tables=FOLLOWER_TABLES,
        handlers={CASE_SOLVED: store, REVIEW_GIVEN: store_reviews},
        reset=forget,
        lease=lease,
    )
