"""Topical scores: what is closer scores higher, and nothing else plays a part."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from services.matching.retrieval.port import IndexDocument
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser
from services.matching.text.features import Features
from services.matching.text.vocabulary import Vocabulary


def entry(key: str, title: str, text: str = "", *cases: str) -> IndexDocument:
    return IndexDocument(key=key, kind="offering", title=title, text=text, cases=cases)


CATALOGUE = [
    entry(
        "casting",
        "真空压铸工艺优化",
        "减少铝合金压铸件气孔，提高致密度。",
        "减震塔压铸件气孔率降低",
    ),
    entry("welding", "铝合金激光焊接", "电池壳体激光焊接与漏气检测。"),
    entry("coating", "水性涂料漆渣絮凝", "喷涂循环水漆渣的絮凝与打捞。"),
    entry("dyeing", "印染废水脱色", "活性染料废水的高级氧化。"),
    entry("software", "生产排程软件", "车间排产与设备联网。"),
    entry("acoustics", "微型扬声器异音检测", "听音工位自动化。"),
    entry("english", "Laser welding of battery packs", "Joining copper to aluminium."),
    entry("food", "糕点保质期延长", "气调包装与水分活度控制。"),
]
KEYS = [document.key for document in CATALOGUE]
NEED = ("压铸件气孔多", "我公司生产铝合金压铸件，气孔率高，希望找到真空压铸的办法。")


@pytest.fixture
def scores(analyser: Analyser) -> TopicalScores:
    """Scores for the catalogue above, in memory."""
    held = TopicalScores(analyser)
    held.put(CATALOGUE)
    return held


def topical(scores: TopicalScores, title: str, text: str = "") -> dict[str, float]:
    fits = scores.fits(scores.topic(title, text), KEYS)
    return {key: fit.topical for key, fit in fits.items()}


def order(scores: TopicalScores, title: str, text: str = "") -> list[str]:
    fits = topical(scores, title, text)
    return sorted(fits, key=lambda key: (-fits[key], key))


@pytest.mark.parametrize(
    ("need", "best"),
    [
        ("铸件里有气孔怎么办", "casting"),
        ("鋁合金雷射焊接漏氣", "welding"),
        ("喷漆房循环水里的漆渣捞不干净", "coating"),
        ("染厂污水颜色去不掉", "dyeing"),
        ("车间排产靠人工", "software"),
        ("喇叭有杂音", "acoustics"),
        ("joining of batteries by laser", "english"),
        ("面包放几天就发霉，想延长保质期", "food"),
    ],
)
def test_a_clumsy_need_finds_who_knows_the_matter(
    scores: TopicalScores, need: str, best: str
) -> None:
    assert order(scores, "", need)[0] == best


def test_scores_lie_between_nothing_shared_and_the_same_text(scores: TopicalScores) -> None:
    fits = topical(scores, "真空压铸工艺优化", "减少铝合金压铸件气孔，提高致密度。")

    assert all(0 <= value < 1 for value in fits.values())
    assert fits["casting"] > 0.7
    assert fits["english"] == 0.0


@pytest.mark.parametrize("need", ["", "  ", "的了", "😀", "zzzz qqqq", "\ud800\x00"])
def test_a_need_that_says_nothing_fits_nothing(scores: TopicalScores, need: str) -> None:
    assert set(topical(scores, need, need).values()) == {0.0}


def test_the_title_is_the_shortest_statement_of_the_matter(scores: TopicalScores) -> None:
    in_title = topical(scores, "漆渣絮凝", "印染废水脱色")
    in_text = topical(scores, "印染废水脱色", "漆渣絮凝")

    assert in_title["coating"] > in_text["coating"]


def test_a_title_is_not_lost_in_a_long_text(scores: TopicalScores) -> None:
    setting = ["印染废水脱色", "活性染料", "高级氧化", "车间排产", "设备联网", "糕点包装"]

    long = topical(
        scores, "漆渣絮凝打捞", "。".join(f"{one}情况{two}" for one in setting for two in "甲乙")
    )

    assert max(long, key=lambda key: long[key]) == "coating"


def test_an_entry_without_a_title_is_known_by_what_it_begins_with(analyser: Analyser) -> None:
    begun, ended = "漆渣絮凝与打捞。", "办公楼照明改造，屋顶绿化，停车场划线。" * 3
    held = TopicalScores(analyser)

    held.put([entry("first", "", begun + ended), entry("last", "", ended + begun), *CATALOGUE])
    fits = held.fits(held.topic("", "漆渣絮凝"), ["first", "last"])

    assert fits["first"].topical > fits["last"].topical


def test_a_repeated_sentence_changes_nothing(scores: TopicalScores) -> None:
    title, text = NEED

    assert topical(scores, title, text * 3) == topical(scores, title, text)


def test_boilerplate_hardly_changes_the_order(scores: TopicalScores) -> None:
    title, text = NEED

    padded = order(scores, title, text + "公司希望寻求合作，解决技术难题，提高产品要求。")

    assert padded[:2] == order(scores, title, text)[:2]


def test_the_order_of_the_catalogue_plays_no_part(
    analyser: Analyser, scores: TopicalScores
) -> None:
    shuffled = sorted(CATALOGUE, key=lambda document: document.text)
    other = TopicalScores(analyser)
    for document in shuffled:
        other.put([document])

    assert topical(other, *NEED) == topical(scores, *NEED)


def test_replacing_and_removing_leave_no_trace(scores: TopicalScores) -> None:
    before = topical(scores, *NEED)

    scores.put([entry("guest", "压铸气孔"), replace(CATALOGUE[1], text="别的内容")])
    changed = topical(scores, *NEED)
    scores.remove(["guest", "nobody"])
    scores.put([CATALOGUE[1]])

    assert changed != before
    assert topical(scores, *NEED) == before
    assert len(scores) == len(CATALOGUE)


def test_what_is_put_again_unchanged_is_not_read_again(tmp_path: Path) -> None:
    analyser = _Counting()
    first = TopicalScores(analyser, tmp_path / "scores")
    first.put(CATALOGUE)
    first.close()
    again = TopicalScores(analyser, tmp_path / "scores")
    analyser.read_so_far = 0

    again.put([*CATALOGUE[1:], replace(CATALOGUE[0], cases=("换了案例",))])

    assert analyser.read_so_far == 2
    assert len(again) == len(CATALOGUE)
    again.close()


class _Counting(Analyser):
    """Counts how many texts are turned into features."""

    read_so_far = 0

    @override
    def features(self, *parts: tuple[str, float]) -> Features:
        self.read_so_far += 1
        return super().features(*parts)


def test_rows_are_packed_anew_when_much_was_replaced(
    scores: TopicalScores, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = topical(scores, *NEED)
    monkeypatch.setattr("services.matching.retrieval.scores._WASTE", 0)

    for _ in range(6):
        scores.put(CATALOGUE)

    assert topical(scores, *NEED) == before
    assert len(scores._held.rows) < 3 * len(CATALOGUE)


def test_each_case_is_scored_by_itself_and_unknown_keys_are_left_out(
    scores: TopicalScores,
) -> None:
    fits = scores.fits(scores.topic(*NEED), ["casting", "nobody", "welding"])

    assert fits.keys() == {"casting", "welding"}
    assert len(fits["casting"].cases) == 1
    assert 0 < fits["casting"].cases[0] < 1
    assert fits["welding"].cases == ()


def test_a_case_does_not_change_the_fit_of_the_entry_itself(
    analyser: Analyser, scores: TopicalScores
) -> None:
    other = TopicalScores(analyser)
    other.put([replace(document, cases=()) for document in CATALOGUE])

    assert topical(other, *NEED) == topical(scores, *NEED)


def test_a_text_of_many_passages_fits_what_its_best_passages_fit(scores: TopicalScores) -> None:
    works = [
        "研究" + topic * 40
        for topic in ("漆渣絮凝剂。", "天文观测。", "古籍修复。", "潮汐。", "鸟鸣。")
    ]

    many = topical(scores, "", "\n".join(works))
    one = topical(scores, "", works[0])

    assert max(many, key=lambda key: many[key]) == "coating"
    assert many["coating"] > one["coating"] / 4


class TestFile:
    def test_what_was_kept_is_there_at_the_next_start(
        self, analyser: Analyser, tmp_path: Path, scores: TopicalScores
    ) -> None:
        first = TopicalScores(analyser, tmp_path / "scores")
        first.put([*CATALOGUE, entry("gone", "压铸")])
        first.remove(["gone"])
        first.close()

        second = TopicalScores(analyser, tmp_path / "scores")

        assert not second.outdated
        assert topical(second, *NEED) == topical(scores, *NEED)
        second.close()

    def test_vectors_read_with_another_vocabulary_are_dropped(
        self, analyser: Analyser, tmp_path: Path
    ) -> None:
        first = TopicalScores(analyser, tmp_path / "scores")
        first.put(CATALOGUE)
        first.close()

        second = TopicalScores(Analyser(Vocabulary.of([])), tmp_path / "scores")

        dropped = (second.outdated, len(second))
        second.put(CATALOGUE)

        assert dropped == (True, 0)
        assert (second.outdated, len(second)) == (False, len(CATALOGUE))
        second.close()

    def test_the_same_again_is_not_written_again(self, analyser: Analyser, tmp_path: Path) -> None:
        held = TopicalScores(analyser, tmp_path / "scores")
        held.put(CATALOGUE)
        before = held._held.rows.used

        held.put(CATALOGUE)
        held.put([entry("late", "铝合金")])

        assert before < held._held.rows.used < 2 * before
        assert len(held) == len(CATALOGUE) + 1
        held.close()

    def test_a_write_that_fails_keeps_what_was_there(
        self, analyser: Analyser, tmp_path: Path
    ) -> None:
        held = TopicalScores(analyser, tmp_path / "scores")
        held.put(CATALOGUE)
        held.close()

        with pytest.raises(sqlite3.ProgrammingError):
            held.put([entry("late", "铝合金")])

        assert len(held) == len(CATALOGUE)


def test_scores_do_not_depend_on_which_others_are_asked_for(scores: TopicalScores) -> None:
    topic = scores.topic(*NEED)

    together = scores.fits(topic, KEYS)
    alone = {key: scores.fits(topic, [key])[key] for key in reversed(KEYS)}

    assert np.allclose(
        [together[key].topical for key in KEYS], [alone[key].topical for key in KEYS], atol=1e-6
    )
