"""Which rows have a feature, the other way round than rows are kept.

Rows are indexed in segments. A segment is replaced once as many rows have come after it, until
it is large. So a change costs little, and there are few segments to look into.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.packed import PackedRows

_SMALL: Final = 512
_LARGE: Final = 1 << 16
_MOST_COUNTED: Final = 255
_K1: Final = 1.2
_B: Final = 0.75

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]
Edges = npt.NDArray[np.int64]


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

    def ranges(self, wanted: npt.NDArray[np.uint32]) -> tuple[Edges, Edges]:
        """Return of each feature wanted where its rows begin, and how many there are."""
        places = np.searchsorted(self.features, wanted)
        there = self.features.take(places, mode="clip") == wanted
        starts = self.edges.take(places)
        return starts, (self.edges.take(places + 1, mode="clip") - starts) * there


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
    ) -> tuple[Numbers, Floats]:
        """Return rows, those forgotten too, and by BM25 what each has of one feature wanted.

        Args:
            wanted: Features, each once.
            weights: What each is worth.
            average: The mean number of terms of a row.
        """
        segments = [segment for segment in self._segments if len(segment.features)]
        if not segments:
            return np.zeros(0, np.intp), np.zeros(0, np.float32)
        rows, counts, sizes = _occurrences(segments, wanted)
        lengths = self._packed.lengths(rows).astype(np.float32)
        lengths *= np.float32(_K1 * _B / max(average, 1e-9))
        damping = lengths + np.float32(_K1 * (1 - _B))
        shares: Floats = np.repeat(np.tile(weights, len(segments)), sizes)
        shares *= counts / (counts + damping)
        return rows, shares

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


def _occurrences(
    segments: Sequence[_Segment], wanted: npt.NDArray[np.uint32]
) -> tuple[Numbers, Floats, Edges]:
    """Return where features occur and how often, and of how many rows each segment tells each.

    What can be reckoned for all segments at once is: a step takes longer to begin than to do.
    """
    found = [segment.ranges(wanted) for segment in segments]
    starts, sizes = (np.concatenate(parts) for parts in zip(*found, strict=True))
    ends = np.cumsum(sizes)
    where = np.repeat(starts - (ends - sizes), sizes)
    where += np.arange(len(where))
    edges = [0, *ends[len(wanted) - 1 :: len(wanted)].tolist()]
    parts = [
        (segment.rows.take(where[start:end]), segment.counts.take(where[start:end]))
        for segment, (start, end) in zip(segments, pairwise(edges), strict=True)
    ]
    rows = np.concatenate([rows for rows, _ in parts]).astype(np.intp)
    rows += np.repeat([segment.first for segment in segments], np.diff(edges))
    return rows, np.concatenate([counts for _, counts in parts]).astype(np.float32), sizes


def _is_open(segment: _Segment, end: int) -> bool:
    """Whether a segment is to become part of a larger one."""
    size = segment.last - segment.first
    return size < _SMALL or (size < _LARGE and end - segment.last >= size)
