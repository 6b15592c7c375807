"""Finds what two texts both speak of, and where in the originals it stands."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from services.matching.ranking.domain import MatchedTerm, Place
from services.matching.text.analyser import Analyser, Reading, Word
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
WRITINGS_KEPT: Final = 2048


Span = tuple[int, int]
Telling = Callable[[Sequence[Sequence[int]]], Sequence[float]]
"""For the features of each of several things, how rare it is: `TopicalScores.telling`."""


def equally(things: Sequence[Sequence[int]]) -> Sequence[float]:
    """Say of each thing that it tells as much as any other."""
    return [1.0] * len(things)


@dataclass(frozen=True, slots=True)
class Idea:
    """Where a need speaks of something, and the writings of the same or of kin in an entry.

    Kin are what a concept is a kind of, and the remedies of a problem; they are worth less.
    """

    in_need: Span
    writings: tuple[str, ...]
    feature: int
    weight: float


@dataclass(frozen=True, slots=True)
class Matter:
    """What a need speaks of.

    Chinese words, also those within or across the ones that it is `cut` into; stems, codes
    and quantities; concepts.
    """

    text: str
    chinese: tuple[str, ...]
    cut: frozenset[str]
    latin: dict[str, Word]
    ideas: tuple[Idea, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing both texts speak of: how each writes it, how much it says, and its features."""

    need_form: str
    entry_form: str
    weight: float
    features: tuple[int, ...] = ()


class Mentions:
    """Compares needs with entries. Keeps what was read last, since a need meets many entries."""

    def __init__(self, analyser: Analyser, telling: Telling = equally) -> None:
        self._analyser = analyser
        self._telling = telling
        self._matter = lru_cache(maxsize=READINGS_KEPT)(self._read)
        self._normalised = lru_cache(maxsize=READINGS_KEPT)(analyser.normalise)
        self._aligned = lru_cache(maxsize=READINGS_KEPT)(analyser.align)
        # Needs speak of the same concepts, each of which is written in several ways.
        self._normal = lru_cache(maxsize=WRITINGS_KEPT)(analyser.normalise)

    def shared(self, need: str, entry: str) -> list[Shared]:
        """Return what both texts speak of, the weightiest first."""
        matter = self._matter(need, self._analyser.version)
        pair = _Pair(need, matter.text, entry, self._normalised(entry), self._aligned)
        found = [
            *self._words(matter, pair),
            *(self._latin(matter, pair) if matter.latin else ()),
            *self._ideas(matter, pair),
        ]
        found = self._weighed(found)
        found.sort(key=lambda term: (-term.weight, term.need_form, term.entry_form))
        distinct: dict[tuple[str, str], Shared] = {}
        for term in found:
            distinct.setdefault((term.need_form, term.entry_form), term)
        return list(distinct.values())[:MOST_TERMS]

    def _weighed(self, found: Sequence[Shared]) -> list[Shared]:
        """Return the same, rare things weighing more: "system" tells nothing apart."""
        rarities = self._telling([term.features for term in found])
        return [
            Shared(term.need_form, term.entry_form, term.weight * rarity, term.features)
            for term, rarity in zip(found, rarities, strict=True)
        ]

    def _words(self, matter: Matter, pair: "_Pair") -> Iterator[Shared]:
        """Yield the Chinese words of a need that stand in an entry, also within a word of it."""
        found = [word for word in matter.chinese if word in pair.entry]
        # Of what the need can merely be read to say, the longest says it all.
        parts = [word for word in found if any(word != more and word in more for more in found)]
        for word in found:
            if word in parts and word not in matter.cut:
                continue
            weight = self._analyser.weight_of(word) * min(len(word), LONGEST)
            features = tuple(pair_feature(left, right) for left, right in pairwise(word))
            yield pair.shared(_found(word, pair.need), _found(word, pair.entry), weight, features)

    def _latin(self, matter: Matter, pair: "_Pair") -> Iterator[Shared]:
        """Yield the other words, codes and quantities that stand in both."""
        others = self._latin_words(pair.entry)
        for term in matter.latin.keys() & others.keys():
            word, other = matter.latin[term], others[term]
            weight = word.weight * min(len(word.text), LONGEST)
            features = tuple(name_feature(name) for name in word.terms)
            yield pair.shared((word.start, word.end), (other.start, other.end), weight, features)

    def _ideas(self, matter: Matter, pair: "_Pair") -> Iterator[Shared]:
        """Yield the concepts of a need that an entry writes in different words."""
        for idea in matter.ideas:
            if in_entry := _writing(idea.writings, pair.entry):
                shared = pair.shared(idea.in_need, in_entry, idea.weight, (idea.feature,))
                if shared.need_form != shared.entry_form:
                    yield shared

    def _read(self, text: str, _version: str) -> Matter:
        reading = self._analyser.read(text)
        words = [*reading.pieces, *self._analyser.every_word(reading.text)]
        return Matter(
            text=reading.text,
            chinese=tuple(dict.fromkeys(filter(self._tells, words))),
            cut=frozenset(reading.pieces),
            latin=self._latin_words(reading.text),
            ideas=tuple(self._ideas_of(reading)),
        )

    def _ideas_of(self, reading: Reading) -> Iterator[Idea]:
        first: dict[Term, Span] = {}
        for start, end, term in self._analyser.mentioned(reading):
            first.setdefault(term, (start, end))
        for term, span in first.items():
            for kin, share in self._analyser.kin(term):
                feature = concept_feature(concept_term(kin))
                yield Idea(span, self._written(kin), feature, share * min(len(kin.name), LONGEST))

    def _written(self, term: Term) -> tuple[str, ...]:
        return tuple(map(self._normal, term.writings))

    def _tells(self, piece: str) -> bool:
        """Whether a piece is a Chinese word that says something."""
        return len(piece) >= SHORTEST and is_han(piece[0]) and self._analyser.weight_of(piece) > 0

    def _latin_words(self, normalised: str) -> dict[str, Word]:
        words: dict[str, Word] = {}
        for word in self._analyser.latin_words(normalised):
            if word.terms:
                words.setdefault(word.terms[0], word)
        return words


@dataclass(frozen=True, slots=True)
class _Pair:
    """A need and an entry, as written and as compared."""

    need_original: str
    need: str
    entry_original: str
    entry: str
    aligned: Callable[[str, str], Aligned]

    def shared(
        self, in_need: Span, in_entry: Span, weight: float, features: tuple[int, ...]
    ) -> Shared:
        """Return what stands at these characters of the compared texts, as both write it."""
        return Shared(
            self._original(self.need_original, self.need, in_need),
            self._original(self.entry_original, self.entry, in_entry),
            weight,
            features,
        )

    def _original(self, original: str, text: str, span: Span) -> str:
        first, last = self.aligned(original, text).original_span(*span)
        return original[first:last]


def _found(word: str, text: str) -> Span:
    start = text.index(word)
    return start, start + len(word)


def _writing(writings: Sequence[str], text: str) -> Span | None:
    """Return where the first of the writings that a text has stands."""
    for writing in writings:
        start = _standing(writing, text)
        if start >= 0:
            return start, start + len(writing)
    return None


def _standing(writing: str, text: str) -> int:
    """Return where a writing stands in a text, -1 if nowhere; "ion" does not stand in "lion"."""
    start = text.find(writing)
    if start < 0 or is_han(writing[0]):
        return start
    found = re.search(rf"(?<![a-z0-9]){re.escape(writing)}(?:e?s)?(?![a-z0-9])", text)
    return found.start() if found else -1


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
    ends = [end for _, end in spans]
    held = [bisect_right(ends, start + WINDOW) - at for at, (start, _) in enumerate(spans)]
    begin = spans[held.index(max(held))][0]
    begin = max(0, min(begin - WINDOW // 8, len(text) - WINDOW))
    end = begin + WINDOW
    inside = tuple((s - begin, e - begin) for s, e in spans if begin <= s and e <= end)
    return Place(name, text[begin:end], inside)


def _spans(text: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the forms stand; where they overlap the longest, then the earliest."""
    taken = bytearray(len(text))
    for form in sorted(set(forms), key=lambda form: (-len(form), text.find(form), form)):
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * len(form)
                yield start, end
            start = text.find(form, end)
