"""Which rows have a feature, the other way round than rows are kept.

Rows are indexed in segments. A segment is replaced once as many rows have come after it, until
it is large. So a change costs little, and there are few segments to look into.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.packed import PackedRows

_SMALL: Final = 512
_LARGE: Final = 60_000
"""Rows: fewer than 16 bits can number, and what is reckoned for them takes less than 256 kB,
above which memory is fetched from the system each time (`deploy/memory.py`)."""

_MOST_COUNTED: Final = 255
_K1: Final = 1.2
_B: Final = 0.75

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]
Edges = npt.NDArray[np.int64]


class Shares(NamedTuple):
    """What rows have of features, one by one; a row by how far it is from `first`, below `last`."""

    first: int
    last: int
    rows: Numbers
    worth: Floats


class _Found(NamedTuple):
    """Occurrences, feature by feature: in which row, how often; and how many of each feature."""

    rows: Numbers
    counts: npt.NDArray[np.uint8]
    sizes: Edges


@dataclass(frozen=True, slots=True)
class _Segment:
    """Rows `first` to `last`: for each feature that they have, which of them have it.

    `edges` says where the rows of each feature begin and end, `counts` how often they have it.
    """

    first: int
    last: int
    features: npt.NDArray[np.uint32]
    edges: Edges
    rows: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, packed: PackedRows, first: int, last: int) -> "_Segment":
        slices = packed.pairs(np.arange(first, last))
        order = np.sort(
            slices.ids.astype(np.uint64) << np.uint64(32)
            | slices.owners.astype(np.uint64) << np.uint64(16)
            | np.minimum(slices.counts, _MOST_COUNTED)
        )
        features, starts = np.unique(order >> np.uint64(32), return_index=True)
        return cls(
            first,
            last,
            features.astype(np.uint32),
            np.append(starts, len(order)),
            (order >> np.uint64(16) & np.uint64(0xFFFF)).astype(np.uint16),
            (order & np.uint64(0xFFFF)).astype(np.uint8),
        )

    def found(self, wanted: npt.NDArray[np.uint32]) -> _Found:
        """Return where what is wanted occurs."""
        places = np.searchsorted(self.features, wanted)
        there = self.features.take(places, mode="clip") == wanted
        starts = self.edges.take(places)
        sizes = (self.edges.take(places + 1, mode="clip") - starts) * there
        where = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        where += np.arange(len(where))
        rows = self.rows.take(where).astype(np.intp)
        return _Found(rows, self.counts.take(where), sizes)


class Postings:
    """An index of the rows of a `PackedRows`, brought up to its end by `extend`."""

    def __init__(self, packed: PackedRows) -> None:
        self._packed = packed
        self._segments: list[_Segment] = []

    def extend(self) -> None:
        """Index the rows that were added since the last time."""
        for first, last in list(self._missing()):
            self._segments.append(_Segment.of(self._packed, first, last))

    def shares(
        self, wanted: npt.NDArray[np.uint32], weights: Floats, average: float
    ) -> Iterator[Shares]:
        """Yield by BM25 what rows, those forgotten too, have of each feature that is wanted.

        They come a segment at a time: what is reckoned for one stays in the processor's cache.

        Args:
            wanted: Features, each once.
            weights: What each is worth.
            average: The mean number of terms of a row.
        """
        for segment in self._segments:
            rows, counts, sizes = segment.found(wanted)
            lengths = self._packed.lengths(slice(segment.first, segment.last)).take(rows)
            damping: Floats = lengths.astype(np.float32)
            damping *= np.float32(_K1 * _B / max(average, 1e-9))
            damping += np.float32(_K1 * (1 - _B))
            damping += counts
            worth: Floats = np.repeat(weights, sizes)
            worth *= counts
            worth /= damping
            yield Shares(segment.first, segment.last, rows, worth)

    def _missing(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges to index, after dropping the small segments that they replace."""
        end = len(self._packed)
        while self._segments and _is_open(self._segments[-1], end):
            self._segments.pop()
        start = self._segments[-1].last if self._segments else 0
        while start < end:
            last = min(start + _LARGE, end)
            yield start, last
            start = last


def _is_open(segment: _Segment, end: int) -> bool:
    """Whether a segment is to become part of a larger one."""
    size = segment.last - segment.first
    return size < _SMALL or (size < _LARGE and end - segment.last >= size)
