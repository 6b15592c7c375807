"""What a topical fit is worth, told in words: docs/decisions/0031 has how often each held."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text


class Nearness(StrEnum):
    """How likely it is that somebody with a topical fit can do what is wanted."""

    NEAR = "near"
    RELATED = "related"
    FAINT = "faint"


NEAR_FROM: Final = 0.45
"""Topical fit from which an entry is taken to be able to do the work."""

RELATED_FROM: Final = 0.25
"""Topical fit from which an entry is probably of the same field."""

NEARNESS_LABELS: Final[Mapping[Nearness, Text]] = MappingProxyType(
    {
        Nearness.NEAR: Text("可能对口", "Possible fit"),
        Nearness.RELATED: Text("领域相近", "Related field"),
        Nearness.FAINT: Text("关联较弱", "Faint link"),
    }
)


def nearness_of(topical: float) -> Nearness:
    """Return what a topical fit of 0 to 1 is worth."""
    if topical >= NEAR_FROM:
        return Nearness.NEAR
    return Nearness.RELATED if topical >= RELATED_FROM else Nearness.FAINT
