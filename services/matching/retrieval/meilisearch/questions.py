"""What the server is asked, as queries of its multi-search."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

from services.matching.retrieval.meilisearch.filters import among, filter_of
from services.matching.retrieval.meilisearch.letters import in_letters
from services.matching.retrieval.port import Facet, Filters, SearchQuery
from services.matching.text.analyser import Analyser, Word
from services.matching.text.latin import is_han

MOST_WORDS: Final = 10
"""The server reads no more words of a query: milli, search/mod.rs, words_limit."""

_LONGEST_SEARCH: Final = 200
_MOST_NEGATED: Final = 400
"""Words that must not be there are not among the ten; the server reads 1,000 at all."""

_HIT: Final = ["key", Facet.KIND.value, "title", "body"]

Query = dict[str, Any]


class Typed:
    """What a person typed into a search box, in the terms of the index."""

    def __init__(self, analyser: Analyser, words: str) -> None:
        self._analyser = analyser
        normalised = analyser.normalise(words[:_LONGEST_SEARCH])
        read = analyser.words(normalised)
        # Without a space behind it, the last word may be the beginning of one.
        self._last = read[-1] if read and read[-1].end == len(normalised) else None
        self.words = [word for word in read if word.weight or self._may_go_on(word)]

    def all_of_them(self) -> str | None:
        """Return a query for documents with every word; None if the server cannot ask it."""
        terms = [term for word in self.words for term in self._required(word)]
        last = terms[-1:]
        distinct = [*(term for term in dict.fromkeys(terms) if term not in last), *last]
        if len(distinct) > MOST_WORDS:
            return None
        # The server takes a last word without a space behind it for a beginning.
        return " ".join(map(in_letters, distinct)) + (" " if self._last is None else "")

    def _may_go_on(self, word: Word) -> bool:
        return word is self._last and not is_han(word.text[0])

    def _required(self, word: Word) -> Sequence[str]:
        """Return the terms that a document with this word has."""
        if is_han(word.text[0]):
            # The server knows the synonyms of a word of our vocabulary.
            return [word.text] if self._analyser.concepts(word.text) else _pairs(word.text)
        if self._may_go_on(word) and len(word.terms) <= 1:
            # Stems end otherwise than words, but begin as they do.
            return [_shared_beginning(word.text, *word.terms)]
        return word.terms


def found_by(index: str, words: str, asked: SearchQuery) -> Query:
    """Return the query for one page of the documents that have every one of `words`."""
    query = {
        "indexUid": index,
        "q": words,
        "filter": filter_of(asked.filters),
        "matchingStrategy": "all",
        "attributesToRetrieve": _HIT,
        "showRankingScore": True,
        "limit": asked.limit,
        "offset": asked.offset,
        "facets": counted(asked.facets),
    }
    return query if words.strip() else {**query, "sort": ["key:asc"]}


def shown(index: str, ids: Sequence[str]) -> Query:
    """Return the query for what is shown of these documents."""
    return {
        "indexUid": index,
        "filter": among(ids),
        "attributesToRetrieve": _HIT,
        "limit": len(ids),
    }


def sharing(
    index: str, terms: Iterable[str], filters: Filters, facets: Iterable[Facet]
) -> list[Query]:
    """Return two queries whose counts differ by the documents that have any of the terms.

    The server knows no "or" between words, but it knows "not": what has any of the terms is
    everything but what has none of them.
    """
    none = " ".join(f"-{in_letters(term)}" for term in list(terms)[:_MOST_NEGATED])
    query = {"indexUid": index, "filter": filter_of(filters), "limit": 0, "facets": counted(facets)}
    return [{**query, "q": ""}, {**query, "q": none}]


def counted(facets: Iterable[Facet]) -> list[str]:
    """Return what the server counts; kinds always, as every document has exactly one."""
    return list(dict.fromkeys([Facet.KIND.value, *(facet.value for facet in facets)]))


def counts_of(answer: Mapping[str, Any], facets: Sequence[Facet]) -> dict[Facet, dict[str, int]]:
    """Return how many documents an answer found, by each facet."""
    told = answer.get("facetDistribution") or {}
    return {facet: dict(told.get(facet.value, {})) for facet in facets}


def total_of(answer: Mapping[str, Any]) -> int:
    """Return how many documents an answer found: the server's own total is an estimate."""
    return sum(counts_of(answer, [Facet.KIND])[Facet.KIND].values())


def _pairs(word: str) -> list[str]:
    """Return the pairs of characters of a Chinese word."""
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def _shared_beginning(*words: str) -> str:
    """Return what all the words begin with."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    return "".join(letters[0] for letters in alike)
