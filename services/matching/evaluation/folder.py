"""Ranks a folder of documents for its queries, as matches are ranked.

The folder holds `corpus.jsonl` (doc_id, kind, title, text) and `queries.jsonl`
(query_id, title, text). Text analysis, retrieval and scoring are those that serve
matches, on a scratch index. Where only titles and texts are known, matches are ordered by
topical score, and by closeness in meaning if an embedding service is named: that is the
score written.
"""

import asyncio
import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from services.matching.indexing.engines import scratch_library
from services.matching.indexing.library import Library
from services.matching.meaning.port import NoVectorsError
from services.matching.ranking.ranker import closeness
from services.matching.retrieval.port import Filters, IndexDocument

FIRST: Final = 1000
"""So many documents are written for each query."""

_BATCH: Final = 500

Progress = Callable[[int, int], None]


class UnreadableFolderError(Exception):
    """A line of the files is not what it should be."""


@dataclass(frozen=True, slots=True)
class Query:
    """A need of the folder."""

    query_id: str
    title: str
    text: str


def rank_folder(
    folder: Path,
    out: Path,
    pool: Path | None = None,
    progress: Progress = lambda _done, _all: None,
    scratch: AbstractAsyncContextManager[Library] | None = None,
) -> None:
    """Write query_id, doc_id and score of the first thousand documents for each query.

    Args:
        folder: Where `corpus.jsonl` and `queries.jsonl` lie.
        out: A table divided by tabs, with a header, best document first.
        pool: A table whose first two columns name pairs that are scored besides.
        progress: Told after each step how many of how many steps are done.
        scratch: An empty library to rank with; by default one of the embedded engine alone.

    Raises:
        OSError: A file cannot be read or written.
        NoVectorsError: The embedding service gives none.
        UnreadableFolderError: A line is not what it should be.
    """
    try:
        documents = [_document(row) for row in _rows(folder / "corpus.jsonl")]
        queries = [_query(row) for row in _rows(folder / "queries.jsonl")]
        pairs = _pairs(pool)
    except (LookupError, TypeError, ValueError) as error:
        raise UnreadableFolderError(str(error)) from error
    task = _Task(documents, queries, pairs)
    asyncio.run(_rank(task, out, progress, scratch or scratch_library(None)))


@dataclass(frozen=True, slots=True)
class _Task:
    """What a folder holds, and for each query the documents to score besides."""

    documents: Sequence[IndexDocument]
    queries: Sequence[Query]
    pool: Mapping[str, Sequence[str]]


async def _rank(
    task: _Task, out: Path, progress: Progress, scratch: AbstractAsyncContextManager[Library]
) -> None:
    documents, queries = task.documents, task.queries
    steps = len(documents) + len(queries)
    async with scratch as library:
        for start in range(0, len(documents), _BATCH):
            batch = documents[start : start + _BATCH]
            await library.put(batch)
            while library.meanings is not None and await library.meanings.step():
                pass
            progress(start + len(batch), steps)
        with out.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
            table.writerow(["query_id", "doc_id", "score"])
            for done, query in enumerate(queries, start=1):
                ranked = await _ranked(query, library, task.pool.get(query.query_id, ()))
                table.writerows((query.query_id, key, f"{score:.7f}") for key, score in ranked)
                progress(len(documents) + done, steps)


async def _ranked(query: Query, library: Library, pooled: Sequence[str]) -> list[tuple[str, float]]:
    need = f"{query.title}\n{query.text}"
    found = await library.index.candidates(need, filters=Filters(), limit=FIRST)
    keys = dict.fromkeys([*(candidate.key for candidate in found.candidates), *pooled])
    fits = library.fits(query.title, query.text, list(keys))
    if library.meanings is not None:
        vector = await library.meanings.vector("", query.title, query.text)
        if vector is None and need.strip():
            raise NoVectorsError(query.query_id)
        fits = library.meanings.beside(fits, vector)
    ranked = ((key, closeness(fit)) for key, fit in fits.items())
    return sorted(ranked, key=lambda item: (-item[1], item[0]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                yield orjson.loads(line)


def _document(row: Mapping[str, str]) -> IndexDocument:
    return IndexDocument(key=row["doc_id"], kind=row["kind"], title=row["title"], text=row["text"])


def _query(row: Mapping[str, str]) -> Query:
    return Query(row["query_id"], row["title"], row["text"])


def _pairs(pool: Path | None) -> dict[str, list[str]]:
    """Return the documents to score for each query; only two columns are read."""
    pairs: dict[str, list[str]] = defaultdict(list)
    if pool is not None:
        with pool.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            next(rows, None)
            for row in rows:
                pairs[row[0]].append(row[1])
    return pairs
