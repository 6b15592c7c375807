"""Finds the documents that share most with a need, of those that pass filters."""

from array import array
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.labels import Answers, LabelBook, Labels
from services.matching.retrieval.packed import PackedRows
from services.matching.retrieval.port import Filters
from services.matching.retrieval.postings import Postings
from services.matching.retrieval.topical import Statistics
from services.matching.text.features import FIRST_NAME, Features

_MOST_TERMS: Final = 64
"""So many of the most telling features of a need are looked up, as by the embedded engine."""

_SAMPLED: Final = 16
"""One in so many sums is looked at to tell where the highest begin."""

_MORE: Final = 8
_GROWTH: Final = 1.3

Numbers = npt.NDArray[np.intp]
Sums = npt.NDArray[np.float64]


class Lookup:
    """Which documents have a feature, and what each is filtered by.

    Args:
        rows: The vectors of the documents, some rows each.
        facts: How telling each feature is.
    """

    def __init__(self, rows: PackedRows, facts: Statistics) -> None:
        self._facts = facts
        self._postings = Postings(rows)
        self._labels = LabelBook()
        # Of each row, the number of its document; of each document, whether it is still held.
        self._owners = array("i")
        self._held = bytearray()
        # Kept from one need to the next, as memory of this size would be fetched anew for each.
        self._sums: Sums = np.zeros(0)

    def add(self, number: int, rows: int, labels: Labels) -> None:
        """Note that the next rows are those of the next document."""
        self._owners.extend([number] * rows)
        self._held.append(True)
        self._labels.add(labels)

    def forget(self, row: int) -> None:
        """Forget the document of a row."""
        self._held[self._owners[row]] = False

    def labels_of(self, row: int) -> Labels:
        """Return what the document of a row is filtered by."""
        return self._labels.labels(self._owners[row])

    def extend(self) -> None:
        """Take up the rows that were added since the last time."""
        self._postings.extend()

    def closest(self, need: Features, most: int, filters: Filters) -> tuple[Numbers, Sums]:
        """Return the documents that share most with a need, in no order, and how much.

        Args:
            need: Its features, each once.
            most: How many are returned at most, but for more of equal score.
            filters: What they have to pass.
        """
        sums = self._summed(need)
        passing = np.frombuffer(self._held, np.bool_)
        if (narrowed := self._labels.passing(filters)) is not None:
            passing = passing & narrowed
        best = highest(sums, passing, most)
        best = best[sums.take(best) > 0]
        return best, sums.take(best)

    def _summed(self, need: Features) -> Sums:
        """Return how much each document shares with a need, also of those that are not held."""
        if len(self._sums) < len(self._held):
            self._sums = np.zeros(int(len(self._held) * _GROWTH))
        sums = self._sums[: len(self._held)]
        sums.fill(0)
        owners = np.frombuffer(self._owners, np.int32)
        for part in self._postings.shares(*self._telling(need), self._facts.average_length):
            first = owners[part.first]
            numbers = owners[part.first : part.last].take(part.rows) - first
            shares = np.bincount(numbers, part.worth)
            sums[first : first + len(shares)] += shares
        return sums

    def _telling(self, need: Features) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
        """Return the features of a need that say most, and what each is worth."""
        paired = need.ids >= FIRST_NAME
        ids, counts = need.ids[paired], need.weights[paired]
        # What a long text repeats is not that much more important to it.
        weights = np.where(counts > 1, 1 + np.log(np.maximum(counts, 1)), counts)
        weights = weights.astype(np.float32) * self._facts.idf(ids)
        telling = np.sqrt(counts) * self._facts.idf(ids) * self._facts.known(ids)
        first = np.argsort(-telling, kind="stable")[:_MOST_TERMS]
        return ids[first], weights[first]


def highest(sums: Sums, passing: Answers, few: int) -> Numbers:
    """Return where the highest of those passing are; if more are equal to the last, these too."""
    sample = sums[::_SAMPLED] * passing[::_SAMPLED]
    # Twice as many of the sample as should be enough: more than chance makes wrong.
    likely = min(2 * few // _SAMPLED + _MORE, len(sample))
    bound = np.partition(sample, -likely)[-likely] if likely else 0
    near = np.flatnonzero(sums >= bound)
    near = near[passing.take(near)]
    if len(near) < few:
        near = np.flatnonzero(passing)
    if len(near) <= few:
        return near
    values: Sums = sums.take(near)
    return np.compress(values >= np.partition(values, -few)[-few], near)
