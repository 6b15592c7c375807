"""What text is matched by."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.text.analyser import Analyser
from services.matching.text.lexicon import REQUEST_WEIGHT
from services.matching.text.vocabulary import Term, Vocabulary

WELDING = Term("激光焊接", ("laser welding",), ("雷射焊接", "激光焊"), "joining")
PLAIN = Analyser(Vocabulary.of([WELDING], ["的", "与", "the", "of"], ["公司", "希望"]))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("6061铝合金型材", "6061铝"),
        ("304不锈钢", "304不"),
        ("支持5G通信", "5g"),
        ("达到TRL6阶段", "trl6"),
        ("PM2.5监测", "pm2.5"),
        ("公差±0.01mm以内", "±0.01mm"),
        ("公差±0.01mm以内", "0.01mm"),
        ("低温 -40℃ 启动", "-40°c"),
        ("厚度10-20mm", "20mm"),
        ("含量99.5%", "99.5%"),
        ("GB/T 4754", "4754"),
        ("ISO9001体系", "iso9001"),
        ("a lithium-ion battery", "lithium"),
        ("Batteries", "batteri"),
        ("中国农业发展银行", "农业"),
        ("安装简单", "简单"),
        ("動力電池", "电池"),
        ("雷射測距", "激光"),
        ("不锈钢", "不锈钢"),
    ],
)
def test_a_text_is_found_by_its_terms(analyser: Analyser, text: str, term: str) -> None:
    assert term in analyser.index_terms(text)


@pytest.mark.parametrize("text", ["2024年", "300万", "500台"])
def test_a_number_is_not_tied_to_a_unit_as_to_a_material(analyser: Analyser, text: str) -> None:
    assert text not in analyser.index_terms(text)


@pytest.mark.parametrize(
    "writing", ["激光焊接", "雷射焊接", "激光焊", "Laser Welding", "激光焊接机"]
)
def test_every_writing_of_a_concept_is_the_same_concept(writing: str) -> None:
    assert "⊙激光焊接" in PLAIN.index_terms(f"需要{writing}，薄板")


def test_the_terms_of_a_need_are_those_that_a_text_is_found_by(analyser: Analyser) -> None:
    need = "我公司生产6061铝合金压铸件，气孔的率高，希望用die casting改进，铝。的"

    assert analyser.weighed_terms(need).keys() == set(analyser.index_terms(need))


def test_words_of_any_need_count_less_and_repeated_ones_more(analyser: Analyser) -> None:
    weighed = analyser.weighed_terms("我公司希望涡轮无气孔，气孔")

    assert weighed["公司"] < 1 <= weighed["涡轮"] < weighed["气孔"]


def test_function_words_divide_and_do_not_match() -> None:
    assert PLAIN.index_terms("铜的铝") == ["铜", "铝"]
    assert PLAIN.index_terms("the of") == []


def test_words_of_any_need_count_for_less() -> None:
    weights = {word.text: word.weight for word in PLAIN.words("公司希望抛光的铜")}

    assert weights["公司"] == weights["希望"] == REQUEST_WEIGHT
    assert weights["抛光"] == 1.0
    assert weights["的"] == 0.0


def test_words_stand_where_the_text_has_them(analyser: Analyser) -> None:
    text = analyser.normalise("需±0.01mm的6061铝合金 laser welding，-40℃")

    words = analyser.words(text)

    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_the_version_changes_with_the_vocabulary() -> None:
    other = Analyser(Vocabulary.of([WELDING], ["的"], ["公司"]))

    assert other.version != PLAIN.version
    assert Analyser(Vocabulary.of([WELDING], ["的"], ["公司"])).version == other.version


def test_parts_count_as_much_as_is_said() -> None:
    once, twice = PLAIN.features(("铜管", 1.0)), PLAIN.features(("铜管", 2.0))

    assert np.array_equal(once.ids, twice.ids)
    assert np.array_equal(once.weights * 2, twice.weights)


def test_the_same_text_in_traditional_writing_has_the_same_features(analyser: Analyser) -> None:
    simplified = analyser.features(("动力电池的激光焊接", 1.0)).counted()
    traditional = analyser.features(("動力電池的雷射焊接", 1.0)).counted()

    assert np.array_equal(simplified.ids, traditional.ids)
    assert np.array_equal(simplified.weights, traditional.weights)


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    normalised = PLAIN.normalise(text)

    features = PLAIN.features((text, 1.0)).counted()

    assert len(set(features.ids.tolist())) == len(features.ids)
    assert (features.weights > 0).all()
    assert all(" " not in term and "\n" not in term for term in PLAIN.index_terms(text))
    assert all(0 <= word.start < word.end <= len(normalised) for word in PLAIN.words(normalised))
