"""The scoring store also names the documents closest to a need, of those that pass filters."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from services.matching.retrieval.lookup import highest
from services.matching.retrieval.port import Filters, IndexDocument
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser

CITY = "441900"
ELSEWHERE = "110100"
NEED = "真空压铸 气孔"


def casting(number: int, region: str = ELSEWHERE) -> IndexDocument:
    """Return an entry on casting; one with a higher number says less about it."""
    text = "压铸件气孔" + "与其他不相干的事务" * number
    return IndexDocument(
        key=f"offering:{number:04}",
        kind="offering",
        title=f"第{number}项",
        text=text,
        cases=("压铸",),
        region_code=region,
    )


@pytest.fixture
def store(analyser: Analyser) -> TopicalScores:
    """Forty entries elsewhere, and the least of all in our city."""
    held = TopicalScores(analyser, inverted=True)
    held.put([*map(casting, range(40)), casting(40, CITY)])
    return held


def keys(store: TopicalScores, most: int, filters: Filters | None = None) -> list[str]:
    return [one.key for one in store.closest(NEED, most, filters or Filters())]


def test_the_closest_come_first(store: TopicalScores) -> None:
    assert keys(store, 3) == ["offering:0000", "offering:0001", "offering:0002"]


def test_one_that_alone_passes_is_found_however_far_it_is(store: TopicalScores) -> None:
    assert keys(store, 1, Filters(regions=(CITY,))) == ["offering:0040"]


def test_nothing_is_found_where_nothing_passes(store: TopicalScores) -> None:
    assert keys(store, 3, Filters(regions=("310000",))) == []
    assert keys(TopicalScores(Analyser(), inverted=True), 3, Filters(regions=(CITY,))) == []


def test_what_is_forgotten_is_not_found(store: TopicalScores) -> None:
    store.remove(["offering:0000"])

    assert keys(store, 1) == ["offering:0001"]


def test_a_document_is_filtered_by_what_it_says_now(store: TopicalScores) -> None:
    store.put([replace(casting(0), region_code=CITY)])

    assert keys(store, 2, Filters(regions=(CITY,))) == ["offering:0000", "offering:0040"]


def test_rows_that_are_packed_anew_are_filtered_as_before(
    store: TopicalScores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.matching.retrieval.scores._WASTE", 0)
    before = keys(store, 41), keys(store, 41, Filters(regions=(CITY,)))

    for text in ("压铸", "气孔", "压铸"):
        store.put([replace(casting(number), text=text) for number in range(40)])
    store.put([*map(casting, range(40))])

    assert (keys(store, 41), keys(store, 41, Filters(regions=(CITY,)))) == before


def test_it_is_there_at_the_next_start(analyser: Analyser, tmp_path: Path) -> None:
    first = TopicalScores(analyser, tmp_path / "scores", inverted=True)
    first.put([casting(0), casting(1, CITY)])
    first.close()

    second = TopicalScores(analyser, tmp_path / "scores", inverted=True)

    assert not second.outdated
    assert keys(second, 2) == ["offering:0000", "offering:0001"]
    assert keys(second, 2, Filters(regions=(CITY,))) == ["offering:0001"]
    second.close()


def test_who_needs_no_lookup_has_none(analyser: Analyser) -> None:
    held = TopicalScores(analyser)
    held.put([casting(0)])

    assert held.closest(NEED, 3) == []


def test_rows_put_one_by_one_are_found_as_those_put_at_once(
    analyser: Analyser, store: TopicalScores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.matching.retrieval.postings._SMALL", 4)
    monkeypatch.setattr("services.matching.retrieval.postings._LARGE", 32)
    other = TopicalScores(analyser, inverted=True)

    for number in range(40):
        other.put([casting(number)])
    other.put([casting(40, CITY)])

    assert dict(other.closest(NEED, 41)) == pytest.approx(dict(store.closest(NEED, 41)))


@pytest.mark.parametrize("share", [1.0, 0.3, 0.01, 0.0])
@pytest.mark.parametrize("few", [1, 20, 300, 5_000])
def test_the_highest_are_those_that_sorting_gives(few: int, share: float) -> None:
    chance = np.random.default_rng(7)
    # Most are 0, many are equal, and the high ones stand together: the worst for a sample.
    sums = np.sort(np.maximum(chance.normal(size=3_000).round(2), 0))
    passing = chance.random(len(sums)) < share

    found = highest(sums, passing, few)

    expected = np.sort(sums[passing])[::-1][:few]
    least = expected[-1] if len(expected) else 0
    assert set(found[sums[found] > 0]) == {
        at for at in np.flatnonzero(passing) if sums[at] >= max(least, 0.01)
    }
