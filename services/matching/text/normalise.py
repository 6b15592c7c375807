"""Brings text into the one form in which it is compared."""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
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

_RUN: Final = re.compile("(?P<even>[\x01-\x7f㐀-鿿。、！-～]+)|.", re.DOTALL)
"""Characters of which NFKC makes one each, as many as stand together, or any single one."""

_CHANGEABLE: Final = re.compile(".?[^\x01-\x7f㐀-鿿。、]+", re.DOTALL)
"""What NFKC may change, with the character before it, to which an accent may belong. It is
a tenth of a Chinese text, and NFKC takes longer for a text than all the rest."""

_SUSPICIOUS: Final = re.compile(r"[<&(（?\x00\ud800-\udfff]")
"""Without one of these, a text has no debris."""


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
    """Cleans, and unifies widths (NFKC), Traditional writing, Taiwanese terms, letter case.

    OpenCC's own table of Taiwanese phrases (`tw2sp`) is not used: it also rewrites what the
    mainland itself writes, such as 序列 into 串行. Ours has only what is not written here.
    """

    def __init__(self, taiwan_terms: Mapping[str, str] = MappingProxyType({})) -> None:
        self._to_simplified = OpenCC("t2s")
        self._terms = dict(taiwan_terms)
        longest_first = sorted(self._terms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def normalise(self, text: str) -> str:
        """Return the form of the text that is compared, never displayed."""
        clean = "".join(piece for piece, _ in _cleaned(text)) if _SUSPICIOUS.search(text) else text
        plain = _CHANGEABLE.sub(_compatible, clean)
        simplified = self._to_simplified.convert(plain)
        return self._pattern.sub(self._mainland, simplified).lower()

    def align(self, text: str, normalised: str | None = None) -> Aligned:
        """Return the normalised text, made here unless it is given, with the way back."""
        normalised = self.normalise(text) if normalised is None else normalised
        if len(normalised) == len(text) and not _DEBRIS.search(text):
            return Aligned(normalised, range(len(text) + 1))
        plain, positions = _unified(text)
        simplified = self._to_simplified.convert(plain)
        for match in reversed(list(self._pattern.finditer(simplified))):
            positions[match.start() : match.end()] = _stretched(
                positions[match.start() : match.end()], len(self._mainland(match))
            )
        if len(positions) != len(normalised):  # a rare letter whose lower case has two
            positions = _stretched(positions or [0], len(normalised))
        return Aligned(normalised, [*positions, len(text)])

    def _mainland(self, match: re.Match[str]) -> str:
        return self._terms[match.group()]


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


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
        for run in _RUN.finditer(piece):
            begin = min(start + run.start(), len(text) - 1)
            unified = unicodedata.normalize("NFKC", run.group())
            characters.append(unified)
            one_each = range(begin, begin + len(unified))
            positions += one_each if run["even"] else [begin] * len(unified)
    return "".join(characters), positions


def _stretched(positions: list[int], length: int) -> list[int]:
    """Spread positions over another number of characters, first on first, last on last."""
    last = len(positions) - 1
    return [positions[round(at * last / max(length - 1, 1))] for at in range(length)]


def folded_name(name: str) -> str:
    """Return a name as it is compared: width and case make no difference."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
