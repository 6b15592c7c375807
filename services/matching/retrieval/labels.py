"""Which documents pass filters, told from arrays: four bytes a value that they hold."""

import hashlib
from array import array
from collections import OrderedDict
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.conditions import Condition, Held, conditions
from services.matching.retrieval.port import Filters, IndexDocument
from services.matching.retrieval.schema import facets_of

_CONDITIONS_KEPT: Final = 64
"""For so many it is remembered who meets them, one byte a document; that takes a millisecond
for 100,000 to find out, and most needs are matched under the same few."""

Labels = npt.NDArray[np.uint64]
"""What a document is filtered by: a digest of each value with its field."""

Answers = npt.NDArray[np.bool_]


def labels_of(document: IndexDocument) -> Labels:
    """Return the labels of a document."""
    held = (Held(field, value) for field, values in facets_of(document).items() for value in values)
    return np.array([_label(*each) for each in held], np.uint64)


class LabelBook:
    """The labels of documents, which are numbered in the order in which they are added."""

    def __init__(self) -> None:
        # Each label there is has a number; of each document, the numbers of its labels.
        self._labels = array("Q")
        self._numbers: dict[int, int] = {}
        self._held = array("i")
        self._edges = array("q", [0])
        self._kept: OrderedDict[Condition, Answers] = OrderedDict()

    def __len__(self) -> int:
        return len(self._edges) - 1

    def add(self, labels: Labels) -> None:
        """Note the next document's labels."""
        for label in labels.tolist():
            number = self._numbers.setdefault(label, len(self._numbers))
            if number == len(self._labels):
                self._labels.append(label)
            self._held.append(number)
        self._edges.append(len(self._held))

    def labels(self, number: int) -> Labels:
        """Return the labels of a document."""
        held = self._held[self._edges[number] : self._edges[number + 1]]
        return np.array([self._labels[label] for label in held], np.uint64)

    def passing(self, filters: Filters) -> Answers | None:
        """Return for each document whether it passes the filters; None if there are none."""
        passing: Answers | None = None
        for condition in conditions(filters):
            meeting = self._meeting(condition)
            passing = meeting if passing is None else passing & meeting
        return passing

    def _meeting(self, condition: Condition) -> Answers:
        """Return for each document whether it meets a condition."""
        known = self._kept.pop(condition, np.zeros(0, np.bool_))
        if len(known) < len(self):
            # What a document holds never changes: one that is changed is another document.
            known = np.concatenate([known, self._meeting_after(condition, len(known))])
        self._kept[condition] = known
        if len(self._kept) > _CONDITIONS_KEPT:
            self._kept.popitem(last=False)
        return known

    def _meeting_after(self, condition: Condition, first: int) -> Answers:
        """Return the same for the documents from a number on."""
        wanted = np.zeros(len(self._numbers) + 1, np.bool_)
        wanted[[self._numbers.get(_label(*held), -1) for held in condition]] = True
        wanted[-1] = False
        edges = np.frombuffer(self._edges, np.int64)[first:]
        hits = wanted.take(np.frombuffer(self._held, np.int32)[edges[0] :])
        before = np.concatenate([[0], np.cumsum(hits)]).take(edges - edges[0])
        return np.asarray(np.diff(before) > 0)


@lru_cache(maxsize=1 << 14)
def _label(field: str, value: str) -> int:
    content = f"{field}\x1f{value}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())
