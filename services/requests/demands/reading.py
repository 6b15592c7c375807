"""Reads demands for people; what is confidential is read where the reading can be logged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.looking import (
    look_at,
    look_publicly_at,
    look_publicly_through,
    look_through,
)
from services.requests.demands.models import DemandTransition
from services.requests.demands.projection import Shape
from services.requests.demands.rules import Rules
from services.requests.demands.schemas import DemandFilters
from services.requests.demands.service import DemandService
from services.requests.demands.watching import confided, record_reading
from shared.auth import Caller
from shared.database import Database
from shared.feed.publisher import Feed
from shared.pagination import Page
from shared.statements import OnSession


class WatchedReading:
    """Reads demands; what is nobody's secret is read without a transaction that writes."""

    def __init__(self, database: Database, feed: Feed, *, rules: Rules) -> None:
        self._database = database
        self._feed = feed
        self._rules = rules

    async def read_publicly(self, demand_id: UUID) -> bytes:
        """Return what anybody may read of a demand, in JSON.

        Raises:
            DemandNotFoundError: There is none that is for everybody.
        """
        return await self._database.straight.read(
            lambda statements: look_publicly_at(statements, demand_id), single=True
        )

    async def page_publicly(self, wanted: DemandFilters) -> Page[Any]:
        """Return the demands that are for everybody, each as far as it is, in JSON."""
        return await self._database.straight.read(
            lambda statements: look_publicly_through(statements, wanted), single=True
        )

    async def read(self, caller: Caller, demand_id: UUID) -> Shape:
        """Return what the caller may read of a demand.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
        """
        shape = await self._database.straight.read(
            lambda statements: look_at(statements, caller, demand_id)
        )
        if not confided(caller, [shape]):
            return shape
        async with self._database.transaction() as session:
            # Read again: between the two it may have been revoked.
            shape = await look_at(OnSession(session), caller, demand_id)
            record_reading(session, caller, [shape])
        return shape

    async def page(self, caller: Caller, wanted: DemandFilters) -> Page[Shape]:
        """Return the demands the caller may know of, each as far as they may."""
        page = await self._database.straight.read(
            lambda statements: look_through(statements, caller, wanted)
        )
        if not confided(caller, page.items):
            return page
        async with self._database.transaction() as session:
            page = await look_through(OnSession(session), caller, wanted)
            record_reading(session, caller, page.items)
        return page

    async def history(self, caller: Caller, demand_id: UUID) -> Sequence[DemandTransition]:
        """Return every step in a demand's life; passages marked in it are the demand's words.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
        """
        if not policy.callers.is_operator(caller):
            async with self._database.snapshot() as session:
                return await self._demands(session).history(caller, demand_id)
        async with self._database.transaction() as session:
            steps = await self._demands(session).history(caller, demand_id)
            shape = await look_at(OnSession(session), caller, demand_id)
            record_reading(session, caller, [shape])
        return steps

    def _demands(self, session: AsyncSession) -> DemandService:
        return DemandService(session, self._feed, rules=self._rules)
