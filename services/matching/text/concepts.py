"""Finds the concepts of the vocabulary in a row of words, however they are written."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from services.matching.text.vocabulary import Term

CONCEPT_MARK: Final = "⊙"
"""Begins the term that stands for a concept; no text can contain it as a term."""


class Concepts:
    """Knows by which rows of words each concept is written.

    `split` turns a writing into the words that the analyser would see.
    """

    def __init__(self, terms: Sequence[Term], split: Callable[[str], list[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        for term in terms:
            for writing in term.writings:
                if words := tuple(split(writing)):
                    self._by_first[words[0]].append((words, term))
        for writings in self._by_first.values():
            writings.sort(key=lambda item: -len(item[0]))

    def found(self, words: Sequence[str]) -> Iterator[Term]:
        """Yield the concept of each occurrence.

        At every place the longest writing counts.
        """
        for start, word in enumerate(words):
            for writing, term in self._by_first.get(word, ()):
                if len(writing) == 1 or tuple(words[start : start + len(writing)]) == writing:
                    yield term
                    break


def concept_term(term: Term) -> str:
    """Return the term that stands for a concept in an index."""
    return CONCEPT_MARK + term.name
