"""Turns text into what it is matched by: words in place, terms for an engine, features."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import rjieba

from services.matching.text.concepts import Concepts, concept_term
from services.matching.text.features import (
    Features,
    chinese_features,
    concept_feature,
    name_feature,
    numbered,
)
from services.matching.text.latin import Latin, is_han
from services.matching.text.normalise import Aligned, Normaliser
from services.matching.text.vocabulary import Term, Vocabulary

_SURE: Final = 1_000_000
"""A word frequency that makes the segmenter prefer our terms to any other reading."""

_LONG: Final = 3
"""Chinese words of this many characters are terms of their own; shorter ones are pairs."""

REQUEST_WEIGHT: Final = 0.3
"""What a word counts that any need contains: docs/decisions/0003."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at characters `start` to `end` of a normalised text, and the terms it gives.

    `weight` is 0 for function words, `REQUEST_WEIGHT` for words of any need, else 1.
    """

    text: str
    start: int
    end: int
    terms: tuple[str, ...]
    weight: float


class Analyser:
    """Reads text with a vocabulary. Costs 0.2 s to make; may be used by many threads."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or Vocabulary.load()
        self._normaliser = Normaliser()
        self._jieba = rjieba.Jieba()
        self._latin = Latin(self._vocabulary.function_words)
        self._weights = dict.fromkeys(self._vocabulary.request_words, REQUEST_WEIGHT)
        self._weights.update(dict.fromkeys(self._vocabulary.function_words, 0.0))
        for term in self._vocabulary.terms:
            self._learn(term)
        self._concepts = Concepts(self._vocabulary.terms, self._split)

    @property
    def version(self) -> str:
        """Changes whenever the same text may be read differently than before."""
        return f"1-{self._vocabulary.version}"

    def normalise(self, text: str) -> str:
        """Return the form in which text is compared."""
        return self._normaliser.normalise(text)

    def align(self, text: str) -> Aligned:
        """Return the normalised text with the way back to the original."""
        return self._normaliser.align(text)

    def words(self, normalised: str) -> list[Word]:
        """Return the words of a normalised text in their order, without punctuation."""
        found = [
            Word(normalised[start:end], start, end, terms, 1.0 if terms else 0.0)
            for start, end, terms in self._latin.chunks(normalised)
        ]
        start = 0
        for piece in self._jieba.cut(normalised):
            if is_han(piece[0]):
                weight = self._weights.get(piece, 1.0)
                found.append(Word(piece, start, start + len(piece), (piece,), weight))
            start += len(piece)
        return sorted(found, key=lambda word: word.start)

    def concepts(self, normalised: str) -> Iterator[Term]:
        """Yield the concepts that a normalised text speaks of, as often as it does."""
        yield from self._concepts.found(self._keys(self._jieba.cut(normalised)))

    def features(self, text: str) -> Features:
        """Return what the text is scored by."""
        normalised = self.normalise(text)
        pieces = self._jieba.cut(normalised)
        weights = np.array([self._weights.get(piece, 1.0) for piece in pieces], np.float32)
        lengths = np.array([len(piece) for piece in pieces], np.intp)
        names = [name_feature(name) for name in self._names(normalised)]
        names += [concept_feature(concept_term(term)) for term in self._found(pieces)]
        return Features.joined(
            [
                chinese_features(normalised, np.repeat(weights, lengths)),
                numbered(names, [1.0] * len(names)),
            ]
        )

    def index_terms(self, text: str) -> list[str]:
        """Return every term that an engine finds the text by, as often as it occurs.

        Chinese is found by each pair of characters that stand together between function
        words, and by words of three and more; the rest by stems, codes and quantities;
        and what the vocabulary knows also by its concept.
        """
        normalised = self.normalise(text)
        pieces = self._jieba.cut(normalised)
        terms: list[str] = []
        for run in self._runs(pieces):
            terms.extend(map("".join, pairwise(run)) if run[1:] else run)
        terms.extend(piece for piece in pieces if len(piece) >= _LONG and is_han(piece[0]))
        terms.extend(self._names(normalised))
        terms.extend(concept_term(term) for term in self._found(pieces))
        return terms

    def _names(self, normalised: str) -> Iterator[str]:
        for _, _, terms in self._latin.chunks(normalised):
            yield from terms

    def _found(self, pieces: Sequence[str]) -> Iterator[Term]:
        return self._concepts.found(self._keys(pieces))

    def _runs(self, pieces: Sequence[str]) -> Iterator[str]:
        """Yield the stretches of Chinese between function words and anything else."""
        run: list[str] = []
        for piece in pieces:
            if is_han(piece[0]) and self._weights.get(piece, 1.0):
                run.append(piece)
            elif run:
                yield "".join(run)
                run = []
        if run:
            yield "".join(run)

    def _keys(self, pieces: Sequence[str]) -> list[str]:
        return [key for keys in map(self._latin.keys, pieces) for key in keys]

    def _split(self, writing: str) -> list[str]:
        return self._keys(self._jieba.cut(self.normalise(writing)))

    def _learn(self, term: Term) -> None:
        for writing in term.writings:
            normalised = self.normalise(writing)
            if len(normalised) > 1 and all(map(is_han, normalised)):
                self._jieba.add_word(normalised, _SURE, "nz")
