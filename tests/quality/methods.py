"""The method that serves matches, and what it would be without one of its parts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import pytest

from services.matching.retrieval import topical
from services.matching.text import analyser, lexicon
from services.matching.text.vocabulary import Vocabulary

Change = Callable[[pytest.MonkeyPatch], None]


def _as_built(_patch: pytest.MonkeyPatch) -> None:
    """Change nothing."""


def _no_characters(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "_ENOUGH_CHARACTERS", 1e12)


def _title_once(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "NEED_TITLE", 1.0)


def _one_passage(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "_MANY_BLOCKS", 1_000_000)


def _words_like_pairs(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "_K1_WORD", topical._K1_PAIR)


def _request_words_in_full(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lexicon, "REQUEST_WEIGHT", 1.0)


def _no_vocabulary(patch: pytest.MonkeyPatch) -> None:
    whole = Vocabulary.load()
    bare = replace(whole, terms=(), remedies={}, version=f"{whole.version}-bare")
    patch.setattr(Vocabulary, "load", classmethod(lambda _cls: bare))


def _concepts_in_full(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(analyser, "CONCEPT_WEIGHT", 1.0)


def _no_broader_terms(patch: pytest.MonkeyPatch) -> None:
    whole = Vocabulary.load()
    flat = tuple(replace(term, broader="") for term in whole.terms)
    other = replace(whole, terms=flat, version=f"{whole.version}-flat")
    patch.setattr(Vocabulary, "load", classmethod(lambda _cls: other))


def _no_remedies(patch: pytest.MonkeyPatch) -> None:
    whole = Vocabulary.load()
    other = replace(whole, remedies={}, version=f"{whole.version}-unhelped")
    patch.setattr(Vocabulary, "load", classmethod(lambda _cls: other))


METHODS: Final[Mapping[str, Change]] = MappingProxyType(
    {
        "as built": _as_built,
        "no single characters": _no_characters,
        "no vocabulary": _no_vocabulary,
        "concepts count in full": _concepts_in_full,
        "no broader terms": _no_broader_terms,
        "no remedies": _no_remedies,
        "title of the need once": _title_once,
        "long needs as one passage": _one_passage,
        "k1 of pairs for words, too": _words_like_pairs,
        "request words count in full": _request_words_in_full,
    }
)
