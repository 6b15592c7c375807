"""Compares the index that matching kept up to date with one that is built from the beginning."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
import tantivy
from sqlmodel import col

from services.matching.indexing.documents import index_document
from services.matching.indexing.library import Library
from services.matching.replicas.models import Replica
from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.port import Facet, IndexDocument
from services.matching.retrieval.schema import COVERS, NAMES, SERVES, TEXT, schema
from services.matching.text.analyser import Analyser
from shared.database import Database
from tests.faults.findings import Finding, unequal

AT_ONCE: Final = 500
SEARCHED: Final = (TEXT, NAMES, SERVES, COVERS, *Facet)

Documents = Mapping[str, Any]


async def compare_indexes(store: Database, kept: Path, scratch: Path) -> list[Finding]:
    """Return in what the index differs, document by document and term by term.

    Args:
        store: Matching's database.
        kept: The folder of the index, which no process uses any more.
        scratch: Where the other one is built.
    """
    analyser = Analyser()
    await asyncio.to_thread(scratch.mkdir)
    held = Library(analyser, EmbeddedIndex(kept / "index", analyser), kept)
    fresh = Library(analyser, EmbeddedIndex(scratch / "index", analyser), scratch)
    await fresh.rebuild(_batches(store))
    found = [
        *unequal("the index", _indexed(held), _indexed(fresh)),
        *unequal("the scores", _scored(held), _scored(fresh)),
    ]
    for library in (held, fresh):
        await library.close()
    return found


async def _batches(store: Database) -> AsyncIterator[Sequence[IndexDocument]]:
    async with store.snapshot() as session:
        rows = await session.scalars(sa.select(Replica).where(~col(Replica.gone)))
        documents = [index_document(row.key, row.kind, row.document) for row in rows]
    for start in range(0, len(documents), AT_ONCE):
        yield documents[start : start + AT_ONCE]


def _indexed(library: Library) -> Documents:
    """Return everything that an index holds of each document: what is stored, and every term."""
    index = library.index
    assert isinstance(index, EmbeddedIndex)
    searcher = index._generation._searcher
    found: dict[int, dict[str, Any]] = {}
    everything = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1))
    addresses = [address for _, address in everything.hits]
    numbers = searcher.fast_field_values("number", addresses)
    for number, address in zip(numbers, addresses, strict=True):
        found[int(number or 0)] = {"stored": searcher.doc(address).to_dict(), "terms": set()}
    for name in SEARCHED:
        for term, _ in searcher.terms_with_prefix(name, ""):
            query = tantivy.Query.term_query(schema(), name, term)
            hits = searcher.search(query, max(searcher.num_docs, 1)).hits
            for number in searcher.fast_field_values("number", [each for _, each in hits]):
                found[int(number or 0)]["terms"].add(f"{name}:{term}")
    return {str(one["stored"]["key"]): one for one in found.values()}


def _scored(library: Library) -> Documents:
    file = library.scores._file
    assert file
    return {
        key: [vectors.digest, *(row.tobytes() for row in vectors.rows)]
        for key, vectors in file.all()
    }
