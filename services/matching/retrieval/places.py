"""Where codes stand in their hierarchies: a filter by the whole finds its parts."""

from collections.abc import Iterable
from typing import Final

_EVERYWHERE: Final = ("100000", "000000")
_DISCIPLINE_LEVELS: Final = (3, 5, 7)


def region_with_ancestors(code: str) -> list[str]:
    """Return the code and those of its city and province: 441902, 441900, 440000."""
    return list(dict.fromkeys([code, code[:4] + "00", code[:2] + "0000"]))


def covering(code: str) -> list[str]:
    """Return every region that contains this one, itself and the country included."""
    return [*region_with_ancestors(code), *_EVERYWHERE]


def industry_with_ancestors(code: str) -> list[str]:
    """Return the code, its division and its section: C3912, C39, C."""
    return list(dict.fromkeys([code, code[:3], code[:1]]))


def discipline_with_ancestors(code: str) -> list[str]:
    """Return the code and those above it: 4604020, 46040, 460."""
    return [code[:level] for level in _DISCIPLINE_LEVELS if level <= len(code)]


def each(values: Iterable[list[str]]) -> list[str]:
    """Return the members of all the lists, each once."""
    return list(dict.fromkeys(value for items in values for value in items))
