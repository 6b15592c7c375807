"""The measures are what they are said to be, on rankings small enough to work out by hand."""

from math import log2
from pathlib import Path

import orjson
import pytest

from services.matching.ranking.nearness import NEAR_FROM, RELATED_FROM, Nearness
from services.matching.text.vocabulary import Vocabulary
from tests.quality.measures import measured
from tests.quality.methods import METHODS
from tests.quality.table import measure

LEVELS = {f"d{n:02}": float(level) for n, level in enumerate([3, 0, 2, 0, 0, 1, 0, 0, 0, 0, 3])}
WORST = {document: -level for document, level in LEVELS.items()}


def test_the_best_order_has_one_and_the_worst_pairwise_none() -> None:
    best = measured({"q": LEVELS}, {"q": LEVELS})
    worst = measured({"q": LEVELS}, {"q": WORST})

    assert (best.ndcg10.value, best.pairwise.value, best.mrr10.value) == (1.0, 1.0, 1.0)
    assert worst.pairwise.value == 0.0
    assert worst.mrr10.value == pytest.approx(1 / 10)


def test_ndcg_is_what_the_formula_says() -> None:
    found = measured({"q": LEVELS}, {"q": {**WORST, "d00": 1.0}})

    ideal = 7 + 7 / log2(3) + 3 / log2(4) + 1 / log2(5)
    # After the one at the top come seven without a gain, then the 1, then the 2.
    reached = 7 + 1 / log2(10) + 3 / log2(11)
    assert found.ndcg10.value == pytest.approx(reached / ideal)


def test_of_those_told_to_be_near_the_share_that_fits_is_counted() -> None:
    found = measured(
        {"q": {"a": 3.0, "b": 1.0, "c": 3.0, "d": 1.0}},
        {"q": {"a": NEAR_FROM, "b": NEAR_FROM, "d": RELATED_FROM}},
    )

    shares = [found.fitting[each].value for each in (Nearness.NEAR, Nearness.RELATED)]
    assert shares == [0.5, 0.0]
    assert found.fitting[Nearness.FAINT].value is None


def test_a_tie_is_half_right_and_what_is_left_out_comes_last() -> None:
    tied = measured({"q": {"a": 2.0, "b": 1.0}}, {"q": {"a": 0.5, "b": 0.5}})
    missing = measured({"q": {"a": 2.0, "b": 1.0}}, {"q": {"b": 0.1}})

    assert tied.pairwise.value == 0.5
    assert missing.pairwise.value == 0.0


def test_nothing_is_told_from_judgements_that_do_not_differ() -> None:
    found = measured({"q": {"a": 1.0}}, {"q": {"a": 0.5}})

    assert (found.ndcg10.value, found.pairwise.value, found.mrr10.value) == (None, None, 1.0)
    assert str(found.ndcg10) == "-"


@pytest.mark.parametrize("method", METHODS)
def test_every_method_changes_something_that_is_there(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(Vocabulary.load().terms)

    METHODS[method](monkeypatch)

    assert bool(Vocabulary.load().terms) == (method != "no vocabulary")
    assert before > 0


def test_a_folder_is_ranked_and_scored(tmp_path: Path) -> None:
    corpus = [("a", "铝合金压铸件气孔治理"), ("b", "陶瓷釉料配方"), ("c", "压铸模具设计")]
    documents = [
        {"doc_id": key, "kind": "achievement", "title": title, "text": ""} for key, title in corpus
    ]
    query = {"query_id": "q", "title": "压铸件气孔", "text": "铝合金压铸件气孔多"}
    (tmp_path / "corpus.jsonl").write_bytes(b"\n".join(map(orjson.dumps, documents)))
    (tmp_path / "queries.jsonl").write_bytes(orjson.dumps(query))
    (tmp_path / "qrels.tsv").write_text(
        "query_id\tdoc_id\tlevel\nq\ta\t3\nq\tb\t0\nq\tc\t1\n", "utf-8"
    )

    found = measure(tmp_path, "as built")

    assert found.pairwise.value == 1.0
    assert found.mrr10.value == 1.0
