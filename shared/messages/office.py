"""Hands a service's messages to the portal, and forgets them in time."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated, Any, Final, cast

import sqlalchemy as sa
from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from shared.auth import Caller, CallerDep, Role, require
from shared.clock import utc_now
from shared.database import Database
from shared.feed.cloudevents import BATCH_JSON
from shared.feed.endpoints import LONGEST_WAIT_MS
from shared.leases import Lease
from shared.messages.errors import MessagesNotForYouError
from shared.messages.outgoing import Messages
from shared.rounds import Rounds

READER: Final = "portal"

KEPT: Final = timedelta(days=30)
"""How long the portal may be away before it misses a message."""

FORGET_SECONDS: Final = 3600.0

log = logging.getLogger(__name__)


class MessageOffice:
    """A service's messages on their way out.

    Args:
        messages: What the service tells.
        database: Where it keeps them.
        lease: Says whether this process forgets the old ones.
    """

    def __init__(self, messages: Messages[Any], database: Database, *, lease: Lease) -> None:
        self._database = database
        self._tables = messages.tables
        self._feed = messages.feed()
        self._rounds = Rounds(
            "forgetting of messages", self.forget, interval=FORGET_SECONDS, lease=lease
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Wake who waits for messages, and forget old ones, for as long as the context lasts."""
        async with self._feed.listening(self._database), self._rounds.running():
            yield

    def stop_waiting(self) -> None:
        """Answer who waits here, and let nobody wait any more: the service stops."""
        self._feed.stop_waiting()

    async def forget(self) -> None:
        """Remove messages that are older than they are kept."""
        async with self._database.transaction() as session:
            removed = await self._forget(session)
        if removed:
            log.info("%d old messages were forgotten.", removed)

    async def _forget(self, session: AsyncSession) -> int:
        # A message's subject is its id, which begins with the milliseconds of its time.
        first_kept = f"{int((utc_now() - KEPT).timestamp() * 1000):012x}"
        head, entry = self._tables.head, self._tables.entry
        await session.scalars(sa.select(head).with_for_update())
        old = sa.select(sa.func.max(col(entry.sequence))).where(col(entry.subject) < first_kept)
        mark = await session.scalar(old)
        if mark is None:
            return 0
        await session.execute(sa.update(head).values(pruned=mark))
        removed = await session.execute(sa.delete(entry).where(col(entry.sequence) <= mark))
        return cast("sa.CursorResult[object]", removed).rowcount

    def router(self) -> APIRouter:
        """Return the routes `/messages/feed` and `/messages/feed/snapshot`."""
        router = APIRouter(prefix="/messages", tags=["feed"])
        feed, database = self._feed, self._database

        @router.get("/feed", response_class=Response)
        async def read_messages(
            caller: CallerDep,
            last_event_id: Annotated[str, Query(alias="lastEventId", max_length=100)] = "",
            timeout_ms: Annotated[int, Query(alias="timeout", ge=0, le=LONGEST_WAIT_MS)] = 0,
        ) -> Response:
            """Return up to 500 messages to people after `lastEventId`; for the portal only."""
            _require_reader(caller)
            page = await feed.changes(database, last_event_id, wait=timeout_ms / 1000)
            return Response(page, media_type=BATCH_JSON)

        @router.get("/feed/snapshot", response_class=Response)
        async def read_messages_snapshot(
            caller: CallerDep, after: Annotated[str, Query(max_length=200)] = ""
        ) -> Response:
            """Return up to 500 messages that are kept, after `after`; for the portal only."""
            _require_reader(caller)
            return Response(await feed.snapshot(database, after), media_type="application/json")

        return router


def _require_reader(caller: Caller) -> None:
    """Let only the portal pass.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        ForbiddenError: It is somebody else.
    """
    require(caller, Role.SERVICE)
    if caller.subject != READER:
        raise MessagesNotForYouError
