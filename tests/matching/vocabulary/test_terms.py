"""The vocabulary as the analyser sees it: no writing is lost, none is ambiguous."""

from collections import defaultdict

import pytest

from services.matching.text.analyser import Analyser
from services.matching.text.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def test_no_writing_stands_for_two_concepts() -> None:
    owners: dict[str, set[str]] = defaultdict(set)

    for term in Vocabulary.load().terms:
        for writing in term.writings:
            owners[writing.casefold()].add(term.name)

    assert {writing: names for writing, names in owners.items() if len(names) > 1} == {}


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
