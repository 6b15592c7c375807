"""Finds where words stand in an original text, whatever its writing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from services.matching.text.analyser import Analyser, Word
from services.matching.text.latin import is_han

Span = tuple[int, int]

_WINDOW: Final = 120
_BEFORE: Final = 20
_LONGEST: Final = 20_000


class Finder:
    """Finds the words of one text, such as a search or a need, in others."""

    def __init__(
        self, analyser: Analyser, words: Iterable[Word], *, beginnings: bool = False
    ) -> None:
        self._analyser = analyser
        self._chinese: set[str] = set()
        self._terms: set[str] = set()
        self._beginnings: tuple[str, ...] = ()
        for word in words:
            if not word.weight:
                continue
            if is_han(word.text[0]):
                self._chinese.add(word.text)
            else:
                self._terms.update(word.terms)
                self._beginnings += (word.text,) if beginnings else ()

    def spans(self, original: str) -> list[Span]:
        """Return where the words stand in the original, merged and in order."""
        aligned = self._analyser.align(original[:_LONGEST])
        found = [*self._chinese_spans(aligned.text), *self._latin_spans(aligned.text)]
        return merged(aligned.original_span(start, end) for start, end in found)

    def _chinese_spans(self, text: str) -> Iterator[Span]:
        for word in self._chinese:
            whole = list(occurrences(word, text))
            yield from whole
            if not whole:
                for pair in pairwise(word):
                    yield from occurrences("".join(pair), text)

    def _latin_spans(self, text: str) -> Iterator[Span]:
        if not self._terms:
            return
        for word in self._analyser.words(text):
            known = not self._terms.isdisjoint(word.terms)
            if known or (self._beginnings and word.text.startswith(self._beginnings)):
                yield word.start, word.end


def occurrences(piece: str, text: str) -> Iterator[Span]:
    """Yield where a piece stands in a text."""
    start = text.find(piece)
    while start >= 0:
        yield start, start + len(piece)
        start = text.find(piece, start + 1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch as one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def best_window(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return the piece of the text that holds most of the spans, and these within it."""
    starts = [max(0, start - _BEFORE) for start, _ in spans] or [0]
    start = max(starts, key=lambda candidate: (_covered(spans, candidate), -candidate))
    end = min(len(text), start + _WINDOW)
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    return text[start:end], inside


def _covered(spans: Sequence[Span], start: int) -> int:
    return sum(b - a for a, b in spans if start <= a and b <= start + _WINDOW)
