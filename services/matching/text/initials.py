"""Pinyin initials, by which people find a name they would rather not type out."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from shared.pinyin import syllables

_LONGEST: Final = 24
_STARTS: Final = 8


@lru_cache(maxsize=8_192)  # the words of titles repeat
def _of_word(word: str) -> str:
    letters = (sound[0] for sound in syllables(word))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def initials(words: Iterable[str]) -> Iterator[str]:
    """Yield the initials of a name from its first word on, and from each of the next seven."""
    each = [found for word in words if (found := _of_word(word))]
    for start in range(min(len(each), _STARTS)):
        yield "".join(each[start:])[:_LONGEST]
