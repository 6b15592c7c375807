"""The vocabulary as the analyser sees it: no writing is lost, none is ambiguous."""

from dataclasses import replace
from typing import Any, Final

import pytest

from services.matching.text.analyser import Analyser
from services.matching.text.checking import objections
from services.matching.text.vocabulary import Term, Vocabulary

ENOUGH: Final = 3_000


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def test_the_vocabulary_is_sound(analyser: Analyser) -> None:
    vocabulary = Vocabulary.load()

    found = list(objections(vocabulary, analyser.normalise))

    assert found == []
    assert len(vocabulary.terms) >= ENOUGH
    assert vocabulary.fields.keys() == {term.field for term in vocabulary.terms}


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("synonyms", {"synonyms": ("压铸",)}),
        ("synonyms", {"synonyms": ("希望",)}),
        ("english", {"english": ()}),
        ("broader", {"broader": "没有的词"}),
        ("broader", {"broader": "甲乙丙"}),
        ("field", {"field": "astrology"}),
        ("discipline", {"discipline": "999"}),
        ("industries", {"industries": ("Z99",)}),
        ("term", {"name": "abc"}),
    ],
)
def test_what_is_wrong_with_a_term_is_said(column: str, changes: dict[str, Any]) -> None:
    sound = Vocabulary.load()
    term = Term("甲乙丙", ("abc",), (), "casting")

    wrong = replace(sound, terms=(*sound.terms, replace(term, **changes)))

    assert [objection.column for objection in objections(wrong)] == [column]
    assert list(objections(replace(sound, terms=(*sound.terms, term)))) == []


def test_a_remedy_has_to_be_known_and_no_problem_itself() -> None:
    sound = Vocabulary.load()

    wrong = replace(sound, remedies={"压铸气孔": ("缩松", "念咒"), "压铸": ("真空压铸",)})

    reasons = [(objection.subject, objection.column) for objection in objections(wrong)]
    assert reasons == [("压铸气孔", "kind"), ("压铸气孔", "term"), ("压铸", "kind")]


def test_every_writing_is_read_as_its_concept(analyser: Analyser) -> None:
    missed = [
        (term.name, writing)
        for term in Vocabulary.load().terms
        for writing in term.writings
        if term not in analyser.concepts(analyser.normalise(writing))
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("lithium-ion battery swelling in storage", "锂电池放久了鼓包"),
        ("low-warpage injection molding", "注塑件翘曲"),
        ("PFAS-free water repellent finish", "不含全氟化合物的防水整理"),
        ("zero liquid discharge for plating rinse water", "电镀废水零排放"),
    ],
)
def test_a_need_means_the_same_in_english_and_chinese(
    analyser: Analyser, english: str, chinese: str
) -> None:
    meant = set(analyser.concepts(analyser.normalise(chinese)))

    understood = set(analyser.concepts(analyser.normalise(english)))

    assert meant
    assert meant <= understood


@pytest.mark.parametrize(
    ("complaint", "concept"),
    [
        ("我们厂做的杯子有味道，客户退货", "塑料异味"),
        ("喷了颜色用指甲一刮就掉", "涂层附着力"),
        ("海运过去开箱全是红锈", "防锈"),
        ("阴天半夜鱼塘浮头", "溶解氧"),
    ],
)
def test_a_plain_complaint_is_read_as_a_technical_term(
    analyser: Analyser, complaint: str, concept: str
) -> None:
    found = [term.name for term in analyser.concepts(analyser.normalise(complaint))]

    assert concept in found
