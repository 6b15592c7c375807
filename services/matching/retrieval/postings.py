"""Which rows have a feature, the other way round than rows are kept: finds the closest rows.

Rows are indexed in segments. A new segment is small; when there are enough of them, they
become a large one. So a change costs little, however many rows there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.packed import PackedRows

_SMALL: Final = 512
_LARGE: Final = 1 << 14
_MOST_COUNTED: Final = 255
_K1: Final = 1.2
_B: Final = 0.75

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Segment:
    """Rows `first` to `last`: for each feature that they have, which of them have it.

    `edges` says where the rows of each feature begin and end, `counts` how often they have it.
    """

    first: int
    last: int
    features: npt.NDArray[np.uint32]
    edges: npt.NDArray[np.int64]
    rows: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.uint8]
    lengths: npt.NDArray[np.int32]

    @classmethod
    def of(cls, packed: PackedRows, first: int, last: int) -> "_Segment":
        slices = packed.pairs(np.arange(first, last))
        order = np.sort(
            slices.ids.astype(np.uint64) << np.uint64(32)
            | slices.owners.astype(np.uint64) << np.uint64(16)
            | np.minimum(slices.counts, _MOST_COUNTED)
        )
        features, starts = np.unique(order >> np.uint64(32), return_index=True)
        lengths = np.bincount(slices.owners, slices.counts, last - first)
        return cls(
            first,
            last,
            features.astype(np.uint32),
            np.append(starts, len(order)),
            (order >> np.uint64(16) & np.uint64(0xFFFF)).astype(np.uint16),
            (order & np.uint64(0xFFFF)).astype(np.uint8),
            lengths.astype(np.int32),
        )

    def scores(
        self, wanted: npt.NDArray[np.uint32], weights: Floats, average: float
    ) -> npt.NDArray[np.float64]:
        """Return by BM25 how much each row has of what is wanted."""
        count = self.last - self.first
        if not len(self.features):
            return np.zeros(count)
        places = np.minimum(np.searchsorted(self.features, wanted), len(self.features) - 1)
        held = self.features[places] == wanted
        starts, ends = self.edges[places[held]], self.edges[places[held] + 1]
        sizes = ends - starts
        where = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        rows, counts = self.rows[where], self.counts[where].astype(np.float32)
        damping = (_K1 * (1 - _B + _B * self.lengths / max(average, 1e-9))).astype(np.float32)
        values = np.repeat(weights[held], sizes) * counts / (counts + damping[rows])
        return np.bincount(rows, values, count).astype(np.float64, copy=False)


class Postings:
    """An index of the rows of a `PackedRows`, brought up to its end by `extend`."""

    def __init__(self, packed: PackedRows) -> None:
        self._packed = packed
        self._segments: list[_Segment] = []

    def extend(self) -> None:
        """Index the rows that were added since the last time."""
        for first, last in list(self._missing()):
            self._segments.append(_Segment.of(self._packed, first, last))

    def scores(
        self, wanted: npt.NDArray[np.uint32], weights: Floats, average: float
    ) -> npt.NDArray[np.float64]:
        """Return for every row, those forgotten too, how much it has of what is wanted.

        Args:
            wanted: Features, each once.
            weights: What each is worth.
            average: The mean number of terms of a row.
        """
        parts = [segment.scores(wanted, weights, average) for segment in self._segments]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _missing(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges to index, after dropping the small segments that they replace."""
        end = len(self._packed)
        while self._segments and self._is_open(self._segments[-1], end):
            self._segments.pop()
        start = self._segments[-1].last if self._segments else 0
        while start < end:
            last = min(start + _LARGE, end) if end - start >= _LARGE else end
            yield start, last
            start = last

    def _is_open(self, segment: _Segment, end: int) -> bool:
        """Whether a segment is to become part of a larger one."""
        size = segment.last - segment.first
        if size >= _LARGE:
            return False
        return size < _SMALL or end - segment.first >= _LARGE
