"""A `SearchIndex` on a Meilisearch server."""

from collections.abc import AsyncIterable, Sequence
from functools import partial

from typing_extensions import override

from services.matching.retrieval.meilisearch import questions
from services.matching.retrieval.meilisearch.asking import Answer, Questions
from services.matching.retrieval.meilisearch.building import Builder
from services.matching.retrieval.meilisearch.documents import id_of
from services.matching.retrieval.meilisearch.server import Server
from services.matching.retrieval.port import (
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
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser
from services.matching.text.highlights import Finder, best_window


class MeilisearchIndex(SearchIndex):
    """An index on a server, and the scoring store that knows which documents are closest.

    The server cannot rank by a whole need: it reads ten words and knows no "or". So the store
    (made `inverted`) says which documents share most with a need, and the server meanwhile how
    many others there are, and of which kinds. docs/decisions/0012 has the figures.
    """

    def __init__(self, server: Server, scores: TopicalScores, analyser: Analyser, uid: str) -> None:
        self._server = server
        self._scores = scores
        self._analyser = analyser
        self._uid = uid
        self._builder = Builder(server, analyser, uid)

    @override
    async def put(self, documents: Sequence[IndexDocument]) -> None:
        await self._builder.change(documents, [])

    @override
    async def remove(self, keys: Sequence[str]) -> None:
        await self._builder.change([], keys)

    @override
    async def rebuild(self, batches: AsyncIterable[Sequence[IndexDocument]]) -> int:
        await self._builder.rebuild(batches)
        return await self.count()

    @override
    async def count(self) -> int:
        return await self._builder.count()

    async def drop(self) -> None:
        """Remove the index from the server."""
        await self._builder.drop(self._uid)

    @override
    async def answers(self) -> bool:
        return await self._server.answers()

    @override
    async def close(self) -> None:
        self._server.close()

    @override
    async def search(self, query: SearchQuery) -> SearchPage:
        typed = questions.Typed(self._analyser, query.words)
        words = typed.all_of_them()
        if words is not None:
            (answer,) = await self._answers([questions.found_by(self._uid, words, query)])
            if questions.total_of(answer) or not typed.words:
                hits = self._hits(answer["hits"], typed)
                counts = questions.counts_of(answer, query.facets)
                return SearchPage(total=questions.total_of(answer), hits=hits, facets=counts)
        return await self._with_any_word(typed, query)

    async def _with_any_word(self, typed: questions.Typed, query: SearchQuery) -> SearchPage:
        """Answer a search that no document has all words of."""
        end = query.offset + query.limit
        found = await self.candidates(
            query.words, filters=query.filters, limit=end, facets=query.facets
        )
        page = found.candidates[query.offset :]
        hits: tuple[Hit, ...] = ()
        if page:
            ids = [id_of(one.key) for one in page]
            (answer,) = await self._answers([questions.shown(self._uid, ids)])
            places = {one.key: place for place, one in enumerate(page)}
            known = (hit for hit in answer["hits"] if hit["key"] in places)
            hits = self._hits(sorted(known, key=lambda hit: places[hit["key"]]), typed)
        return SearchPage(total=found.total, hits=hits, facets=found.facets)

    @override
    async def candidates(
        self, need: str, *, filters: Filters, limit: int, facets: tuple[Facet, ...] = ()
    ) -> CandidateList:
        return await self._server.search(
            partial(self._candidates, need, filters=filters, limit=limit, facets=facets)
        )

    def _candidates(
        self,
        need: str,
        asking: Questions,
        *,
        filters: Filters,
        limit: int,
        facets: tuple[Facet, ...],
    ) -> CandidateList:
        terms = list(dict.fromkeys(self._analyser.index_terms(need)))
        if not terms:
            return CandidateList(total=0, candidates=(), facets={})
        # The server counts while we look.
        answers, closest = asking.search_while(
            questions.sharing(self._uid, terms, filters, facets),
            partial(self._scores.closest, need, limit, filters),
        )
        with_any, without = map(questions.total_of, answers)
        return CandidateList(
            total=with_any - without,
            candidates=tuple(closest),
            facets=_difference(answers, facets),
        )

    async def _answers(self, queries: Sequence[questions.Query]) -> list[Answer]:
        return await self._server.search(lambda asking: asking.search(queries))

    def _hits(self, found: Sequence[Answer], typed: questions.Typed) -> tuple[Hit, ...]:
        finder = Finder(self._analyser, typed.words, beginnings=True)
        return tuple(_hit(one, finder) for one in found)


def _hit(found: Answer, finder: Finder) -> Hit:
    title, body = str(found["title"]), str(found["body"])
    piece, inside = best_window(body, finder.spans(body))
    return Hit(
        key=found["key"],
        kind=found[Facet.KIND.value][0],
        score=float(found.get("_rankingScore", 0.0)),
        title=Highlight(title, tuple(Span(*span) for span in finder.spans(title))),
        snippet=Highlight(piece, tuple(Span(*span) for span in inside)) if piece else None,
    )


def _difference(answers: Sequence[Answer], facets: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
    """Return the counts of the first answer without those of the second."""
    everything = questions.counts_of(answers[0], facets)
    without = questions.counts_of(answers[1], facets)
    return {
        facet: {
            value: count - without[facet].get(value, 0)
            for value, count in counts.items()
            if count > without[facet].get(value, 0)
        }
        for facet, counts in everything.items()
    }
