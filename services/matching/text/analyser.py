"""Turns text into what it is matched by: words in place, terms for an engine, features."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, groupby, pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from services.matching.text.concepts import CONCEPT_MARK, concept_term
from services.matching.text.features import (
    Features,
    chinese_features,
    concept_feature,
    name_feature,
    numbered,
)
from services.matching.text.latin import is_han
from services.matching.text.lexicon import Lexicon
from services.matching.text.normalise import Aligned, Normaliser
from services.matching.text.vocabulary import Term, Vocabulary

_LONG: Final = 3
"""Chinese words of this many characters are terms of their own; shorter ones are pairs."""

_READINGS_KEPT: Final = 4096
_LONGEST_KEPT: Final = 1000
"""Index and scores read the same texts one after the other, those of 500 records at a time.
A reading takes 0.1 ms, more than all that is made of it, and some 5 bytes a character."""

_HAN_RUN: Final = re.compile("[㐀-鿿\U00020000-\U000323af]+")

CONCEPT_WEIGHT: Final = 0.5
BROADER_WEIGHT: Final = 0.25
RELATED_WEIGHT: Final = 0.2
"""What a concept counts beside its words, and the one it is a kind of, and in a need the
remedies of a problem or the problems that a remedy removes: docs/decisions/0021."""


class Word(NamedTuple):
    """A word at characters `start` to `end` of a normalised text, and the terms it gives.

    `weight` is 0 for function words, `REQUEST_WEIGHT` for words of any need, else 1.
    """

    text: str
    start: int
    end: int
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: normalised, cut into pieces, with its names and concepts.

    The pieces, of so many characters each, joined are the text. Names are stems, codes and
    quantities.
    """

    text: str
    lengths: "array[int]"
    names: tuple[str, ...]
    concepts: tuple[Term, ...]

    @property
    def pieces(self) -> list[str]:
        """The pieces themselves, which take ten times the room of their lengths."""
        ends = list(accumulate(self.lengths, initial=0))
        return [self.text[start:end] for start, end in pairwise(ends)]


class Analyser:
    """Reads text with a vocabulary. Costs 0.2 s to make; may be used by many threads."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        vocabulary = vocabulary or Vocabulary.load()
        self._normaliser = Normaliser(vocabulary.taiwan_terms)
        self._lexicon = Lexicon(vocabulary, self.normalise)
        self._kept = lru_cache(maxsize=_READINGS_KEPT)(self._read)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that texts are read with."""
        return self._lexicon.vocabulary

    @property
    def version(self) -> str:
        """Changes whenever the same text may be read differently than before."""
        return f"4-{self.vocabulary.version}"

    @property
    def familiar(self) -> npt.NDArray[np.bool_]:
        """Of each feature, whether the vocabulary has it as a pair of characters or a concept."""
        return self._lexicon.familiar

    def adopt(self, vocabulary: Vocabulary) -> None:
        """Read with another vocabulary from now on; its Taiwanese terms have to be the same."""
        self._lexicon = Lexicon(vocabulary, self.normalise)
        self._kept = lru_cache(maxsize=_READINGS_KEPT)(self._read)

    def normalise(self, text: str) -> str:
        """Return the form in which text is compared."""
        return self._normaliser.normalise(text)

    def align(self, text: str, normalised: str | None = None) -> Aligned:
        """Return the normalised text, made here unless it is given, with the way back."""
        return self._normaliser.align(text, normalised)

    def every_word(self, normalised: str) -> list[str]:
        """Return every word that a normalised text can be read to have, within words too."""
        return self._lexicon.every_word(normalised)

    def weight_of(self, piece: str) -> float:
        """Return what a Chinese word counts: see `Word`."""
        return self._lexicon.weights.get(piece, 1.0)

    def read(self, text: str) -> Reading:
        """Read a text. The last readings are kept, but not of long texts, which take much room."""
        return self._kept(text) if len(text) <= _LONGEST_KEPT else self._read(text)

    def writings(self) -> Iterator[str]:
        """Yield every writing of every concept of the vocabulary, normalised."""
        for term in self.vocabulary.terms:
            yield from map(self.normalise, term.writings)

    def words(self, normalised: str) -> list[Word]:
        """Return the words of a normalised text in their order, without punctuation."""
        found = list(self.latin_words(normalised))
        start = 0
        for piece in self._lexicon.cut(normalised):
            if is_han(piece[0]):
                weight = self._lexicon.weights.get(piece, 1.0)
                found.append(Word(piece, start, start + len(piece), (piece,), weight))
            start += len(piece)
        return sorted(found, key=lambda word: word.start)

    def says_something(self, text: str) -> bool:
        """Return whether any word of a text could be looked up."""
        reading = self.read(text)
        return bool(reading.names) or any(
            is_han(piece[0]) and self.weight_of(piece) > 0 for piece in reading.pieces
        )

    def latin_words(self, normalised: str) -> Iterator[Word]:
        """Yield what a normalised text has between its Chinese words, but for punctuation."""
        for start, end, terms in self._lexicon.latin.chunks(normalised):
            yield Word(normalised[start:end], start, end, terms, 1.0 if terms else 0.0)

    def concepts(self, text: str) -> Sequence[Term]:
        """Return the concepts that a text speaks of, as often as it does."""
        return self.read(text).concepts

    def mentions(self, text: str) -> list[tuple[int, int, Term]]:
        """Return the concepts of a text with where in the original each of them is written."""
        reading = self.read(text)
        aligned = self.align(text, reading.text)
        return [
            (*aligned.original_span(start, end), term)
            for start, end, term in self.mentioned(reading)
        ]

    def mentioned(self, reading: Reading) -> list[tuple[int, int, Term]]:
        """Return the concepts of a reading with where in its text each of them is written."""
        lexicon, at = self._lexicon, 0
        keys: list[str] = []
        spans: list[tuple[int, int]] = []
        for piece in reading.pieces:
            found = lexicon.keys([piece])
            keys += found
            spans += [(at, at + len(piece))] * len(found)
            at += len(piece)
        return [
            (spans[first][0], spans[last - 1][1], term)
            for first, last, term in lexicon.concepts.places(keys)
        ]

    def features(self, *parts: tuple[str, float]) -> Features:
        """Return what texts are found by together, each counting as much as is said beside it.

        A text that speaks of a concept also speaks of what that is a kind of.
        """
        return self._features(parts, self._spoken_of)

    def need_features(self, *parts: tuple[str, float]) -> Features:
        """Return what a need is scored by: also what typically removes its problems."""
        return self._features(parts, self._wanted)

    def related(self, term: Term) -> Sequence[str]:
        """Return the remedies of a problem, or the problems that a remedy removes."""
        return self._lexicon.related(term)

    def kin(self, term: Term) -> Iterator[tuple[Term, float]]:
        """Yield a concept and those it stands for in a need, each with its share of the first."""
        for name, weight in self._wanted(term):
            if kin := self._lexicon.named.get(name):
                yield kin, weight / CONCEPT_WEIGHT

    def index_terms(self, text: str) -> list[str]:
        """Return every term that an engine finds the text by, as often as it occurs.

        Chinese is found by each pair of characters that stand together between function
        words, and by words of three and more; the rest by stems, codes and quantities;
        and what the vocabulary knows also by its concept.
        """
        reading = self.read(text)
        pieces = reading.pieces
        live = "".join(piece if self._lexicon.weights.get(piece, 1.0) else " " for piece in pieces)
        terms: list[str] = []
        for run in _HAN_RUN.findall(live):
            terms += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
        terms += [piece for piece in pieces if len(piece) >= _LONG and is_han(piece[0])]
        terms += reading.names
        terms += [concept_term(term) for term in reading.concepts]
        return terms

    def weighed_terms(self, text: str) -> dict[str, float]:
        """Return the terms that `index_terms` gives, with what each counts in a need."""
        reading = self.read(text)
        pieces = [(piece, self._lexicon.weights.get(piece, 1.0)) for piece in reading.pieces]
        found: dict[str, float] = defaultdict(float)
        for term, weight in chain(
            _pairs([(mark, weight) for piece, weight in pieces for mark in piece]),
            (each for each in pieces if len(each[0]) >= _LONG and is_han(each[0][0])),
            ((name, 1.0) for name in reading.names),
            ((concept_term(term), CONCEPT_WEIGHT) for term in reading.concepts),
        ):
            found[term] += weight
        return found

    def _features(
        self,
        parts: Sequence[tuple[str, float]],
        meant: Callable[[Term], Iterable[tuple[str, float]]],
    ) -> Features:
        readings = [(self.read(text), factor) for text, factor in parts]
        text = "\n".join(reading.text for reading, _ in readings)
        chinese = chinese_features(text, np.concatenate(list(self._character_weights(readings))))
        named = [
            (number, factor * weight)
            for reading, factor in readings
            for number, weight in _named(reading, meant)
        ]
        return Features.joined([chinese, numbered(named)])

    def _spoken_of(self, term: Term) -> Iterator[tuple[str, float]]:
        yield term.name, CONCEPT_WEIGHT
        if term.broader:
            yield term.broader, BROADER_WEIGHT

    def _wanted(self, term: Term) -> Iterator[tuple[str, float]]:
        yield from self._spoken_of(term)
        for name in self.related(term):
            yield name, RELATED_WEIGHT

    def _read(self, text: str) -> Reading:
        lexicon, normalised = self._lexicon, self.normalise(text)
        pieces = lexicon.cut(normalised)
        names = [term for _, _, terms in lexicon.latin.chunks(normalised) for term in terms]
        concepts = lexicon.concepts.found(lexicon.keys(pieces))
        return Reading(normalised, array("I", map(len, pieces)), tuple(names), tuple(concepts))

    def _character_weights(
        self, readings: Sequence[tuple[Reading, float]]
    ) -> Iterator[npt.NDArray[np.float32]]:
        """Yield the weight of each character of the readings, divided by line ends."""
        for number, (reading, factor) in enumerate(readings):
            if number:
                yield np.zeros(1, np.float32)
            weights = [self._lexicon.weights.get(piece, 1.0) for piece in reading.pieces]
            yield np.repeat(np.array(weights, np.float32) * np.float32(factor), reading.lengths)


def _named(
    reading: Reading, meant: Callable[[Term], Iterable[tuple[str, float]]]
) -> Iterator[tuple[int, float]]:
    """Yield the features of names and concepts, with what each occurrence counts."""
    for name in reading.names:
        yield name_feature(name), 1.0
    for term in reading.concepts:
        for concept, weight in meant(term):
            yield concept_feature(CONCEPT_MARK + concept), weight


def _pairs(characters: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Yield pairs of Chinese characters, and those that stand alone, with what each counts.

    A character of weight 0 divides its neighbours. A pair counts as little as its lesser half.
    """
    for divides, run in groupby(characters, lambda one: not (one[1] and is_han(one[0]))):
        if not divides:
            marks = list(run)
            pairs = [(a + b, min(first, second)) for (a, first), (b, second) in pairwise(marks)]
            yield from pairs or marks
