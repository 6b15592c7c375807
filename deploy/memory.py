"""How this process takes memory from the system, and gives it back."""

import ctypes
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

KILOBYTE: Final = 1024

MANNERS: Final[Mapping[int, int]] = MappingProxyType(
    {
        # M_ARENA_MAX: threads share heaps, so that one uses what another has freed.
        -8: 2,
        # M_MMAP_THRESHOLD: what is large is taken from the system by itself. The library would
        # raise the bound each time something large is freed, up to 32 MB.
        -3: 256 * KILOBYTE,
        # M_TRIM_THRESHOLD: what is free at the end of a heap goes back, but for what the next
        # match takes again: to fetch it page by page took a twentieth of a match.
        -1: 4096 * KILOBYTE,
    }
)
"""Settings of glibc's `mallopt`, by their numbers in malloc.h.

With 100,000 entries an import peaks at two thirds of what it takes without them:
docs/performance.md.
"""


def take_memory_sparingly() -> bool:
    """Settle it for the rest of the process; return whether the C library has such settings."""
    change = getattr(ctypes.CDLL(None), "mallopt", None)
    return change is not None and all(change(name, value) for name, value in MANNERS.items())
