"""Reads what stands between Chinese characters: words, codes, numbers with their units."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Final

from shared.imports import spare

_CHUNK: Final = re.compile(
    r"(?:(?<![a-z0-9μ%°])[±+-](?=\d))?"
    r"[a-z0-9μωα-ψà-ÿ]+(?:[.'/+-][a-z0-9]+)*(?:°[cf]?|%|‰)?"
)
"""A run of letters and digits with what ties it together, in normalised text."""

_DIGIT: Final = re.compile(r"\d")
_PARTS: Final = re.compile(r"[/+-]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_GRADE: Final = re.compile(r"\d{3,5}\Z")
_NOT_A_MATERIAL: Final = frozenset(
    "年月日号元万个台吨米度只件人次名家亩千百亿多余天小时分秒条项种套期位所款部批公平立"
)


class Latin:
    """Splits chunks into terms: English words are stemmed, codes and quantities kept whole."""

    def __init__(self, function_words: Collection[str]) -> None:
        spare("snowballstemmer")  # it loads thirty languages, which take 8 MB
        self._stemmer = import_module("snowballstemmer.english_stemmer").EnglishStemmer()
        self._function_words = frozenset(function_words)
        # Stemming costs some 20 µs a word, and texts repeat their words.
        self._terms = lru_cache(maxsize=16_384)(self._read)
        self.keys = lru_cache(maxsize=16_384)(self._keys)

    def chunks(self, normalised: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield start, end and terms of each chunk."""
        for match in _CHUNK.finditer(normalised):
            terms = self._terms(match.group())
            if grade := _grade(normalised, match.group(), match.end()):
                terms = (*terms, grade)
            yield match.start(), match.end(), terms

    def _keys(self, piece: str) -> tuple[str, ...]:
        """Return what a piece of the segmenter is known by, lithium-ion as two words."""
        parts = _PARTS.split(piece)
        return tuple(key for part in parts if part and (key := self._key(part)))

    def _key(self, piece: str) -> str:
        """Return stem, word, or nothing."""
        if is_han(piece[0]) or _DIGIT.search(piece):
            return piece
        return str(self._stemmer.stemWord(piece)) if _WORDS.fullmatch(piece) else ""

    def _read(self, chunk: str) -> tuple[str, ...]:
        if not _DIGIT.search(chunk):
            return tuple(self._stems(chunk))
        unsigned = chunk.lstrip("±+-")
        found = [chunk, unsigned]
        parts = _PARTS.split(unsigned)
        if len(parts) > 1:
            found.extend(key for part in parts if part and (key := self._key(part)))
        return tuple(dict.fromkeys(found))

    def _stems(self, chunk: str) -> Iterator[str]:
        for word in _WORDS.findall(chunk):
            if word not in self._function_words:
                yield str(self._stemmer.stemWord(word))


def _grade(text: str, chunk: str, end: int) -> str | None:
    """Return a grade such as 6061铝 or 304不: a number tied to the character after it."""
    following = text[end : end + 1]
    if not _GRADE.match(chunk) or not is_han(following) or following in _NOT_A_MATERIAL:
        return None
    return chunk + following


def is_han(character: str) -> bool:
    """Whether this is one Chinese character."""
    return "㐀" <= character <= "鿿" or "\U00020000" <= character <= "\U000323af"
