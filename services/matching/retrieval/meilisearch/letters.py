"""Writes our terms in letters that an engine cannot cut, fold or take for another language.

The server would segment Chinese by a dictionary of its own, differently in each version,
and Latin codes by rules of its own. Written so, every term is one plain word to it.
"""

from functools import lru_cache
from typing import Final

_LETTERS: Final = "bcdfghjklmnpqrstvwxz"
"""No vowels: what is written so resembles no language that has rules for its compounds."""

_ASCII: Final = 128
_BASIC_PLANE: Final = 1 << 16
_HALF: Final = len(_LETTERS) // 2
_BASE: Final = len(_LETTERS)
_LONGEST: Final = 240
"""Longer words are not indexed by the server (250 bytes)."""


@lru_cache(maxsize=1 << 17)
def in_letters(term: str) -> str:
    """Return a term in letters; a beginning of the term gives a beginning of the result.

    No character's letters begin those of another, so distinct terms stay distinct up to
    60 characters.
    """
    return "".join(map(_character, term))[:_LONGEST]


@lru_cache(maxsize=1 << 14)
def _character(character: str) -> str:
    code = ord(character)
    if code < _ASCII:
        return _digits(code, 2)
    if code < _BASIC_PLANE:
        high, low = divmod(code, _BASE**3)
        return _LETTERS[_HALF + high] + _digits(low, 3)
    return _LETTERS[-1] + _digits(code, 5)


def _digits(number: int, width: int) -> str:
    letters = ""
    for _ in range(width):
        number, rest = divmod(number, _BASE)
        letters = _LETTERS[rest] + letters
    return letters
