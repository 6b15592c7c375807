"""Finds what two texts both speak of, and where in the originals it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from services.matching.ranking.domain import MatchedTerm, Place
from services.matching.text.analyser import Analyser, Word
from services.matching.text.concepts import concept_term
from services.matching.text.features import concept_feature, name_feature, pair_feature
from services.matching.text.latin import is_han
from services.matching.text.normalise import Aligned
from services.matching.text.vocabulary import Term

SHORTEST: Final = 2
"""Characters of a Chinese word that says something by itself."""

LONGEST: Final = 5
"""Longer words are no more telling for it."""

MOST_TERMS: Final = 12
WINDOW: Final = 120
READINGS_KEPT: Final = 256


Telling = Callable[[Sequence[Sequence[int]]], Sequence[float]]
"""For the features of each of several things, how rare it is: `TopicalScores.telling`."""


def equally(things: Sequence[Sequence[int]]) -> Sequence[float]:
    """Say of each thing that it tells as much as any other."""
    return [1.0] * len(things)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: its words by what they are called, and its concepts by name."""

    aligned: Aligned
    original: str
    words: dict[str, Word]
    places: dict[str, list[tuple[int, int]]]
    concepts: dict[str, Term] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing both texts speak of: how each writes it, how much it says, and its features."""

    need_form: str
    entry_form: str
    weight: float
    features: tuple[int, ...] = ()


class Mentions:
    """Compares texts. Keeps the readings of the last ones, since a need meets many entries."""

    def __init__(self, analyser: Analyser, telling: Telling = equally) -> None:
        self._analyser = analyser
        self._telling = telling
        self.read = lru_cache(maxsize=READINGS_KEPT)(self._read)

    def shared(self, need: str, entry: str) -> list[Shared]:
        """Return what both texts speak of, the weightiest first."""
        one, other = self.read(need), self.read(entry)
        found = self._weighed([*self._words(one, other), *self._concepts(one, other)])
        found.sort(key=lambda term: (-term.weight, term.need_form, term.entry_form))
        distinct: dict[tuple[str, str], Shared] = {}
        for term in found:
            distinct.setdefault((term.need_form, term.entry_form), term)
        return list(distinct.values())[:MOST_TERMS]

    def _weighed(self, found: Sequence[Shared]) -> list[Shared]:
        """Return the same, rare things weighing more: "system" tells nothing apart."""
        rarities = self._telling([term.features for term in found])
        return [
            replace(term, weight=term.weight * rarity)
            for term, rarity in zip(found, rarities, strict=True)
        ]

    def _words(self, one: Reading, other: Reading) -> Iterator[Shared]:
        keys = [*_standing(one, other)]
        keys += [key for key in _standing(other, one) if key not in one.words]
        parts = {key for key in keys if any(key != more and key in more for more in keys)}
        for key in keys:
            if key in parts and key not in one.words:
                continue
            word = one.words.get(key) or other.words[key]
            weight = word.weight * min(len(word.text), LONGEST)
            yield Shared(_form(one, key), _form(other, key), weight, _features(word))

    def _concepts(self, one: Reading, other: Reading) -> Iterator[Shared]:
        """Yield concepts that the two write in different words."""
        for name in one.concepts.keys() & other.concepts.keys():
            forms = [self._writing(reading, name) for reading in (one, other)]
            if all(forms) and forms[0] != forms[1]:
                weight = float(min(len(name), LONGEST))
                feature = concept_feature(concept_term(one.concepts[name]))
                yield Shared(str(forms[0]), str(forms[1]), weight, (feature,))

    def _writing(self, reading: Reading, name: str) -> str | None:
        for writing in reading.concepts[name].writings:
            normalised = self._analyser.normalise(writing)
            if normalised in reading.aligned.text:
                return _form(reading, normalised)
        return None

    def _read(self, text: str) -> Reading:
        reading = self._analyser.read(text)
        words: dict[str, Word] = {}
        places: dict[str, list[tuple[int, int]]] = {}
        for word in self._analyser.words_of(reading, shortest=SHORTEST):
            if word.weight > 0:
                words.setdefault(word.terms[0], word)
                places.setdefault(word.terms[0], []).append((word.start, word.end))
        concepts = {term.name: term for term in reading.concepts}
        return Reading(self._analyser.align(text), text, words, places, concepts)


def _features(word: Word) -> tuple[int, ...]:
    if is_han(word.text[0]) and len(word.text) > 1:
        return tuple(pair_feature(left, right) for left, right in pairwise(word.text))
    return tuple(name_feature(term) for term in word.terms)


def as_terms(shared: Sequence[Shared]) -> tuple[MatchedTerm, ...]:
    """Return shared terms with each one's share of what both texts speak of."""
    total = sum(term.weight for term in shared) or 1.0
    return tuple(
        MatchedTerm(
            need_form=term.need_form,
            entry_form=term.entry_form,
            share=round(term.weight / total, 4),
        )
        for term in shared
    )


def place(name: str, text: str, forms: Sequence[str]) -> Place | None:
    """Return the piece of a text in which most of the forms stand, or None if none does."""
    spans = sorted(_spans(text, forms))
    if not spans:
        return None
    if len(text) <= WINDOW:
        return Place(name, text, tuple(spans))
    begin = max(
        (start for start, _ in spans),
        key=lambda start: sum(start <= s and e <= start + WINDOW for s, e in spans),
    )
    begin = max(0, min(begin - WINDOW // 8, len(text) - WINDOW))
    end = begin + WINDOW
    inside = tuple((s - begin, e - begin) for s, e in spans if begin <= s and e <= end)
    return Place(name, text[begin:end], inside)


def _spans(text: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the forms stand, the longest first where they overlap."""
    taken: list[tuple[int, int]] = []
    for form in sorted(set(forms), key=len, reverse=True):
        start = text.find(form)
        while start >= 0:
            span = (start, start + len(form))
            if all(span[1] <= s or e <= span[0] for s, e in taken):
                taken.append(span)
                yield span
            start = text.find(form, span[1])


def _standing(one: Reading, other: Reading) -> Iterator[str]:
    """Yield the words of one text that stand in the other; Chinese ones also within a word."""
    for key in one.words:
        if key in other.words or (is_han(key[0]) and key in other.aligned.text):
            yield key


def _form(reading: Reading, key: str) -> str:
    """Return how the original writes what is called `key`."""
    if key in reading.places:
        start, end = reading.places[key][0]
    else:
        start = reading.aligned.text.index(key)
        end = start + len(key)
    first, last = reading.aligned.original_span(start, end)
    return reading.original[first:last]
