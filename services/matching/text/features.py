"""What topical scores are made of: numbered features of a text.

A feature is a number below 2**22, in three ranges:
single Chinese characters | stems, codes, quantities | pairs of characters, concepts.
Distinct features may share a number, by chance and rarely: 100,000 texts have some
800,000 distinct pairs in three million places.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

FEATURES: Final = 1 << 22
FIRST_NAME: Final = 1 << 16
"""Below this number: single characters."""
FIRST_PAIR: Final = 1 << 20
"""From this number: pairs of characters and concepts; between the two: Latin terms."""

_PAIR_RANGE: Final = FEATURES - FIRST_PAIR
_NAME_RANGE: Final = FIRST_PAIR - FIRST_NAME
_HAN: Final = ((0x3400, 0x9FFF), (0x20000, 0x323AF))
_MIX: Final = (np.uint64(0x9E3779B1), np.uint64(0x85EBCA77))


@dataclass(frozen=True, slots=True)
class Features:
    """Occurrences of features: `ids` (uint32) and what each counts (float32)."""

    ids: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]

    @classmethod
    def joined(cls, parts: Sequence["Features"]) -> "Features":
        """Return all occurrences of all the parts."""
        if not parts:
            return cls(np.empty(0, np.uint32), np.empty(0, np.float32))
        return cls(
            np.concatenate([part.ids for part in parts]),
            np.concatenate([part.weights for part in parts]),
        )

    def counted(self) -> "Features":
        """Return each feature once, in rising order, with the sum of its weights."""
        ids, where = np.unique(self.ids, return_inverse=True)
        return Features(ids, np.bincount(where, self.weights, len(ids)).astype(np.float32))


def chinese_features(text: str, weights: npt.NDArray[np.float32]) -> Features:
    """Return characters and pairs of characters; `weights` has one item per character.

    A character of weight 0 is no feature and divides its neighbours. A pair counts
    as little as its lesser half. A character that stands alone is its own pair.
    """
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    live = _is_han(codes) & (weights > 0)
    paired = live[:-1] & live[1:]
    alone = live.copy()
    alone[:-1] &= ~paired
    alone[1:] &= ~paired
    left, right = codes[:-1][paired], codes[1:][paired]
    return Features(
        np.concatenate([codes[live] & 0xFFFF, _pairs(left, right), _pairs(codes[alone], 0)]),
        np.concatenate(
            [
                weights[live],
                np.minimum(weights[:-1][paired], weights[1:][paired]),
                weights[alone],
            ]
        ),
    )


def pair_feature(left: str, right: str) -> int:
    """Return the number of two characters that stand together."""
    mixed = ord(left) * int(_MIX[0]) ^ (1 + ord(right)) * int(_MIX[1])
    mixed ^= mixed >> 29
    return FIRST_PAIR + mixed % _PAIR_RANGE


def name_feature(name: str) -> int:
    """Return the number of a stem, code or quantity."""
    return FIRST_NAME + zlib.crc32(name.encode()) % _NAME_RANGE


def concept_feature(name: str) -> int:
    """Return the number of a concept."""
    return FIRST_PAIR + zlib.crc32(name.encode()) % _PAIR_RANGE


def numbered(occurrences: Sequence[tuple[int, float]]) -> Features:
    """Return features given as number and weight."""
    return Features(
        np.array([number for number, _ in occurrences], np.uint32),
        np.array([weight for _, weight in occurrences], np.float32),
    )


def _is_han(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    (first, last), (first_rare, last_rare) = _HAN
    common = (codes >= first) & (codes <= last)
    return common | ((codes >= first_rare) & (codes <= last_rare))


def _pairs(
    left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32] | int
) -> npt.NDArray[np.uint32]:
    mixed = left.astype(np.uint64) * _MIX[0] ^ (np.uint64(1) + right) * _MIX[1]
    mixed ^= mixed >> np.uint64(29)
    return (FIRST_PAIR + mixed % np.uint64(_PAIR_RANGE)).astype(np.uint32)
