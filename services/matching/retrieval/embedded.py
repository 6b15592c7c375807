"""A `SearchIndex` in a folder, for platforms that run no search server: tantivy."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any, Final, cast

import tantivy
from typing_extensions import override

from services.matching.retrieval.port import (
    Candidate,
    CandidateList,
    Facet,
    Filters,
    Highlight,
    Hit,
    IndexDocument,
    SearchIndex,
    SearchPage,
    SearchQuery,
    Span,
)
from services.matching.retrieval.queries import Queries
from services.matching.retrieval.schema import BODY, LAYOUT, TITLE, indexed, number_of, schema
from services.matching.text.analyser import Analyser
from services.matching.text.highlights import Finder, best_window

_HEAP: Final = 30_000_000
"""Bytes a writer gathers before it writes a segment. With the least that the engine takes,
15 MB, 100,000 entries lie in 12 segments instead of 5, and a search takes twice as long."""

_MOST_VALUES: Final = 200
_CURRENT: Final = "CURRENT"
"""A file that names the folder of the index in use, and its layout."""

_NONE: Final = "000000"


class EmbeddedIndex(SearchIndex):
    """An index in files. One process at a time may write it."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._folder = folder
        self._analyser = analyser
        self._writing = Lock()
        self._rebuilding = asyncio.Lock()
        self._counting = ThreadPoolExecutor(thread_name_prefix="counting")
        self._meanwhile: dict[str, IndexDocument | None] | None = None
        self._generation = _Generation(self._current_folder(), analyser)
        self._remove_leftovers()

    @override
    async def put(self, documents: Sequence[IndexDocument]) -> None:
        await asyncio.to_thread(self._change, documents, [])

    @override
    async def remove(self, keys: Sequence[str]) -> None:
        await asyncio.to_thread(self._change, [], keys)

    @override
    async def rebuild(self, batches: AsyncIterable[Sequence[IndexDocument]]) -> int:
        async with self._rebuilding:
            fresh = _Generation(self._folder / f"{self._generation.number + 1:06}", self._analyser)
            self._meanwhile = {}
            # The old one's writer gives back its memory; it opens again if something changes.
            await asyncio.to_thread(self._close)
            try:
                async for batch in batches:
                    await asyncio.to_thread(fresh.add, batch, [])
                await asyncio.to_thread(self._swap, fresh)
            except BaseException:
                await asyncio.to_thread(self._discard, fresh)
                raise
            finally:
                self._meanwhile = None
        return fresh.count()

    @override
    async def count(self) -> int:
        return self._generation.count()

    @override
    async def search(self, query: SearchQuery) -> SearchPage:
        return await asyncio.to_thread(self._generation.search, query)

    @override
    async def candidates(
        self, need: str, *, filters: Filters, limit: int, facets: tuple[Facet, ...] = ()
    ) -> CandidateList:
        return await asyncio.to_thread(self._candidates, need, filters, limit, facets)

    @override
    async def answers(self) -> bool:
        return True

    @override
    async def close(self) -> None:
        await asyncio.to_thread(self._close)
        self._counting.shutdown()

    def _candidates(
        self, need: str, filters: Filters, limit: int, facets: tuple[Facet, ...]
    ) -> CandidateList:
        generation = self._generation
        searcher, query = generation.asking(need, filters)
        # Either takes some milliseconds, in which the engine does not need the interpreter.
        counting = self._counting.submit(_facet_counts, searcher, query, facets)
        total, closest = generation.closest(searcher, query, limit)
        return CandidateList(total=total, candidates=closest, facets=counting.result())

    def _change(self, documents: Sequence[IndexDocument], gone: Sequence[str]) -> None:
        with self._writing:
            if self._meanwhile is not None:
                self._meanwhile.update({document.key: document for document in documents})
                self._meanwhile.update(dict.fromkeys(gone))
            self._generation.add(documents, gone)
            self._generation.publish()

    def _close(self) -> None:
        # A change whose caller was cancelled goes on in its thread; the writer is not ours yet.
        with self._writing:
            self._generation.close()

    def _swap(self, fresh: "_Generation") -> None:
        """Let searches see the fresh index; those under way keep the files they have open."""
        with self._writing:
            changed = self._meanwhile or {}
            put = [document for document in changed.values() if document is not None]
            fresh.add(put, [key for key, document in changed.items() if document is None])
            fresh.publish()
            self._note(fresh.folder.name)
            self._meanwhile = None
            old, self._generation = self._generation, fresh
            old.close()
            shutil.rmtree(old.folder)

    def _discard(self, fresh: "_Generation") -> None:
        """Remove an index that was not finished, unless it was swapped in at the last moment."""
        with self._writing:
            if fresh is not self._generation:
                fresh.close()
                shutil.rmtree(fresh.folder)

    def _current_folder(self) -> Path:
        """Return the folder of the index in use; an empty one if there is none of this layout."""
        note = self._folder / _CURRENT
        name, _, layout = (note.read_text("utf-8") if note.exists() else _NONE).partition(" ")
        if layout != LAYOUT:
            name = f"{int(name) + 1:06}"
            (self._folder / name).mkdir(parents=True)
            self._note(name)
        return self._folder / name

    def _note(self, name: str) -> None:
        """Write down which folder is in use, at one stroke."""
        fresh = self._folder / f"{_CURRENT}.new"
        fresh.write_text(f"{name} {LAYOUT}", "utf-8")
        fresh.replace(self._folder / _CURRENT)

    def _remove_leftovers(self) -> None:
        """Remove what a rebuild that was cut off has left."""
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder != self._generation.folder:
                shutil.rmtree(folder)


class _Generation:
    """One index in a folder of its own, from its building to the swap that ends it."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.number = int(folder.name)
        self._analyser = analyser
        self._schema = schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaces", spaces)
        # A rebuild that is cancelled is discarded while its last batch may still be written.
        self._adding = Lock()
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = self._index.searcher()
        # Interned: the next generation and the scoring store hold the same keys.
        known = self._searcher.terms_with_prefix("key", "")
        self._keys = {number_of(key): sys.intern(key) for key, _ in known}

    def count(self) -> int:
        return self._searcher.num_docs

    def add(self, documents: Sequence[IndexDocument], gone: Sequence[str]) -> None:
        """Write documents; they are found after `publish`."""
        with self._adding:
            writer = self._writer or self._index.writer(heap_size=_HEAP, num_threads=1)
            self._writer = writer
            for key in gone:
                writer.delete_documents_by_term("key", key)
            for document in {document.key: document for document in documents}.values():
                number = number_of(document.key)
                if number in self._keys:
                    writer.delete_documents_by_term("key", document.key)
                self._keys[number] = sys.intern(document.key)
                writer.add_document(indexed(document, self._analyser))

    def publish(self) -> None:
        if self._writer is not None:
            self._writer.commit()
            self._index.reload()
            self._searcher = self._index.searcher()

    def close(self) -> None:
        with self._adding:
            if self._writer is not None:
                self._writer.wait_merging_threads()
                self._writer = None

    def asking(self, need: str, filters: Filters) -> tuple[tantivy.Searcher, tantivy.Query]:
        """Return the query for a need, and the state of the index that it is for."""
        searcher = self._searcher
        return searcher, Queries(self._schema, searcher, self._analyser).whole_text(need, filters)

    def closest(
        self, searcher: tantivy.Searcher, query: tantivy.Query, limit: int
    ) -> tuple[int, tuple[Candidate, ...]]:
        found = searcher.search(query, limit)
        numbers = searcher.fast_field_values("number", [address for _, address in found.hits])
        keys = map(self._keys.__getitem__, cast("list[int]", numbers))
        return _total(found), tuple(map(Candidate, keys, (score for score, _ in found.hits)))

    def search(self, asked: SearchQuery) -> SearchPage:
        searcher = self._searcher
        query, found = self._found(searcher, asked, every=True)
        if not _total(found):
            query, found = self._found(searcher, asked, every=False)
        normalised = self._analyser.normalise(asked.words)
        finder = Finder(self._analyser, self._analyser.words(normalised), beginnings=True)
        return SearchPage(
            total=_total(found),
            hits=tuple(_hit(searcher.doc(address), score, finder) for score, address in found.hits),
            facets=_facet_counts(searcher, query, asked.facets),
        )

    def _found(
        self, searcher: tantivy.Searcher, asked: SearchQuery, *, every: bool
    ) -> tuple[tantivy.Query, tantivy.SearchResult]:
        queries = Queries(self._schema, searcher, self._analyser)
        query = queries.search_box(asked.words, asked.filters, every=every)
        if query is not None:
            return query, searcher.search(query, asked.limit, offset=asked.offset)
        query = queries.everything(asked.filters)
        return query, searcher.search(
            query, asked.limit, offset=asked.offset, order_by_field="key", order=tantivy.Order.Asc
        )


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # missing from the stubs


def _hit(document: tantivy.Document, score: object, finder: Finder) -> Hit:
    title, body = (bytes(document.get_first(name) or b"").decode() for name in (TITLE, BODY))
    piece, inside = best_window(body, finder.spans(body))
    return Hit(
        key=str(document.get_first("key")),
        kind=str(document.get_first(Facet.KIND)),
        score=score if isinstance(score, float) else 0.0,
        title=Highlight(title, tuple(Span(*span) for span in finder.spans(title))),
        snippet=Highlight(piece, tuple(Span(*span) for span in inside)) if piece else None,
    )


def _facet_counts(
    searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[Facet]
) -> dict[Facet, dict[str, int]]:
    if not facets:
        return {}
    wanted = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in facets}
    answer: dict[str, Any] = searcher.aggregate(query, wanted)
    return {
        facet: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[facet]["buckets"]}
        for facet in facets
    }
