"""A vocabulary made ready for reading: segmenter, weights of words, concepts by their writings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from services.matching.text.concepts import Concepts
from services.matching.text.features import (
    FEATURES,
    FIRST_PAIR,
    chinese_features,
    concept_feature,
)
from services.matching.text.latin import Latin, is_han
from services.matching.text.vocabulary import Pairs, Term, Vocabulary
from shared.imports import spare

if TYPE_CHECKING:
    from rjieba import Jieba

REQUEST_WEIGHT: Final = 0.3
"""What a word counts that any need contains: docs/decisions/0011."""

_SURE: Final = 1_000_000
"""A word frequency that makes the segmenter prefer our terms to any other reading."""

_HAN: Final = "㐀"


class Lexicon:
    """Made once from a vocabulary, in a third of a second, and never changed.

    Attributes:
        vocabulary: What it was made from.
        latin: Reads what stands between Chinese characters.
        weights: What Chinese words count that do not count in full.
        concepts: Finds concepts in rows of words.
        named: Concepts by their names.
        familiar: Of each feature, whether the vocabulary has it: a pair of characters, a concept.
    """

    def __init__(self, vocabulary: Vocabulary, normalise: Callable[[str], str]) -> None:
        self.vocabulary = vocabulary
        self.latin = Latin(vocabulary.function_words)
        self.weights: Mapping[str, float] = {
            **dict.fromkeys(vocabulary.request_words, REQUEST_WEIGHT),
            **dict.fromkeys(vocabulary.function_words, 0.0),
        }
        self._jieba = _segmenter()
        writings = [normalise(each) for term in vocabulary.terms for each in term.writings]
        for writing in writings:
            self._learn(writing)
        self.named: Mapping[str, Term] = {term.name: term for term in vocabulary.terms}
        self.familiar = _familiar(writings, self.named)
        self._related = _both_ways(vocabulary.remedies)
        self.concepts = Concepts(
            vocabulary.terms, lambda writing: self.keys(self.cut(normalise(writing)))
        )

    def cut(self, normalised: str) -> list[str]:
        """Return the words of a normalised text with all that stands between them."""
        return self._jieba.cut(normalised)

    def every_word(self, normalised: str) -> list[str]:
        """Return every word that a normalised text can be read to have, within words too."""
        return self._jieba.cut_all(normalised)

    def keys(self, pieces: Iterable[str]) -> list[str]:
        """Return what concepts are known by: Chinese words as they are, stems of others."""
        keys: list[str] = []
        for piece in pieces:
            if piece >= _HAN:
                keys.append(piece)
            else:
                keys += self.latin.keys(piece)
        return keys

    def related(self, term: Term) -> Sequence[str]:
        """Return the remedies of a problem, or the problems that a remedy removes."""
        return self._related.get(term.name, ())

    def _learn(self, normalised: str) -> None:
        if len(normalised) > 1 and all(map(is_han, normalised)):
            self._jieba.add_word(normalised, _SURE, "nz")


def _segmenter() -> "Jieba":
    """Return a segmenter with a dictionary of its own."""
    spare("rjieba")  # it makes one for everybody, which takes 24 MB
    segmenter: Jieba = import_module("rjieba.rjieba").Jieba()
    return segmenter


def _familiar(writings: Iterable[str], concepts: Iterable[str]) -> npt.NDArray[np.bool_]:
    text = "\n".join(writings)
    ids = chinese_features(text, np.ones(len(text), np.float32)).ids
    familiar = np.zeros(FEATURES, np.bool_)
    familiar[ids[ids >= FIRST_PAIR]] = True
    familiar[[concept_feature(name) for name in concepts]] = True
    return familiar


def _both_ways(remedies: Pairs) -> dict[str, tuple[str, ...]]:
    """Return for each problem its remedies, and for each remedy what it removes."""
    related: dict[str, tuple[str, ...]] = {}
    for problem, found in remedies.items():
        related[problem] = (*related.get(problem, ()), *found)
        for remedy in found:
            related[remedy] = (*related.get(remedy, ()), problem)
    return related
