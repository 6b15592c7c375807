"""Brings the index up to the newest change, and builds it anew on demand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import structlog
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.indexing.documents import index_document
from services.matching.indexing.library import Library
from services.matching.indexing.repository import IndexStateRepository
from services.matching.replicas.repository import Position, ReplicaRepository, StoredRecord
from services.matching.retrieval.errors import SearchUnavailableError
from services.matching.retrieval.port import IndexDocument
from shared.database import Database
from shared.tasks import cancelled

BATCH: Final = 500
RETRY_SECONDS: Final = 1.0
LONGEST_RETRY_SECONDS: Final = 8.0
MOST_COUNTED: Final = 100_000
log = structlog.get_logger(__name__)


class RebuildState(StrEnum):
    """How the latest rebuild stands."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the latest rebuild has come, in records."""

    state: RebuildState
    done: int
    total: int


class Indexer:
    """Keeps the library equal to our copies.

    What the index holds is committed before the position is noted, so that after a crash
    some changes are taken up twice, which changes nothing, and none is missed.
    """

    def __init__(self, database: Database, library: Library, *, built_with: str, name: str) -> None:
        self._database = database
        self._library = library
        self._built_with = built_with
        self._name = name
        self._build_with = built_with
        self._news = asyncio.Event()
        self._position: Position | None = None
        self._rebuild_wanted = False
        self._progress = Progress(RebuildState.IDLE, 0, 0)
        self._unsure = False
        self._under_way = 0
        self._task: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        """Whether changes are being taken up; readiness asks this."""
        return self._task is not None and not self._task.done()

    @property
    def progress(self) -> Progress:
        """How the latest rebuild stands."""
        return self._progress

    @property
    def built_with(self) -> str:
        """What the present index is, or the next one is being, built with."""
        return self._built_with

    @property
    def position(self) -> Position:
        """Up to which change the index holds everything."""
        return self._position or Position()

    def ring(self) -> None:
        """Say that there are changes to take up."""
        self._news.set()

    def rebuild_soon(self) -> None:
        """Build the index anew beside the present one, which goes on answering meanwhile."""
        if not self._rebuild_wanted:
            self._progress = Progress(RebuildState.RUNNING, 0, 0)
        self._rebuild_wanted = True
        self._news.set()

    def build_with(self, built_with: str) -> None:
        """Build with something else from the next rebuild on, or from the start if not yet run."""
        self._build_with = built_with

    async def pending(self) -> int:
        """Return how many changed records the index does not hold yet (at most 100,000)."""
        async with self._database.snapshot() as session:
            return await self.pending_in(session)

    async def pending_in(self, session: AsyncSession) -> int:
        """Return the same as that session sees it."""
        return await ReplicaRepository(session).pending_after(self.position, most=MOST_COUNTED)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the index up to date for as long as the context lasts."""
        self._built_with = self._build_with
        async with self._database.snapshot() as session:
            noted = await self._states(session).position()
        self._position = noted
        try:
            self._trust(whole=await self._library.whole())
        except SearchUnavailableError:
            self._unsure = True
        self._news.set()
        self._task = asyncio.create_task(self._run(), name="indexer")
        try:
            yield
        finally:
            await cancelled(self._task)

    def _trust(self, *, whole: bool) -> None:
        """Build the index anew unless it is what was noted of it."""
        self._unsure = False
        if not whole:
            self._position = None
        if self._position is None:
            self.rebuild_soon()

    async def _run(self) -> None:
        pause = RETRY_SECONDS
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._work()
            except SearchUnavailableError:
                self._unsure = True
                log.warning("search_engine_unavailable", again_in_seconds=pause)
            except Exception:
                log.exception("index_update_failed")
            else:
                pause = RETRY_SECONDS
                continue
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_RETRY_SECONDS)
            self._news.set()

    async def _work(self) -> None:
        if self._unsure:
            # A server that was away may have come back without what it held.
            self._trust(whole=not await self._library.lost(self._under_way))
        if self._rebuild_wanted:
            try:
                await self._rebuild()
            except Exception:
                self._progress = replace(self._progress, state=RebuildState.FAILED)
                self._rebuild_wanted = self._position is None
                raise
            self._rebuild_wanted = False
        while await self.step():
            pass

    async def step(self) -> int:
        """Take up one batch of changes and return how many records it held."""
        async with self._database.snapshot() as session:
            changed = await ReplicaRepository(session).changed_after(self.position, limit=BATCH)
        if changed:
            documents = await asyncio.to_thread(_documents, changed)
            # What cannot be read any more is not there either: its old text must not be found.
            gone = list({r.key for r in changed} - {document.key for document in documents})
            self._under_way = len(documents)
            if gone:
                await self._library.remove(gone)
            if documents:
                await self._library.put(documents)
            await self._remember(changed[-1].position)
        return len(changed)

    async def _rebuild(self) -> None:
        self._built_with = self._build_with
        async with self._database.snapshot() as session:
            replicas = ReplicaRepository(session)
            start, total = await replicas.head(), await replicas.here()
        self._progress = Progress(RebuildState.RUNNING, 0, total)
        await self._library.rebuild(self._batches(total))
        await self._remember(start)
        self._progress = replace(self._progress, state=RebuildState.DONE)

    async def _batches(self, total: int) -> AsyncIterator[Sequence[IndexDocument]]:
        key, done = "", 0
        while True:
            async with self._database.snapshot() as session:
                records = await ReplicaRepository(session).here_after(key, limit=BATCH)
            if not records:
                return
            yield await asyncio.to_thread(_documents, records)
            key, done = records[-1].key, done + len(records)
            self._progress = Progress(RebuildState.RUNNING, done, max(done, total))

    async def _remember(self, position: Position) -> None:
        async with self._database.transaction() as session:
            await self._states(session).remember(position)
        self._position = position

    def _states(self, session: AsyncSession) -> IndexStateRepository:
        return IndexStateRepository(session, name=self._name, built_with=self._built_with)


def _documents(records: Sequence[StoredRecord]) -> list[IndexDocument]:
    return [document for record in records if (document := _document(record)) is not None]


def _document(record: StoredRecord) -> IndexDocument | None:
    """Return what is searched of a record; nothing of one that is gone or cannot be read."""
    if record.gone:
        return None
    try:
        return index_document(record.key, record.kind, record.document)
    except ValidationError as error:
        log.warning("record_not_indexed", key=record.key, reason=str(error))
        return None
