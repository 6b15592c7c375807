"""Many small feature vectors in one array: four bytes a feature, four hundred texts a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from services.matching.text.features import FIRST_NAME, FIRST_PAIR, Features

COUNT_BITS: Final = 10
MOST_COUNTED: Final = (1 << COUNT_BITS) - 1
_GROWTH: Final = 1.3
_STEP: Final = 1.03

Number = TypeVar("Number", np.uint32, np.int64, np.int32)

Packed = npt.NDArray[np.uint32]
"""A text's features in rising order, each with its count in the lowest bits."""


def pack(features: Features) -> Packed:
    """Return a text's features as a vector to keep; counts are rounded, 1 to 1,023."""
    counted = features.counted()
    counts = np.clip(np.rint(counted.weights), 1, MOST_COUNTED).astype(np.uint32)
    return counted.ids << np.uint32(COUNT_BITS) | counts


@dataclass(frozen=True, slots=True)
class Slices:
    """Features of some texts, end to end as they are packed, and how many each text has."""

    packed: Packed
    sizes: npt.NDArray[np.intp]

    @property
    def ids(self) -> npt.NDArray[np.uint32]:
        """The features themselves."""
        return ids_of(self.packed)

    @property
    def counts(self) -> npt.NDArray[np.uint32]:
        """How often each occurs in its text."""
        return counts_of(self.packed)

    @property
    def owners(self) -> npt.NDArray[np.intp]:
        """To which of the texts each belongs."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def owners_of(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return to which of the texts those at some places belong."""
        return np.searchsorted(np.cumsum(self.sizes), places, side="right")

    def summed(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return the sum, for each text, of one value a feature."""
        sums = np.zeros(len(self.sizes), np.float32)
        there = self.sizes > 0
        if len(values):
            starts = np.cumsum(self.sizes) - self.sizes
            sums[there] = np.add.reduceat(values, starts[there])
        return sums


class PackedRows:
    """Vectors by row number. Rows are added in groups and forgotten in groups."""

    def __init__(self) -> None:
        self._data: Packed = np.empty(1 << 16, np.uint32)
        self._used = 0
        self._rows = 0
        self._starts = np.zeros(1 << 10, np.int64)
        self._sizes = np.zeros((3, 1 << 10), np.int32)
        self._lengths = np.zeros(1 << 10, np.int32)

    def __len__(self) -> int:
        return self._rows

    @property
    def used(self) -> int:
        """How many features are held, those of forgotten rows included."""
        return self._used

    def add(self, vector: Packed) -> int:
        """Keep a vector and return its row."""
        end = self._used + len(vector)
        if end > len(self._data):
            # In place, since two copies of the largest thing there is are too much; nobody
            # holds a view of it while rows are added.
            self._data.resize(max(end, int(len(self._data) * _STEP)), refcheck=False)
        if self._rows == len(self._starts):
            self._starts = _grown(self._starts, self._rows + 1)
            self._sizes = np.stack([_grown(sizes, self._rows + 1) for sizes in self._sizes])
            self._lengths = _grown(self._lengths, self._rows + 1)
        self._data[self._used : end] = vector
        edges = np.array([FIRST_NAME << COUNT_BITS, FIRST_PAIR << COUNT_BITS], np.uint32)
        self._starts[self._rows] = self._used
        self._sizes[:, self._rows] = *np.searchsorted(vector, edges), len(vector)
        self._lengths[self._rows] = length_of(vector)
        self._used = end
        self._rows += 1
        return self._rows - 1

    def vector(self, row: int) -> Packed:
        """Return the vector of a row."""
        start = int(self._starts[row])
        return self._data[start : start + int(self._sizes[2, row])]

    def lengths(self, rows: npt.NDArray[np.intp] | slice) -> npt.NDArray[np.int32]:
        """Return how many Latin terms, pairs and concepts each of these rows has."""
        return self._lengths[rows]

    def characters(self, rows: npt.NDArray[np.intp]) -> Slices:
        """Return single characters and Latin terms of these rows."""
        return self._slices(rows, np.zeros(len(rows), np.int32), self._sizes[1, rows])

    def pairs(self, rows: npt.NDArray[np.intp]) -> Slices:
        """Return Latin terms, pairs of characters and concepts of these rows."""
        return self._slices(rows, self._sizes[0, rows], self._sizes[2, rows])

    def _slices(
        self,
        rows: npt.NDArray[np.intp],
        first: npt.NDArray[np.int32],
        last: npt.NDArray[np.int32],
    ) -> Slices:
        sizes = (last - first).astype(np.intp)
        before = np.cumsum(sizes) - sizes
        where = np.repeat(self._starts[rows] + first - before, sizes)
        where += np.arange(len(where))
        return Slices(self._data.take(where), sizes)


def pair_part(vector: Packed) -> Packed:
    """Return the Latin terms, pairs of characters and concepts of a vector."""
    return vector[np.searchsorted(vector, np.uint32(FIRST_NAME << COUNT_BITS)) :]


def ids_of(vector: Packed) -> npt.NDArray[np.uint32]:
    """Return the features of a vector."""
    return vector >> np.uint32(COUNT_BITS)


def counts_of(vector: Packed) -> npt.NDArray[np.uint32]:
    """Return how often each feature of a vector occurs."""
    return vector & np.uint32(MOST_COUNTED)


def length_of(vector: Packed) -> int:
    """Return how many Latin terms, pairs and concepts a text has, repetitions included."""
    return int(counts_of(pair_part(vector)).sum())


def _grown(array: npt.NDArray[Number], needed: int) -> npt.NDArray[Number]:
    bigger = np.zeros(max(needed, int(len(array) * _GROWTH)), array.dtype)
    bigger[: len(array)] = array
    return bigger


def concatenated(vectors: Sequence[Packed]) -> bytes:
    """Return vectors as bytes: how many, their sizes, then their features."""
    head = np.array([len(vectors), *map(len, vectors)], np.uint32)
    return b"".join([head.tobytes(), *(vector.tobytes() for vector in vectors)])


def separated(content: bytes) -> list[Packed]:
    """Return the vectors that `concatenated` wrote."""
    numbers = np.frombuffer(content, np.uint32)
    count = int(numbers[0])
    edges = np.cumsum([1 + count, *numbers[1 : 1 + count]])
    return [numbers[start:end] for start, end in pairwise(edges)]
