"""Says how close texts are in meaning, and has an embedding service read the entries for that."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import structlog

from services.matching.meaning.port import NoVectorsError, Reader, RefusedTextsError
from services.matching.meaning.store import Unread, Vector, VectorStore, text_of
from services.matching.ranking.domain import Fit, Meaning
from services.matching.retrieval.port import IndexDocument
from shared.clock import utc_now
from shared.tasks import cancelled

NEED_SECONDS: Final = 1.0
"""So long a match waits for the vector of its need; then its meaning is unknown."""

BATCH: Final = 32
BATCH_SECONDS: Final = 60.0
RETRY_SECONDS: Final = 1.0
LONGEST_RETRY_SECONDS: Final = 60.0

LEAST_ROOM: Final = 0.01
"""Where all texts are the same to a model, its cosines say nothing, and nothing is made of them."""

UNREAD_NEED: Final = "embedding.need"
UNREAD_ENTRY: Final = "embedding.entry"
"""What would have to be known: the vector of the text that is looked for, of what is found."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """How many texts have been read, of how many."""

    done: int
    total: int


class Meanings:
    """Everything that is searched, as an embedding service reads it.

    Args:
        reader: The service.
        path: Where texts and vectors are kept.
    """

    def __init__(self, reader: Reader, path: Path) -> None:
        self._reader = reader
        self._store = VectorStore(path, reader.version)
        self._news = asyncio.Event()
        self.version = reader.version
        self._changed_at = utc_now()

    def __len__(self) -> int:
        return len(self._store)

    @property
    def changed_at(self) -> datetime:
        """When a vector came or went last, as far as this process knows."""
        return self._changed_at

    def reading(self) -> Reading:
        """Return how far the service has come."""
        total = len(self._store)
        return Reading(total - self._store.unread, total)

    async def vector(self, key: str, title: str, text: str) -> Vector | None:
        """Return the vector of a need or an entry; None if the service does not give it in time.

        Args:
            key: Its key, if it is one of those that are searched.
            title: What is sent of it if it has not been read yet, with `text`.
            text: The same.
        """
        if held := await asyncio.to_thread(self._store.vectors, [key]):
            return held[key]
        said = text_of(title, text)
        if not said:
            return None
        try:
            found = await self._reader.vectors([said], seconds=NEED_SECONDS)
        except NoVectorsError as error:
            log.warning("need_not_embedded", reason=str(error))
            return None
        vector: Vector = found[0]
        return vector

    def beside(self, fits: Mapping[str, Fit], vector: Vector | None) -> dict[str, Fit]:
        """Return fits with how close each is to `vector` in meaning; takes some milliseconds.

        With some models, any two texts have a cosine of 0.7. So it is counted from what two texts
        usually have, which is 0, to 1.
        """
        usual = None
        if vector is not None and self._store.whole:
            usual = self._store.usual(len(vector))
        if vector is None or usual is None:
            missing = UNREAD_NEED if vector is None else UNREAD_ENTRY
            unknown = Meaning(self._reader.model, missing=missing)
            return {key: fit._replace(meaning=unknown) for key, fit in fits.items()}
        held = self._store.vectors(list(fits))
        return {
            key: fit._replace(meaning=self._meaning(held.get(key), vector, usual))
            for key, fit in fits.items()
        }

    def _meaning(self, of_entry: Vector | None, vector: Vector, usual: float) -> Meaning:
        if of_entry is None:
            return Meaning(self._reader.model, missing=UNREAD_ENTRY)
        cosine = float(np.clip(of_entry @ vector, -1.0, 1.0))
        value = float(np.clip((cosine - usual) / max(1.0 - usual, LEAST_ROOM), 0.0, 1.0))
        return Meaning(self._reader.model, value=value, cosine=cosine)

    async def put(self, documents: Sequence[IndexDocument]) -> None:
        """Take texts in, to be read in the background."""
        if await asyncio.to_thread(self._store.put, documents):
            self._changed()
            self._news.set()

    async def remove(self, keys: Iterable[str]) -> None:
        """Forget texts and their vectors."""
        await asyncio.to_thread(self._store.remove, list(keys))
        self._changed()

    def keys(self) -> set[str]:
        """Return the keys of all texts."""
        return self._store.keys()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Have texts read for as long as the context lasts."""
        task = asyncio.create_task(self._run(), name="meanings")
        try:
            yield
        finally:
            await cancelled(task)

    async def _run(self) -> None:
        pause = RETRY_SECONDS
        while True:
            self._news.clear()
            try:
                while await self.step():
                    pause = RETRY_SECONDS
            except NoVectorsError as error:
                log.warning("embedding_unavailable", reason=str(error), again_in_seconds=pause)
            except Exception:
                log.exception("embedding_failed", again_in_seconds=pause)
            else:
                await self._news.wait()
                continue
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_RETRY_SECONDS)

    async def step(self) -> int:
        """Have some texts read and return how many; 0 when all are.

        Raises:
            NoVectorsError: The service gives no vectors now, or none like those it gave.
        """
        unread = await asyncio.to_thread(self._store.next_unread, BATCH)
        if unread:
            try:
                await self._read(unread)
            except RefusedTextsError:
                await self._read_singly(unread)
            self._changed()
        return len(unread)

    async def _read(self, unread: Sequence[Unread]) -> None:
        texts = [one.text for one in unread]
        vectors = await self._reader.vectors(texts, seconds=BATCH_SECONDS)
        try:
            await asyncio.to_thread(self._store.take, unread, vectors)
        except ValueError as error:
            raise NoVectorsError(f"other_length: {error}") from error

    async def _read_singly(self, unread: Sequence[Unread]) -> None:
        """Have texts read one by one; one that the service does not take stays unknown."""
        refused = list[Unread]()
        for one in unread:
            try:
                await self._read([one])
            except RefusedTextsError as error:
                log.warning("text_not_embedded", key=one.key, reason=str(error))
                refused.append(one)
        if len(refused) == len(unread) > 1:
            # It refuses us, not this or that text: perhaps it does not know the model.
            raise NoVectorsError("refuses_all")
        await asyncio.to_thread(self._store.take, refused, None)

    async def close(self) -> None:
        """Let go of the file and of connections."""
        await self._reader.close()
        self._store.close()

    def _changed(self) -> None:
        self._changed_at = utc_now()
