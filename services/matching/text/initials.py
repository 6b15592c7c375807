"""Pinyin initials, by which people find a name they would rather not type out."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

# Its 47,000 phrases take 45 MB, nearly all for tones; those of ours decide first letters.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin, load_phrases_dict

_READINGS: Final = files("services.matching.vocabulary") / "readings.txt"
_LONGEST: Final = 24
_STARTS: Final = 8


@lru_cache(maxsize=8_192)  # 12 µs a word; the words of titles repeat
def _of_word(word: str) -> str:
    _learn_readings()
    letters = lazy_pinyin(word, style=Style.FIRST_LETTER, errors=_keep_latin)
    return "".join(letter[:1] for letter in letters)


@lru_cache(maxsize=1)
def _learn_readings() -> None:
    """Teach the library in which words a character is read otherwise; once is enough."""
    lines = _READINGS.read_text("utf-8").splitlines()
    words = (line.split() for line in lines if line and not line.startswith("#"))
    load_phrases_dict({word: [[one] for one in readings] for word, *readings in words})


def _keep_latin(characters: str) -> str:
    return characters[:1] if characters.isascii() and characters[:1].isalnum() else ""


def initials(words: Iterable[str]) -> Iterator[str]:
    """Yield the initials of a name from its first word on, and from each of the next seven."""
    each = [found for word in words if (found := _of_word(word))]
    for start in range(min(len(each), _STARTS)):
        yield "".join(each[start:])[:_LONGEST]
