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
_LARGE: Final = 1 << 15
_MOST_COUNTED: Final = 255
_K1: Final = 1.2
_B: Final = 0.75

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]


class _Found(NamedTuple):
    """Occurrences: in which row, how often, and which of the wanted features it is."""

    rows: Numbers
    counts: npt.NDArray[np.uint8]
    wanted: Numbers


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
        held = np.flatnonzero(self.features.take(places, mode="clip") == wanted)
        starts = self.edges.take(places[held])
        sizes = self.edges.take(places[held] + 1) - starts
        where = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        where += np.arange(len(where))
        rows = self.rows.take(where).astype(np.intp)
        rows += self.first
        return _Found(rows, self.counts.take(where), np.repeat(held, sizes))


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
        parts = [segment.found(wanted) for segment in self._segments if len(segment.features)]
        if not parts:
            return np.zeros(0, np.intp), np.zeros(0, np.float32)
        rows: Numbers = np.concatenate([part.rows for part in parts])
        counts: Floats = np.concatenate([part.counts for part in parts]).astype(np.float32)
        which = np.concatenate([part.wanted for part in parts])
        lengths = self._packed.lengths(rows).astype(np.float32)
        lengths *= np.float32(_K1 * _B / max(average, 1e-9))
        damping = lengths + np.float32(_K1 * (1 - _B))
        shares: Floats = weights.take(which)
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


def _is_open(segment: _Segment, end: int) -> bool:
    """Whether a segment is to become part of a larger one."""
    size = segment.last - segment.first
    return size < _SMALL or (size < _LARGE and end - segment.last >= size)
