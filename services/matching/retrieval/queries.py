"""Turns what is asked into queries of the embedded engine. No text ever becomes syntax."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import tantivy
from tantivy import Occur, Query

from services.matching.retrieval.conditions import conditions
from services.matching.retrieval.port import Facet, Filters
from services.matching.retrieval.schema import NAMES, TEXT
from services.matching.text.analyser import Analyser, Word
from services.matching.text.concepts import concept_term
from services.matching.text.latin import is_han

_MOST_TERMS: Final = 64
"""So many of the most telling terms of a need are looked up. Of the ten entries that score best
among 12,000, the first 300 found hold 97 %, no fewer than with every term, in a third of the
time."""

_MOST_COMPLETIONS: Final = 64
_LONGEST_SEARCH: Final = 200
_IN_A_NAME: Final = 2.0


class Queries:
    """Builds queries for one state of an index."""

    def __init__(
        self, schema: tantivy.Schema, searcher: tantivy.Searcher, analyser: Analyser
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._analyser = analyser

    def whole_text(self, need: str, filters: Filters) -> Query:
        """Return what finds the documents that share most with a need."""
        counts = self._analyser.weighed_terms(need)
        terms = self._most_telling(counts)
        return self._narrowed(_any(self._counted(term, counts[term]) for term in terms), filters)

    def everything(self, filters: Filters) -> Query:
        """Return what finds all documents that the filters let through."""
        return self._narrowed(Query.all_query(), filters)

    def search_box(self, words: str, filters: Filters, *, every: bool) -> Query | None:
        """Return what finds the documents with every one, or any, of the words typed.

        None if nothing that was typed means anything.
        """
        normalised = self._analyser.normalise(words[:_LONGEST_SEARCH])
        read = self._analyser.words(normalised)
        last = read[-1] if read and read[-1].end == len(normalised) else None
        # "us" is no word to search for, but may be the beginning of one.
        typed = [word for word in read if word.weight or _may_go_on(word, last)]
        if not typed:
            return None
        combined = _all if every else _any
        clauses = [
            _any([*self._ways(word, combined), *self._endings(word, last)]) for word in typed
        ]
        return self._narrowed(combined(clauses), filters)

    def _most_telling(self, counts: Mapping[str, float]) -> list[str]:
        texts = self._searcher.num_docs
        found = {term: self._searcher.doc_freq(TEXT, term) for term in counts}

        def telling(term: str) -> float:
            return math.sqrt(counts[term]) * math.log1p(texts / found[term])

        present = (term for term in counts if found[term])
        return sorted(present, key=lambda term: (-telling(term), term))[:_MOST_TERMS]

    def _counted(self, term: str, count: float) -> Query:
        query = self._term(TEXT, term)
        # What a long text repeats is not that much more important to it.
        if count == 1:
            return query
        return Query.boost_query(query, 1 + math.log(count) if count > 1 else count)

    def _ways(self, word: Word, combined: Callable[[Iterable[Query]], Query]) -> Iterator[Query]:
        """Yield the ways in which a document may contain a word."""
        yield Query.boost_query(self._term(NAMES, word.text), _IN_A_NAME)
        if is_han(word.text[0]):
            pairs = ["".join(pair) for pair in pairwise(word.text)] or [word.text]
            yield combined(self._term(TEXT, pair) for pair in pairs)
        else:
            yield from (self._term(TEXT, term) for term in word.terms)
        for concept in self._analyser.concepts(word.text):
            yield self._term(TEXT, concept_term(concept))

    def _endings(self, word: Word, last: Word | None) -> Iterator[Query]:
        return self._completions(word.text) if word is last else iter(())

    def _completions(self, beginning: str) -> Iterator[Query]:
        for field in (NAMES, TEXT):
            found = self._searcher.terms_with_prefix(field, beginning, limit=_MOST_COMPLETIONS)
            if found:
                yield Query.term_set_query(self._schema, field, [term for term, _ in found])

    def _narrowed(self, query: Query, filters: Filters) -> Query:
        conditions = list(self._conditions(filters))
        if not conditions:
            return query
        unscored = [(how, Query.const_score_query(one, 0.0)) for how, one in conditions]
        return Query.boolean_query([*unscored, (Occur.Must, query)])

    def _conditions(self, filters: Filters) -> Iterator[tuple[Occur, Query]]:
        if filters.kinds:
            yield from self._kinds(filters.kinds)
        yield from ((Occur.Must, condition) for condition in self._needed(filters))

    def _kinds(self, wanted: Sequence[str]) -> Iterator[tuple[Occur, Query]]:
        """Yield what lets these kinds through, or keeps the others out if they are fewer.

        Nearly all documents are entries, and the engine would go through every one of them.
        """
        counts = dict(self._searcher.terms_with_prefix(Facet.KIND, ""))
        others = [kind for kind in counts if kind not in wanted]
        if sum(counts[kind] for kind in others) * 2 >= sum(counts.values()):
            yield Occur.Must, self._one_of(Facet.KIND, wanted)
        elif others:
            yield Occur.MustNot, self._one_of(Facet.KIND, others)

    def _needed(self, filters: Filters) -> Iterator[Query]:
        """Yield what has to hold beside the kind."""
        yield from map(self._any_there, conditions(replace(filters, kinds=())))

    def _one_of(self, field: str, values: Iterable[str]) -> Query:
        return self._any_there((field, value) for value in values)

    def _any_there(self, values: Iterable[tuple[str, str]]) -> Query:
        """Return what finds the documents with any of these values; most often there is one."""
        there = [value for value in values if self._searcher.doc_freq(*value)]
        return _any(self._term(*value) for value in there) if there else Query.empty_query()

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "freq" if field == TEXT else "basic")


def _may_go_on(word: Word, last: Word | None) -> bool:
    return word is last and not is_han(word.text[0])


def _any(queries: Iterable[Query]) -> Query:
    return _combined(Occur.Should, queries)


def _all(queries: Iterable[Query]) -> Query:
    return _combined(Occur.Must, queries)


def _combined(occur: Occur, queries: Iterable[Query]) -> Query:
    parts = [(occur, query) for query in queries]
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)
