"""Words are found in the original text, whatever its writing."""

import pytest

from services.matching.text.analyser import Analyser
from services.matching.text.highlights import Finder, best_window
from services.matching.text.initials import initials


@pytest.mark.parametrize(
    ("words", "original", "found"),
    [
        ("激光", "高功率雷射頭", ["雷射"]),
        ("动力电池", "動力電池包與電池", ["動力電池"]),
        ("锂电池", "电池管理", ["电池"]),
        ("battery", "New Batteries for a battery pack", ["Batteries", "battery"]),
        ("6061", "６０６１铝", ["６０６１"]),
        ("5G", "5G基站和5g终端", ["5G", "5g"]),
        ("的", "我的电池", []),
        ("气孔", "番禺區(qū)压铸气孔", ["气孔"]),
    ],
)
def test_words_are_highlighted_as_they_are_written(
    analyser: Analyser, words: str, original: str, found: list[str]
) -> None:
    finder = Finder(analyser, analyser.words(analyser.normalise(words)))

    spans = finder.spans(original)

    assert [original[start:end] for start, end in spans] == found


def test_the_beginning_of_a_latin_word_is_highlighted_on_request(analyser: Analyser) -> None:
    words = analyser.words("lase")

    spans = Finder(analyser, words, beginnings=True).spans("Laser cutting")

    assert spans == [(0, 5)]


def test_the_window_holds_most_of_what_was_found() -> None:
    text = "铜" + "。" * 300 + "铝合金与铝材"

    piece, spans = best_window(text, [(0, 1), (301, 304), (305, 307)])

    assert [piece[start:end] for start, end in spans] == ["铝合金", "铝材"]


def test_a_name_is_known_by_the_initials_of_its_words() -> None:
    assert list(initials(["松山湖", "材料", "实验室"])) == ["sshclsys", "clsys", "sys"]
    assert list(initials(["abc", "科技"])) == ["akj", "kj"]
    assert list(initials([])) == []


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("重庆银行", "cqyh"),
        ("中央空调器", "zyktq"),
        ("调制解调器", "tzjtq"),
        ("长沙", "cs"),
        ("成长", "cz"),
        ("铝合金热轧", "lhjrz"),
        ("厦门大厦", "xmds"),
    ],
)
def test_a_character_of_two_readings_is_read_as_its_word_wants(word: str, letters: str) -> None:
    assert next(initials([word])) == letters
