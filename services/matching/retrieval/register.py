"""Knows where the rows of each document are: in arrays, as tuples take 9 MB more for 100,000."""

import sys
from array import array
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

Place = tuple[int, int, int]
"""Where a document's rows begin, how many there are, and the digest of what was read."""

NOWHERE: Final[Place] = (0, 0, 0)


class Register:
    """Documents by their keys. Each has a number, which no other ever gets."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._firsts = array("q")
        self._counts = array("i")
        self._digests = array("q")

    def __len__(self) -> int:
        return len(self._numbers)

    def keys(self) -> set[str]:
        """Return the keys of all documents."""
        return set(self._numbers)

    def key(self, number: int) -> str:
        """Return the key of a document, even if it is forgotten."""
        return self._keys[number]

    def place(self, key: str) -> Place:
        """Return where a document's rows are, or `NOWHERE`: a place without rows."""
        number = self._numbers.get(key)
        return NOWHERE if number is None else self._place(number)

    def places(
        self, keys: Iterable[str]
    ) -> tuple[list[str], npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Return the keys that are known, where the rows of each begin, and how many there are."""
        numbers = self._numbers
        known = [key for key in keys if key in numbers]
        chosen = [numbers[key] for key in known]
        firsts, counts = (
            np.frombuffer(self._firsts, np.int64),
            np.frombuffer(self._counts, np.int32),
        )
        return known, firsts[chosen], counts[chosen]

    def items(self) -> Iterator[tuple[str, Place]]:
        """Yield every key with its place."""
        for key, number in self._numbers.items():
            yield key, self._place(number)

    def add(self, key: str, place: Place) -> int:
        """Note a document that is not there yet, and return its number."""
        # Interned: the index holds the same keys.
        key, number = sys.intern(key), len(self._keys)
        self._numbers[key] = number
        self._keys.append(key)
        first, count, digest = place
        self._firsts.append(first)
        self._counts.append(count)
        self._digests.append(digest)
        return number

    def forget(self, key: str) -> Place:
        """Forget a document and return where its rows were."""
        number = self._numbers.pop(key, None)
        return NOWHERE if number is None else self._place(number)

    def _place(self, number: int) -> Place:
        return self._firsts[number], self._counts[number], self._digests[number]
