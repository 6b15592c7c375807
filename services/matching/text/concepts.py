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
        # Nearly every writing is one word; as rows, they would take three times the memory.
        self._by_word: dict[str, Term] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        for term in terms:
            for writing in term.writings:
                self._learn(writing, split(writing), term)
        for writings in self._by_first.values():
            writings.sort(key=lambda item: -len(item[0]))

    def found(self, words: Sequence[str]) -> Iterator[Term]:
        """Yield the concept of each occurrence.

        At every place the longest writing counts.
        """
        return (term for _, _, term in self.places(words))

    def places(self, words: Sequence[str]) -> Iterator[tuple[int, int, Term]]:
        """Yield the same, with the words from and up to which each is written."""
        for start, word in enumerate(words):
            if row := self._row_at(start, words):
                yield start, start + len(row[0]), row[1]
            elif term := self._by_word.get(word):
                yield start, start + 1, term

    def _learn(self, writing: str, words: Sequence[str], term: Term) -> None:
        if len(words) == 1:
            self._by_word.setdefault(writing if words[0] == writing else words[0], term)
        elif words:
            self._by_first[words[0]].append((tuple(words), term))

    def _row_at(self, start: int, words: Sequence[str]) -> tuple[tuple[str, ...], Term] | None:
        for row in self._by_first.get(words[start], ()):
            if tuple(words[start : start + len(row[0])]) == row[0]:
                return row
        return None


def concept_term(term: Term) -> str:
    """Return the term that stands for a concept in an index."""
    return CONCEPT_MARK + term.name
