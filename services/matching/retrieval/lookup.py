"""Finds the documents that share most with a need, of those that pass filters."""

from array import array
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.labels import LabelBook, Labels
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
_FORGOTTEN: Final = -1

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
        # Of each row, the number of its document.
        self._owners = array("i")

    def add(self, number: int, rows: int, labels: Labels) -> None:
        """Note that the next rows are those of the next document."""
        self._owners.extend([number] * rows)
        self._labels.add(labels)

    def forget(self, first: int, rows: int) -> None:
        """Forget whose these rows were."""
        for row in range(first, first + rows):
            self._owners[row] = _FORGOTTEN

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
        rows, shares = self._postings.shares(*self._telling(need), self._facts.average_length)
        owners = np.frombuffer(self._owners, np.int32).take(rows) - _FORGOTTEN
        # What is forgotten comes before the first document.
        sums = np.bincount(owners, shares, len(self._labels) + 1)[1:].astype(np.float64, copy=False)
        passing = self._labels.passing(filters)
        if passing is not None:
            sums *= passing
        best = _highest(sums, most)
        best = best[sums.take(best) > 0]
        return best, sums.take(best)

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


def _highest(sums: Sums, few: int) -> Numbers:
    """Return where the highest are, in no order; if more are equal to the last, these too."""
    if few >= len(sums):
        return np.arange(len(sums))
    sample = sums[::_SAMPLED]
    # Twice as many of the sample as should be enough: more than chance makes wrong.
    likely = min(2 * few // _SAMPLED + _MORE, len(sample))
    near = np.flatnonzero(sums >= np.partition(sample, -likely)[-likely])
    if len(near) < few:
        near = np.arange(len(sums))
    values: Sums = sums.take(near)
    return np.compress(values >= np.partition(values, -few)[-few], near)
