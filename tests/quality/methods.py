"""The method that serves matches, and what it would be without one of its parts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np
import pytest

from services.matching.retrieval import topical
from services.matching.text import analyser, lexicon
from services.matching.text.features import FEATURES
from services.matching.text.vocabulary import Vocabulary

Change = Callable[[pytest.MonkeyPatch], None]

_KNOWN_BEFORE: Final = """
公司 我司 我公司 本公司 企业 我企业 我厂 本厂 厂家 单位 我单位 本单位
希望 寻求 求购 需要 需求 想 想要 拟 急需 欲 打算 计划 期望 期待 愿意 寻找 诚寻
生产 解决 难题 问题 困难 瓶颈 痛点 存在 实现 达到 满足 提供 开展 属于 从事 成立 位于 拥有 具有 具备
合作 联系 支持 帮助 技术 研究 研发 开发 项目 产品 方面 方法 情况 要求 目的
进一步 有效 提高 提升 改善 采用 利用 使用 应用
"""


def _as_built(_patch: pytest.MonkeyPatch) -> None:
    """Change nothing."""


def _no_characters(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "_ENOUGH_CHARACTERS", 1e12)


def _title_once(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "NEED_TITLE", (1.0, 1.0))


def _title_thrice(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "NEED_TITLE", (3.0, 3.0))


def _characters_like_pairs(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "_NEAR", 1.0)


def _no_lead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(topical, "_LEAD", 0)


def _few_request_words(patch: pytest.MonkeyPatch) -> None:
    """Know only the words that were known before docs/decisions/0026."""
    whole = Vocabulary.load()
    few = whole.request_words & frozenset(_KNOWN_BEFORE.split())
    other = replace(whole, request_words=few, version=f"{whole.version}-few")
    patch.setattr(Vocabulary, "load", classmethod(lambda _cls: other))


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


def _only_what_some_entry_has(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lexicon, "_familiar", lambda *_: np.zeros(FEATURES, np.bool_))


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
        "only what some entry has is wanted": _only_what_some_entry_has,
        "concepts count in full": _concepts_in_full,
        "no broader terms": _no_broader_terms,
        "no remedies": _no_remedies,
        "title of the need thrice, however long it is": _title_thrice,
        "title of the need once": _title_once,
        "characters count no more than pairs": _characters_like_pairs,
        "an entry without a title has no other": _no_lead,
        "only the former request words": _few_request_words,
        "long needs as one passage": _one_passage,
        "k1 of pairs for words, too": _words_like_pairs,
        "request words count in full": _request_words_in_full,
    }
)
