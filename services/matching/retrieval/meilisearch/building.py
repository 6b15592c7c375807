"""Changes what the server holds, and waits until that can be seen."""

import asyncio
from collections import deque
from collections.abc import AsyncIterable, Iterable, Sequence
from typing import Any, Final

import orjson
from meilisearch import Client
from meilisearch.errors import MeilisearchApiError

from services.matching.retrieval.errors import SearchUnavailableError
from services.matching.retrieval.meilisearch.documents import id_of, sent
from services.matching.retrieval.meilisearch.filters import among
from services.matching.retrieval.meilisearch.server import Server
from services.matching.retrieval.meilisearch.settings import ID, index_settings
from services.matching.retrieval.port import IndexDocument
from services.matching.text.analyser import Analyser

_UNDER_WAY: Final = 8
"""So many batches are on their way at once: the server takes up several in one go."""

_GONE: Final = "index_not_found"
_NDJSON: Final = "application/x-ndjson"


class Builder:
    """Writes one index. One process at a time may write it."""

    def __init__(self, server: Server, analyser: Analyser, uid: str) -> None:
        self._server = server
        self._analyser = analyser
        self._uid = uid
        self._fresh = f"{uid}_new"
        self._writing = asyncio.Lock()
        self._rebuilding = asyncio.Lock()
        self._meanwhile: dict[str, IndexDocument | None] | None = None
        self._made: str | None = None

    async def change(self, documents: Sequence[IndexDocument], gone: Sequence[str]) -> None:
        """Put documents and forget others, and wait until that can be seen.

        Raises:
            SearchUnavailableError: The server does not answer, or has lost the index: it would
                make one by itself, which knows no settings.
        """
        async with self._writing:
            if self._made is None:
                await self.count()
            if await self._made_at(self._uid) != self._made:
                raise SearchUnavailableError
            if self._meanwhile is not None:
                self._meanwhile.update({document.key: document for document in documents})
                self._meanwhile.update(dict.fromkeys(gone))
            for task in await self._sent(self._uid, documents, gone):
                await self._server.finish(task)

    async def count(self) -> int:
        """Return how many documents the index has; one that is not there is made."""
        if await self._made_at(self._uid) is None:
            await self._make(self._uid)
        self._made = await self._made_at(self._uid)
        stats = await self._server.look(lambda client: client.index(self._uid).get_stats())
        return int(stats.number_of_documents)

    async def rebuild(self, batches: AsyncIterable[Sequence[IndexDocument]]) -> None:
        """Build the index anew beside the present one, and swap them."""
        async with self._rebuilding:
            await self.drop(self._fresh)  # what a rebuild that was cut off has left
            await self._make(self._fresh)
            self._meanwhile = {}
            try:
                await self._fill(batches)
                await self._swap()
            finally:
                self._meanwhile = None
            await self.drop(self._fresh)

    async def _fill(self, batches: AsyncIterable[Sequence[IndexDocument]]) -> None:
        under_way: deque[int] = deque()
        async for batch in batches:
            under_way.extend(await self._sent(self._fresh, batch, []))
            while len(under_way) > _UNDER_WAY:
                await self._server.finish(under_way.popleft())
        for task in under_way:
            await self._server.finish(task)

    async def _swap(self) -> None:
        async with self._writing:
            changed = self._meanwhile or {}
            put = [document for document in changed.values() if document is not None]
            gone = [key for key, document in changed.items() if document is None]
            for task in await self._sent(self._fresh, put, gone):
                await self._server.finish(task)
            await self.count()  # makes the present index if there is none: both must exist
            made = await self._made_at(self._fresh)
            pair = {"indexes": [self._uid, self._fresh]}
            await self._server.change(lambda client: client.swap_indexes([pair]))
            # A task of two indexes is not shown to a key of some indexes only.
            await self._server.until(lambda: self._is_made_at(made))
            self._meanwhile, self._made = None, made

    async def _is_made_at(self, moment: str | None) -> bool:
        return await self._made_at(self._uid) == moment

    async def _made_at(self, uid: str) -> str | None:
        """Return when an index was made, which goes with it when it is swapped."""
        try:
            told = await self._server.look(lambda client: client.get_raw_index(uid))
        except MeilisearchApiError as error:
            if error.code != _GONE:
                raise
            return None
        return str(told["createdAt"])

    async def _sent(
        self, uid: str, documents: Iterable[IndexDocument], gone: Sequence[str]
    ) -> list[int]:
        """Send a change and return the tasks by which the server makes it."""
        tasks = []
        if gone:
            those = among(id_of(key) for key in gone)
            task = await self._server.change(
                lambda client: client.index(uid).delete_documents(filter=those)
            )
            tasks.append(task.task_uid)
        latest = {document.key: document for document in documents}
        if latest:
            content = await asyncio.to_thread(self._written, list(latest.values()))
            tasks.append(await self._server.change(lambda client: _add(client, uid, content)))
        return tasks

    def _written(self, documents: Iterable[IndexDocument]) -> bytes:
        lines = (orjson.dumps(sent(document, self._analyser)) for document in documents)
        return b"\n".join(lines)

    async def _make(self, uid: str) -> None:
        version = await self._server.version()
        settings = await asyncio.to_thread(index_settings, self._analyser, version)
        # The server makes the index with its settings in one step: it is never without them.
        task = await self._server.change(lambda client: _configure(client, uid, settings))
        await self._server.finish(task)

    async def drop(self, uid: str) -> None:
        """Remove an index; one that is not there is no error."""
        if await self._made_at(uid) is None:
            return
        task = await self._server.change(lambda client: client.delete_index(uid))
        await self._server.finish(task.task_uid)


def _add(client: Client, uid: str, content: bytes) -> int:
    task = client.index(uid).add_documents_raw(content, primary_key=ID, content_type=_NDJSON)
    return int(task.task_uid)


def _configure(client: Client, uid: str, settings: dict[str, Any]) -> int:
    return int(client.index(uid).update_settings(settings).task_uid)
