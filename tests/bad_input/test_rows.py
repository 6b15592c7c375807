"""Rows of an import: every bad one is told by number and field, every good one is stored."""

from typing import Any, Final

import pytest

from tests.bad_input.cases import Case, check, parameters
from tests.whole import WholePlatform

IMPORT: Final = "POST /catalog/providers/import"
GOOD: Final = {"name": "好的中心", "kind_of_body": "laboratory"}

ORDERS: Final = [
    Case("no source", IMPORT, {"rows": [GOOD]}, fields=["source"]),
    Case("a source in Chinese", IMPORT, {"source": "市局", "rows": [GOOD]}, fields=["source"]),
    Case("an endless source", IMPORT, {"source": "s" * 65, "rows": [GOOD]}, fields=["source"]),
    Case("no rows", IMPORT, {"source": "s"}, fields=["rows"]),
    Case("an empty list", IMPORT, {"source": "s", "rows": []}, fields=["rows"]),
    Case("501 rows", IMPORT, {"source": "s", "rows": [GOOD] * 501}, fields=["rows"]),
    Case("rows of text", IMPORT, {"source": "s", "rows": ["x"]}, fields=["rows.0"]),
    Case("a null among rows", IMPORT, {"source": "s", "rows": [GOOD, None]}, fields=["rows.1"]),
    Case("rows as an object", IMPORT, {"source": "s", "rows": {"1": GOOD}}, fields=["rows"]),
    Case("dry_run as a text", IMPORT, {"source": "s", "rows": [GOOD], "dry_run": "no"},
         fields=["dry_run"]),
    Case("an unknown option", IMPORT, {"source": "s", "rows": [GOOD], "force": True},
         fields=["force"]),
    Case("publish an entry", IMPORT, {"source": "s", "rows": [GOOD], "publish": True},
         fields=["publish"]),
]  # fmt: skip

ROWS: Final[list[tuple[dict[str, Any], set[str]]]] = [
    ({}, {"name"}),
    ({**GOOD, "name": "  "}, {"name"}),
    ({**GOOD, "name": 5}, {"name"}),
    ({**GOOD, "name": "a\x00b"}, {"name"}),
    ({**GOOD, "name": "长" * 100_000}, {"name"}),
    ({**GOOD, "colour": "red"}, {"colour"}),
    ({**GOOD, "kind_of_body": "ship"}, {"kind_of_body"}),
    ({**GOOD, "region_code": "000000"}, {"region_code"}),
    ({**GOOD, "uscc": "123"}, {"uscc"}),
    ({**GOOD, "uscc": "91110000600037341X"}, {"uscc"}),
    ({**GOOD, "founded_on": "2026-02-30"}, {"founded_on"}),
    ({**GOOD, "assured_date": "2099-01-01"}, {"assured_date"}),
    ({**GOOD, "cases": [{"title": "x", "year": 10**18}]}, {"cases.0.year"}),
    ({**GOOD, "cases": {"title": "x"}}, {"cases"}),
    ({**GOOD, "keywords": ["a", None]}, {"keywords.1"}),
    ({**GOOD, "source_id": ""}, set()),
    ({**GOOD, "source_id": "s" * 201}, {"source_id"}),
    ({**GOOD, "source_id": {"id": 1}}, {"source_id"}),
    ({**GOOD, "id": "01a206e1-b95b-72d3-80b6-f721a74c37bb"}, {"id"}),
    ({**GOOD, "status": "withdrawn"}, {"status"}),
    ({**GOOD, "version": 7}, {"version"}),
]
"""A row, and the fields that are wrong in it."""


@pytest.mark.parametrize("case", parameters(ORDERS))
def test_an_import_that_cannot_be_meant_stores_nothing(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert answer.status_code == 422


def test_every_bad_row_is_told_and_every_good_one_stored(whole: WholePlatform) -> None:
    good = [{**GOOD, "source_id": str(number)} for number in range(len(ROWS))]
    rows = [row for pair in zip(good, [row for row, _ in ROWS], strict=True) for row in pair]

    answer = whole.client.post(
        "/catalog/providers/import", json={"source": "rows", "rows": rows}, headers=whole.operator
    )

    report = answer.json()["rows"]
    named = [{error["field"] for error in row["errors"]} for row in report]
    expected = [fields for _, wrong in ROWS for fields in (set(), wrong)]
    assert [row["row"] for row in report] == list(range(1, len(rows) + 1))
    assert dict(enumerate(named, 1)) == dict(enumerate(expected, 1))
    for row, wrong in zip(report, expected, strict=True):
        assert (row["status"] == "rejected") == bool(wrong)
        assert all(error["message"] and error["expected"] for error in row["errors"])


def test_what_is_in_range_but_strange_is_taken_as_it_is(whole: WholePlatform) -> None:
    odd = '=HYPERLINK("x") \u202e🙏 <b>&amp; {{7*7}} %s'
    row = {**GOOD, "source_id": "键 with / and ?", "name": odd}

    answer = whole.client.post(
        "/catalog/providers/import", json={"source": "odd", "rows": [row]}, headers=whole.operator
    )

    entry_id = answer.json()["rows"][0]["id"]
    assert whole.client.get(f"/catalog/providers/{entry_id}").json()["name"] == odd
