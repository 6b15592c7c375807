"""The made-up catalogue is the same everywhere, and is one that the platform takes."""

import hashlib
from collections import Counter
from importlib import import_module

import orjson
import pytest

from deploy.importing.kinds import KINDS as IMPORTED
from tests.benchmarks.stages import PLURALS
from tests.benchmarks.synthetic import KINDS, entries, in_batches, needs


def digest(rows: object) -> str:
    return hashlib.sha256(orjson.dumps(rows)).hexdigest()[:16]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_entries(kind: str) -> None:
    once, again = list(entries(kind, 30)), list(entries(kind, 30))
    more, other = list(entries(kind, 40)), list(entries(kind, 30, seed=2))

    assert once == again == more[:30]
    assert once != other
    assert len({row["source_id"] for row in once}) == 30


def test_entries_and_needs_are_the_same_on_every_machine() -> None:
    catalogue = {kind: list(entries(kind, 50)) for kind in KINDS}

    assert digest(catalogue) == "a0337f981b56703a"
    assert digest(list(needs(50))) == "054ab7da8b7e1487"


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_one_that_the_platform_takes(kind: str) -> None:
    importing = next(one for name, one in IMPORTED.items() if name == PLURALS[kind])
    draft = getattr(import_module(importing.module), importing.schema)

    for row in entries(kind, 50):
        assert draft.model_validate({**row, "source": "benchmark"}).source_id == row["source_id"]


def test_a_need_has_the_length_that_was_asked_for() -> None:
    assert {len(need) for need in needs(20)} == {300}
    assert {len(need) for need in needs(5, length=120)} == {120}


def test_few_characters_are_common_and_most_are_rare() -> None:
    texts = [row["summary"] for row in entries("achievement", 500)]
    frequencies = [count for _, count in Counter("".join(texts)).most_common()]

    assert frequencies[0] > 20 * frequencies[200] > 0
    assert len(frequencies) > 1200


def test_batches_hold_every_row_once() -> None:
    rows = list(entries("expert", 7))

    batches = list(in_batches(iter(rows), 3))

    assert [len(batch) for batch in batches] == [3, 3, 1]
    assert [row for batch in batches for row in batch] == rows
