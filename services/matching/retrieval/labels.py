"""Which of some documents pass filters, told from arrays: eight bytes a value they hold."""

import hashlib
from array import array
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.conditions import Condition, Held, conditions
from services.matching.retrieval.port import Filters, IndexDocument
from services.matching.retrieval.schema import facets_of

Labels = npt.NDArray[np.uint64]
"""What a document is filtered by: a digest of each value with its field."""

Numbers = npt.NDArray[np.intp]


def labels_of(document: IndexDocument) -> Labels:
    """Return the labels of a document."""
    held = (Held(field, value) for field, values in facets_of(document).items() for value in values)
    return _labels(held)


class LabelBook:
    """The labels of documents, which are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._labels = array("Q")
        self._edges = array("q", [0])

    def __len__(self) -> int:
        return len(self._edges) - 1

    def add(self, labels: Labels) -> None:
        """Note the next document's labels."""
        self._labels.extend(labels.tolist())
        self._edges.append(len(self._labels))

    def labels(self, number: int) -> Labels:
        """Return the labels of a document."""
        return np.array(self._labels[self._edges[number] : self._edges[number + 1]], np.uint64)

    def passing(self, numbers: Numbers, filters: Filters) -> npt.NDArray[np.bool_]:
        """Return for each of these documents whether it passes the filters."""
        passing = np.ones(len(numbers), np.bool_)
        wanted = list(conditions(filters))
        if not wanted or not len(numbers):
            return passing
        edges = np.frombuffer(self._edges, np.int64)
        starts, sizes = edges[numbers], edges[numbers + 1] - edges[numbers]
        before = np.cumsum(sizes) - sizes
        where = np.repeat(starts - before, sizes) + np.arange(sizes.sum())
        labels, owners = (
            np.frombuffer(self._labels, np.uint64)[where],
            np.repeat(np.arange(len(numbers)), sizes),
        )
        for condition in wanted:
            held = owners[np.isin(labels, _labels(condition))]
            passing &= np.bincount(held, minlength=len(numbers)) > 0
        return passing


def _labels(condition: Iterable[Held] | Condition) -> Labels:
    return np.array([_label(*held) for held in condition], np.uint64)


@lru_cache(maxsize=1 << 14)
def _label(field: str, value: str) -> int:
    content = f"{field}\x1f{value}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())
