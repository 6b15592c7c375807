"""Pinyin initials, by which people find a name they would rather not type out."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

_LONGEST: Final = 24
_STARTS: Final = 8


@lru_cache(maxsize=32_768)  # 12 µs a word; the words of titles repeat
def _of_word(word: str) -> str:
    letters = lazy_pinyin(word, style=Style.FIRST_LETTER, errors=_keep_latin)
    return "".join(letter[:1] for letter in letters)


def _keep_latin(characters: str) -> str:
    return characters[:1] if characters.isascii() and characters[:1].isalnum() else ""


def initials(words: Iterable[str]) -> Iterator[str]:
    """Yield the initials of a name from its first word on, and from each of the next seven."""
    each = [found for word in words if (found := _of_word(word))]
    for start in range(min(len(each), _STARTS)):
        yield "".join(each[start:])[:_LONGEST]
