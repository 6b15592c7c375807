"""One form for all the ways in which the same thing is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.text.normalise import Normaliser, clean_up
from services.matching.text.vocabulary import Vocabulary

NORMALISER = Normaliser(Vocabulary.load().taiwan_terms)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("動力電池", "动力电池"),
        ("雷射切割與軟體", "激光切割与软件"),
        ("印表機的記憶體", "打印机的内存"),
        ("ＰＬＣ控制　５Ｇ", "plc控制 5g"),
        ("−40℃ ㎜ Ⅳ", "−40°c mm iv"),
        ("文件與資料", "文件与资料"),
        ("核心文件序列与程序建立", "核心文件序列与程序建立"),
        ("程式", "程序"),
        ("软体家具厂的软体", "软体家具厂的软件"),
        ("雷射", "激光"),
        ("番禺區(qū)科技工業(yè)園", "番禺区科技工业园"),
        ("產（chǎn）業(yè)鏈", "产业链"),
        ("轉?zhí)化", "转化"),
        ("孔隙率(porosity)", "孔隙率(porosity)"),
        ("<p>焊接&nbsp;工艺</p><br/>", " 焊接 工艺  "),
        ("温度&lt;5&#176;C", "温度<5°c"),
        ("当 a<b 且 c>d 时", "当 a<b 且 c>d 时"),
        ("坏\ud800字\x00符", "坏 字 符"),
        ("", ""),
    ],
)
def test_writings_of_the_same_thing_compare_equal(written: str, compared: str) -> None:
    assert NORMALISER.normalise(written) == compared


@pytest.mark.parametrize(
    ("broken", "clean"),
    [
        ("番禺區(qū)科技工業(yè)局", "番禺區科技工業局"),
        ("<div class='a'>铝合金<br>压铸</div>", "铝合金 压铸"),
        ("研磨&amp;抛光", "研磨&抛光"),
        ("答复?/span>如下", "答复 如下"),
        ("误差<0.01 mm", "误差<0.01 mm"),
        ("没有杂质", "没有杂质"),
    ],
)
def test_what_a_web_page_left_behind_is_not_shown(broken: str, clean: str) -> None:
    assert clean_up(broken) == clean


@pytest.mark.parametrize(
    ("original", "part", "stands_for"),
    [
        ("本區(qū)的記憶體廠", "内存", "記憶體"),
        ("采用㎜级雷射头", "激光", "雷射"),
        ("&nbsp;&nbsp;<b>陶瓷</b>膜", "陶瓷", "陶瓷"),
        ("ＡＢＣ公司", "abc", "ＡＢＣ"),
    ],
)
def test_a_place_in_the_compared_text_is_found_in_the_original(
    original: str, part: str, stands_for: str
) -> None:
    aligned = NORMALISER.align(original)

    start = aligned.text.index(part)
    first, last = aligned.original_span(start, start + len(part))

    assert original[first:last] == stands_for


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_has_a_compared_form_with_a_way_back(text: str) -> None:
    aligned = NORMALISER.align(text)

    positions = list(aligned.positions)

    assert aligned.text == NORMALISER.normalise(text)
    assert len(positions) == len(aligned.text) + 1
    assert positions == sorted(positions)
    assert positions[-1] == len(text)
