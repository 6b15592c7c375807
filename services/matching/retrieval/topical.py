"""How close two texts are in topic: docs/decisions/0011 says why so, with figures.

Two views are added. Shared pairs of characters, words and concepts, weighed by BM25,
say how much of the need an entry covers. Shared single characters, by the cosine of
their sublinear TF-IDF weights, tell near from far where no pair is shared, as Chinese
compounds on one matter tend to share a character.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.packed import (
    MOST_COUNTED,
    Packed,
    PackedRows,
    counts_of,
    ids_of,
    length_of,
)
from services.matching.text.analyser import Analyser
from services.matching.text.features import FEATURES, FIRST_NAME, FIRST_PAIR, Features

NEED_TITLE: Final = (3.0, 15.0)
"""How often the words of a need's title count, at least and at most: so often that they are
as much as its whole text. They are the matter in few words; most of a long text is its setting."""

ENTRY_TITLE: Final = 2.0
_LEAD: Final = 60
"""How often the title of an entry counts. One that has none often begins with what would be it."""

_K1_WORD: Final = 2.0
_K1_PAIR: Final = 1.2
_B: Final = 0.75
"""BM25 with the usual bounds of k1: that a word is repeated says more than that a pair of
characters is, since the same pair also occurs in other words."""

_ENOUGH_CHARACTERS: Final = 70
_NEAR: Final = 2.0
"""Each character and stem is a weak hint, and one alone is none: it takes others beside it. So
many different ones in a need are as good evidence as pairs are, and half as many a quarter of
that. Cosines are half as high as shares of a need, so they are doubled."""

_HALF: Final = 0.25
"""The sum that counts as a topical fit of one half."""

_BLOCK: Final = 300
_MANY_BLOCKS: Final = 4
_MOST_BLOCKS: Final = 16
_BEST_BLOCKS: Final = 3
"""A text of many passages (an expert's works) fits what its best three passages fit."""

_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Topic:
    """A need as it is scored.

    Attributes:
        passages: One set of features, or one for each of many passages.
        familiar: Of each feature, whether it is known to mean something, whoever uses it.
    """

    passages: tuple[Features, ...]
    familiar: npt.NDArray[np.bool_]


def topic_of(analyser: Analyser, title: str, text: str) -> Topic:
    """Read a need. A sentence that is repeated counts once."""
    body = _without_repetition(text)
    cut = list(_passages(body))
    head = analyser.need_features((title, 1.0))
    parts = cut if len(cut) >= _MANY_BLOCKS else [body]
    passages = [_headed(head, analyser.need_features((part, 1.0))) for part in parts]
    return Topic(tuple(passages), analyser.familiar)


def entry_parts(topic: str, text: str) -> tuple[tuple[str, float], tuple[str, float]]:
    """Return the parts an entry is read in, and how often each counts."""
    return (topic, ENTRY_TITLE) if topic.strip() else (text[:_LEAD], ENTRY_TITLE - 1), (text, 1.0)


def _headed(head: Features, body: Features) -> Features:
    """Return the features of a text with those of its title."""
    share = float(body.weights.sum()) / max(float(head.weights.sum()), 1.0)
    heavy = head.weights * np.float32(np.clip(share, *NEED_TITLE))
    return Features.joined([Features(head.ids, heavy), body]).counted()


def _without_repetition(text: str) -> str:
    seen: dict[str, str] = {}
    for sentence in _SENTENCE.findall(text):
        seen.setdefault(sentence.strip("。！？!?；;\n \t"), sentence)
    return "".join(seen.values())


def _passages(text: str) -> Iterator[str]:
    """Yield the text in passages of some hundred characters, sixteen at most."""
    size = max(_BLOCK, len(text) // _MOST_BLOCKS)
    passage = ""
    for paragraph in text.splitlines(keepends=True):
        passage += paragraph
        if len(passage) >= size:
            yield passage
            passage = ""
    if passage.strip():
        yield passage


class Statistics:
    """In how many of the scored texts each feature occurs, and how long they are."""

    def __init__(self) -> None:
        self._frequency = np.zeros(FEATURES, np.int32)
        self._texts = 0
        self._length = 0
        self._idf: Floats | None = None

    def count(self, vector: Packed, sign: int) -> None:
        """Take a text in (`sign` 1) or out (-1)."""
        self._frequency[ids_of(vector)] += sign
        self._texts += sign
        self._length += sign * length_of(vector)
        self._idf = None

    @property
    def average_length(self) -> float:
        """The mean number of terms of a text."""
        return self._length / max(self._texts, 1)

    def known(self, ids: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Which of these features occur at all."""
        return self._frequency[ids] > 0

    def idf(self, ids: npt.NDArray[np.uint32]) -> Floats:
        """Return how telling each feature is: rare ones more."""
        if self._idf is None:
            df = np.arange(self._texts + 1, dtype=np.float32)
            self._idf = np.log1p((self._texts - df + 0.5) / (df + 0.5), dtype=np.float32)
        return self._idf.take(self._frequency.take(ids))


_MOST_FEATURES: Final = (1 << 16) - 1
"""More than the longest need has."""


class Scorer:
    """Scores rows against a need. Not for two threads at a time."""

    def __init__(self) -> None:
        # Of each feature there is: its place among those of the need, from 1; 0 for others.
        self._places = np.zeros(FEATURES, np.uint16)
        # What so many occurrences are worth: to look it up takes a fifth of reckoning it.
        counts = np.maximum(np.arange(MOST_COUNTED + 1, dtype=np.uint32), 1)
        self._damped = 1 + np.log(counts, dtype=np.float32)

    def scores(
        self, topic: Topic, rows: PackedRows, chosen: npt.NDArray[np.intp], facts: Statistics
    ) -> Floats:
        """Return the topical fit of each chosen row, 0 to 1."""
        if not len(chosen):
            return np.zeros(0, np.float32)
        features = np.unique(np.concatenate([passage.ids for passage in topic.passages]))
        features = features[:_MOST_FEATURES]
        self._places[features] = np.arange(1, len(features) + 1)
        view = _View(rows, chosen, facts, self._places, self._damped)
        self._places[features] = 0
        familiar = topic.familiar
        each = [_scores(part, features, view, facts, familiar) for part in topic.passages]
        best = np.sort(np.stack(each), axis=0)[-_BEST_BLOCKS:].mean(axis=0)
        return np.asarray(best / (best + _HALF), np.float32)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What `count` rows have of some features: places among these, of which row, worth what."""

    places: npt.NDArray[np.uint16]
    owners: npt.NDArray[np.intp]
    values: Floats
    count: int

    def dot(self, places: npt.NDArray[np.intp], weights: Floats) -> Floats:
        """Return for each row the sum of its values, weighed by what the need gives them."""
        by_place = np.zeros(int(self.places.max(initial=0)) + 1, np.float32)
        there = places < len(by_place)
        by_place[places[there]] = weights[there]
        products = by_place[self.places] * self.values
        return np.bincount(self.owners, products, self.count).astype(np.float32)


class _View:
    """Some rows as every passage of a need looks at them."""

    def __init__(
        self,
        rows: PackedRows,
        chosen: npt.NDArray[np.intp],
        facts: Statistics,
        places: npt.NDArray[np.uint16],
        damped_counts: Floats,
    ) -> None:
        self.count = len(chosen)
        characters = rows.characters(chosen)
        ids = characters.ids
        damped = damped_counts.take(characters.counts) * facts.idf(ids)
        # Of what a row does not share with the need, only the characters count, in its norm.
        norms = np.sqrt(characters.summed(damped * damped))
        self.norms = np.maximum(norms, np.float32(1e-9))
        found = places.take(ids)
        there = np.flatnonzero(found)
        owners = characters.owners_of(there)
        self.characters = _Shared(found[there], owners, damped[there], self.count)
        pairs = rows.pairs(chosen)
        found = places.take(pairs.ids)
        there = np.flatnonzero(found)
        owners = pairs.owners_of(there)
        lengths = rows.lengths(chosen) / max(facts.average_length, 1e-9)
        values = _saturated(pairs.packed[there], lengths[owners])
        self.pairs = _Shared(found[there], owners, values, self.count)


def _scores(
    need: Features,
    features: npt.NDArray[np.uint32],
    view: _View,
    facts: Statistics,
    familiar: npt.NDArray[np.bool_],
) -> Floats:
    """Return how close each row of the view is to one passage of a need."""
    seen = facts.known(need.ids)
    # What nobody has is wanted all the same, if it means something: most pairs that occur
    # nowhere are the end of one word and the beginning of the next.
    wanted = seen | familiar[need.ids]
    ids, weights = need.ids[wanted], need.weights[wanted]
    places = np.searchsorted(features, ids) + 1
    idf = _idf(facts, ids, seen[wanted])
    characters, pairs = ids < FIRST_PAIR, ids >= FIRST_NAME
    damped = np.log1p(weights[characters]) * idf[characters]
    nearness = view.characters.dot(places[characters], damped)
    nearness /= view.norms * max(float(np.linalg.norm(damped)), 1e-9)
    worth = weights[pairs] * idf[pairs]
    covered = view.pairs.dot(places[pairs], worth)
    covered /= max(float((worth * (_k1(ids[pairs]) + 1)).sum()), 1e-9)
    share = min(len(damped) / _ENOUGH_CHARACTERS, 1.0) ** 2
    return np.asarray((covered + share * _NEAR * nearness) / (1 + share), np.float32)


def _idf(facts: Statistics, ids: npt.NDArray[np.uint32], seen: npt.NDArray[np.bool_]) -> Floats:
    """Return how telling features are; of what nobody has, as telling as the rest of them."""
    idf = facts.idf(ids)
    pairs = seen & (ids >= FIRST_PAIR)
    if pairs.any():
        idf[~seen] = idf[pairs].mean()
    return idf


def _saturated(pairs: Packed, lengths: npt.NDArray[np.float64]) -> Floats:
    """Return what each occurrence is worth, less and less for the same in one row of a length."""
    counts, k1 = counts_of(pairs).astype(np.float32), _k1(ids_of(pairs))
    damping = (1 - _B + _B * lengths).astype(np.float32)
    return np.asarray(counts * (k1 + 1) / (counts + k1 * damping), np.float32)


def _k1(ids: npt.NDArray[np.uint32]) -> Floats:
    return np.where(ids < FIRST_PAIR, np.float32(_K1_WORD), np.float32(_K1_PAIR))
