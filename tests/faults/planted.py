"""Defects that the search for losses must find, each with a death at its worst moment.

A defect strikes once, when something that says its name is stored; the service dies in that
moment, as it could at any, and is started again.
"""

import os
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries import endpoints
from services.matching.indexing import indexer
from services.matching.indexing.documents import index_document
from services.matching.retrieval.port import IndexDocument
from shared.clock import utc_now
from shared.database import on_commit
from shared.feed.cloudevents import PAGE_LENGTH, Position
from shared.feed.follower import Follower
from shared.feed.publisher import Feed
from shared.idempotency import Answer, IdempotentRequest

FORGETS: Final = "forgets_keys"
TELLS_LATE: Final = "tells_late"
MOVES_FIRST: Final = "moves_first"


def forgets_keys() -> None:
    """Create without a memory of it: whoever did not hear the answer creates it twice."""

    async def once(
        session: AsyncSession,
        _table: object,
        asked: IdempotentRequest,
        act: Callable[[], Awaitable[Answer]],
    ) -> Answer:
        if FORGETS in (asked.key or ""):
            on_commit(session, lambda: _die(FORGETS))
        return await act()

    vars(endpoints)["once"] = once


def tells_late() -> None:
    """Publish after the commit, and not with it: who dies in between has told nobody."""
    append = Feed.append

    def late(self: Feed, session: AsyncSession, **event: Any) -> None:  # noqa: ANN401 - an event
        if TELLS_LATE in orjson.dumps(event["data"]).decode() and not _dead(TELLS_LATE):
            on_commit(session, lambda: _die(TELLS_LATE))
        else:
            append(self, session, **event)

    Feed.append = late  # type: ignore[method-assign]  # the defect


def moves_first() -> None:
    """Note the position before what it stands for: what was on the page never comes again."""

    async def step(self: Follower, wait: float = 0) -> int:
        async with self._database.snapshot() as session:
            position = await self._intake.position(session)
        events = await self._remote.changes(position, wait=wait)
        if events:
            await _take_in_two_steps(self, events)
        if len(events) < PAGE_LENGTH:
            self.caught_up_at = utc_now()
        return len(events)

    Follower.step = step  # type: ignore[method-assign]  # the defect


async def _take_in_two_steps(follower: Follower, events: Sequence[Any]) -> None:
    intake = follower._intake
    async with follower._taking_in() as session:
        await intake._move(session, str(events[-1]["id"]))
    if MOVES_FIRST in orjson.dumps(events).decode():
        _die(MOVES_FIRST)
    async with follower._taking_in() as session:
        await intake._take(session, [(Position.parse(one["id"]), one) for one in events])


def indexes_titles_only() -> None:
    """Leave the text of everything out of the index."""

    def without_text(key: str, kind: str, document: Mapping[str, Any]) -> IndexDocument:
        return replace(index_document(key, kind, document), text="")

    vars(indexer)["index_document"] = without_text


def _note(defect: str) -> Path:
    """Return the file that says that a defect has struck, beside the files of this service."""
    service = "MATCHING" if defect == MOVES_FIRST else "CATALOG"
    return Path(os.environ[f"{service}_DATA_DIR"]) / defect


def _dead(defect: str) -> bool:
    return _note(defect).exists()


def _die(defect: str) -> None:
    """Die, the first time."""
    if not _dead(defect):
        _note(defect).touch()
        os.kill(os.getpid(), signal.SIGKILL)
