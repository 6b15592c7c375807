"""Splits a need into the skills it takes, by the fields of what it speaks of."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from services.matching.text.analyser import Analyser
from services.matching.text.vocabulary import Kind, Term, Vocabulary
from shared.language import Text

MOST: Final = 6
"""A need that takes more is better split into several needs."""

INDEPENDENT: Final = frozenset({"metrology"})
"""Who measures whether it works should not be who made it."""

_SENTENCE: Final = re.compile(r"[^。；;！!？?\n]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A part of a need: what it is about, the sentences that say so, and the terms in them."""

    name: Text
    text: str
    terms: tuple[str, ...]
    remedies: tuple[str, ...]
    independent: bool


def suggested(analyser: Analyser, title: str, text: str) -> list[Suggestion]:
    """Return the parts of a need, those it says most of first; none if it names no technology."""
    vocabulary = analyser.vocabulary
    found: dict[str, _Part] = defaultdict(_Part)
    for sentence in _SENTENCE.findall(f"{title}\n{text}"):
        for term in analyser.concepts(sentence):
            found[term.field].note(sentence.strip(), term, vocabulary)
    parts = sorted(found.items(), key=lambda item: (-len(item[1].terms), item[0]))
    return [part.suggestion(field, vocabulary) for field, part in parts[:MOST]]


class _Part:
    def __init__(self) -> None:
        self.sentences: dict[str, None] = {}
        self.terms: dict[str, None] = {}
        self.remedies: dict[str, None] = {}

    def note(self, sentence: str, term: Term, vocabulary: Vocabulary) -> None:
        self.sentences[sentence] = None
        self.terms[term.name] = None
        if term.kind is Kind.PROBLEM:
            self.remedies |= dict.fromkeys(vocabulary.remedies.get(term.name, ()))

    def suggestion(self, field: str, vocabulary: Vocabulary) -> Suggestion:
        known = vocabulary.fields.get(field)
        return Suggestion(
            name=Text(known.zh, known.en) if known else Text(field, field),
            text="。".join(self.sentences),
            terms=tuple(self.terms),
            remedies=tuple(self.remedies),
            independent=field in INDEPENDENT,
        )
