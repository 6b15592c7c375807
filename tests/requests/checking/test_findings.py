"""What a need lacks is read from its words; short and clumsy needs are told kindly what to add."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.requests.checking.domain import CHECKED, Gap, Said, completeness, findings

COMPLETE = Said(
    title="铝壳电池激光焊接后气孔多",
    description="激光焊接 3003 铝壳，目前气孔率约 8%，希望降到 3% 以下，产线节拍 12 秒不能变慢。",
    present_values=(True,),
    budget=True,
    deadline=True,
)


def gaps(said: Said) -> set[Gap]:
    return {finding.code for finding in findings(said)}


def test_a_complete_need_lacks_nothing() -> None:
    assert findings(COMPLETE) == ()
    assert completeness(()) == 100


def test_every_gap_is_looked_for_and_the_weights_add_up() -> None:
    assert {finding.code for finding in CHECKED} == set(Gap)
    assert sum(finding.weight for finding in CHECKED) == 100


def test_every_finding_is_said_in_both_languages_with_its_reason() -> None:
    for finding in CHECKED:
        assert finding.message.zh
        assert finding.message.en
        assert finding.reason.zh
        assert finding.reason.en


def test_a_bare_cry_for_help_lacks_everything() -> None:
    found = findings(Said(title="急"))

    assert completeness(found) == 0
    assert found[0].code is Gap.PROBLEM


@pytest.mark.parametrize(
    ("title", "description", "missing"),
    [
        (
            "风机太吵",
            "怎么降噪",
            set(Gap) - {Gap.PROBLEM},
        ),
        (
            "电机外壳漏油怎么办",
            "车间用的减速电机外壳接缝处漏油，换过密封圈还是漏，希望一个月内解决。",
            {Gap.METRIC, Gap.PRESENT_VALUE, Gap.TARGET_VALUE, Gap.CONSTRAINTS, Gap.BUDGET},
        ),
        (
            "注塑件缩水",
            "PP 料的收纳箱边角缩水，目前不良率 12%，要求降到 2% 以内，成本不能增加，年底前完成。",
            {Gap.BUDGET},
        ),
        (
            "Weld seams crack",
            "Our laser welds crack; currently 8% fail, we want less than 3% without new tools.",
            {Gap.BUDGET, Gap.TIME},
        ),
    ],
)
def test_what_the_words_state_is_not_asked_for_again(
    title: str, description: str, missing: set[Gap]
) -> None:
    assert gaps(Said(title=title, description=description)) == missing


def test_a_metric_without_its_present_value_is_asked_for_that_alone() -> None:
    said = Said(
        title=COMPLETE.title,
        description="激光焊接铝壳，气孔太多，产线节拍不能变慢。",
        present_values=(True, False),
        budget=True,
        deadline=True,
    )

    assert gaps(said) == {Gap.PRESENT_VALUE}


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(
    title=st.text(max_size=200),
    description=st.text(max_size=500),
    known=st.lists(st.booleans(), max_size=3),
)
def test_whatever_is_written_gets_an_answer_between_nothing_and_all(
    title: str, description: str, known: list[bool]
) -> None:
    found = findings(Said(title=title, description=description, present_values=tuple(known)))

    assert 0 <= completeness(found) <= 100
    weights = [finding.weight for finding in found]
    assert weights == sorted(weights, reverse=True)


def test_thousands_of_figures_in_a_row_are_read_at_once() -> None:
    said = Said("铝壳电池", "0" * 20_000)

    began = time.perf_counter()
    found = findings(said)

    assert Gap.METRIC in {finding.code for finding in found}
    assert time.perf_counter() - began < 2
