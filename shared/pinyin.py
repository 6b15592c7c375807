"""How Chinese is read, in pinyin without tones: for orders, and for first letters."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

_FOLDER: Final = files("shared") / "sounds"
_UNREAD: Final = 0


@dataclass(frozen=True, slots=True)
class _Sounds:
    """Syllables, the number of the one that each character is read as, and words by beginnings."""

    syllables: tuple[str, ...]
    numbers: "array[int]"
    words: Mapping[str, list[tuple[str, list[str]]]]

    def word_at(self, text: str, at: int) -> tuple[str, list[str]]:
        """Return what begins there and how it is read: a word we know, or a single character."""
        for word, sounds in self.words.get(text[at], ()):
            if text.startswith(word, at):
                return word, sounds
        code = ord(text[at])
        number = self.numbers[code] if code < len(self.numbers) else _UNREAD
        return text[at], [self.syllables[number]] if number else []


def syllables(text: str) -> list[str]:
    """Return the syllable of each Chinese character; whatever stands between, as it is.

    A character that is read in several ways is read as the words of `sounds/words.txt` say, or
    else as it mostly is.
    """
    return list(_read(text, _sounds()))


def _read(text: str, known: _Sounds) -> Iterator[str]:
    at = between = 0
    while at < len(text):
        word, sounds = known.word_at(text, at)
        if sounds and between < at:
            yield text[between:at]
        yield from sounds
        at += len(word)
        between = at if sounds else between
    if between < at:
        yield text[between:]


@lru_cache(maxsize=1)
def _sounds() -> _Sounds:
    """Read them once, in 20 ms; as a dictionary of characters they would take 6 MB."""
    readings = dict(_rows("characters.txt"))
    numbers = array("H", [_UNREAD]) * (1 + max(map(ord, "".join(readings.values()))))
    for number, characters in enumerate(readings.values(), start=1):
        for character in characters:
            numbers[ord(character)] = number
    words: dict[str, list[tuple[str, list[str]]]] = {}
    for word, sounds in sorted(_rows("words.txt"), key=lambda row: -len(row[0])):
        words.setdefault(word[0], []).append((word, sounds.split()))
    return _Sounds(("", *readings), numbers, words)


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """Yield of each line what stands before the first space, and what follows."""
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, rest = line.partition(" ")
            yield first, rest
