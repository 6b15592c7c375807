"""Brings text into the one form in which it is compared."""

import difflib
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from opencc import OpenCC

_TAG: Final = (
    r"a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|o:p|ol|p|pre|script|section|span|"
    r"strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
_LETTERS: Final = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
_TONES: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_DEBRIS: Final = re.compile(
    rf"(?P<tag></?(?:{_TAG})(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|\?/(?:{_TAG})>|<!--.*?-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});)"
    rf"|(?P<gloss>(?<=[㐀-鿿])[(（?]\s?(?=[{_LETTERS}]*[{_TONES}])[{_LETTERS}]{{1,7}}\s?[)）])"
    r"|(?P<broken>[\x00\ud800-\udfff])",
    re.DOTALL,
)
"""Tags and entities that a web page left behind; a pinyin gloss such as 區(qū), which a
faulty conversion writes after a character; what no encoding can carry."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Normalised text, and for each of its characters where in the original it came from.

    `positions` has one more item than `text`: the length of the original.
    """

    text: str
    positions: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` stand in the original."""
        return self.positions[start], self.positions[end - 1] + 1


class Normaliser:
    """Cleans, unifies widths (NFKC), Traditional and Taiwanese terms, and letter case."""

    def __init__(self) -> None:
        self._to_simplified = OpenCC("t2s")
        self._to_mainland = OpenCC("tw2sp")

    def normalise(self, text: str) -> str:
        """Return the form of the text that is compared, never displayed."""
        plain = unicodedata.normalize("NFKC", "".join(piece for piece, _ in _cleaned(text)))
        return self._mainland(plain).lower()

    def align(self, text: str) -> Aligned:
        """Return the normalised text together with the way back to the original."""
        normalised = self.normalise(text)
        if len(normalised) == len(text) and not _DEBRIS.search(text):
            return Aligned(normalised, range(len(text) + 1))
        plain, positions = _unified(text)
        if len(plain) != len(normalised):
            positions = _mapped(self._to_simplified.convert(plain).lower(), normalised, positions)
        return Aligned(normalised, [*positions, len(text)])

    def _mainland(self, text: str) -> str:
        # Simplified text is left alone: the phrase table would rewrite some of its words.
        if self._to_simplified.convert(text) == text:
            return text
        return str(self._to_mainland.convert(text))


def clean_up(text: str) -> str:
    """Return the text for display, without what a web page or a conversion left in it."""
    if not _DEBRIS.search(text):
        return text
    return re.sub(r"[ \t\u3000]{2,}", " ", "".join(piece for piece, _ in _cleaned(text))).strip()


def _cleaned(text: str) -> Iterator[tuple[str, int]]:
    """Yield the pieces that are kept, each with its place in the original."""
    done = 0
    for debris in _DEBRIS.finditer(text):
        yield text[done : debris.start()], done
        if debris["gloss"] is None:
            entity = html.unescape(debris.group()) if debris["entity"] else " "
            yield entity.replace("\xa0", " "), debris.start()
        done = debris.end()
    yield text[done:], done


def _unified(text: str) -> tuple[str, list[int]]:
    """Return the cleaned NFKC text and where each of its characters came from."""
    characters: list[str] = []
    positions: list[int] = []
    for piece, start in _cleaned(text):
        for offset, character in enumerate(piece):
            unified = unicodedata.normalize("NFKC", character).lower()
            characters.append(unified)
            positions.extend([min(start + offset, len(text) - 1)] * len(unified))
    return "".join(characters), positions


def _mapped(before: str, after: str, positions: list[int]) -> list[int]:
    """Carry positions of `before` over to `after`, in which some words have other lengths."""
    result: list[int] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for operation, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if operation == "equal":
            result.extend(positions[a_start:a_end])
        else:
            last = max(a_end - 1, a_start)
            steps = (min(a_start + step, last) for step in range(b_end - b_start))
            result.extend(positions[min(step, len(positions) - 1)] for step in steps)
    return result
