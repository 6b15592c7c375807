"""The use case of the search box."""

from collections.abc import Mapping

from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.replicas.repository import ReplicaRepository, StoredRecord
from services.matching.replicas.schemas import subject_of
from services.matching.retrieval.port import Facet, Highlight, Hit, SearchPage, SearchQuery
from services.matching.search.schemas import (
    HighlightRead,
    HitRead,
    SearchList,
    SearchQueryParameters,
)
from shared.database import Database


class SearchService:
    """Finds records by words, for the catalogue's pages."""

    def __init__(self, database: Database, library: Library, indexer: Indexer) -> None:
        self._database = database
        self._index = library.index
        self._indexer = indexer

    async def search(self, wanted: SearchQueryParameters) -> SearchList:
        """Return one page of what was found, and how many there are of each facet."""
        page = await self._index.search(
            SearchQuery(
                words=wanted.q,
                filters=wanted.filters(),
                limit=wanted.limit,
                offset=wanted.offset,
                facets=tuple(Facet),
            )
        )
        async with self._database.snapshot() as session:
            records = await ReplicaRepository(session).records([hit.key for hit in page.hits])
        return SearchList(
            items=_items(page, records),
            total=page.total,
            facets={facet.value: dict(counts) for facet, counts in page.facets.items()},
            pending_changes=await self._indexer.pending(),
        )


def _items(page: SearchPage, records: Mapping[str, StoredRecord]) -> list[HitRead]:
    """Return what was found; what has gone since the index was updated is left out."""
    return [_hit(hit, records[hit.key]) for hit in page.hits if hit.key in records]


def _hit(hit: Hit, record: StoredRecord) -> HitRead:
    return HitRead(
        **subject_of(record).model_dump(),
        score=hit.score,
        title_highlight=_highlight(hit.title),
        snippet=_highlight(hit.snippet) if hit.snippet else None,
    )


def _highlight(highlight: Highlight) -> HighlightRead:
    spans = [(span.start, span.end) for span in highlight.spans]
    return HighlightRead(text=highlight.text, spans=spans)
