import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from shared.language import Language
from tests.requests.conftest import Parties
from tests.requests.stories import events

ROWS: list[dict[str, Any]] = [
    {"source_id": "n-1", "title": "压铸件气孔", "description": "压铸件 X 光检查气孔多。"},
    {"source_id": "n-2", "title": "金属粉末回收"},
    {"source_id": "n-3", "title": "注塑件缩水", "budget_max": 50000, "keywords": ["注塑"]},
]


def unkeyed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "source_id"} for row in rows]


async def bring(parties: Parties, rows: list[dict[str, Any]], **options: object) -> dict[str, Any]:
    """Import rows of the source `peer` and return the report."""
    request = {"source": "peer", "rows": rows, **options}
    answer = await parties.operator.post("/demands/import", json=request)
    assert answer.status_code == HTTPStatus.OK, answer.text
    report: dict[str, Any] = answer.json()
    assert len(report["rows"]) == len(rows)
    return report


def counts(report: dict[str, Any]) -> tuple[int, ...]:
    """Return created, updated, unchanged, rejected."""
    return tuple(report[name] for name in ("created", "updated", "unchanged", "rejected"))


async def total(parties: Parties) -> int:
    return int((await parties.operator.get("/summary")).json()["total"])


@pytest.mark.parametrize("keyed", [True, False])
async def test_an_import_that_is_repeated_changes_nothing(parties: Parties, *, keyed: bool) -> None:
    rows = ROWS if keyed else unkeyed(ROWS)
    first = await bring(parties, rows, publish=True)
    told = await events(parties)

    again = await bring(parties, rows, publish=True)

    assert counts(first) == (3, 0, 0, 0)
    assert counts(again) == (0, 0, 3, 0)
    assert [row["id"] for row in again["rows"]] == [row["id"] for row in first["rows"]]
    assert await total(parties) == 3
    assert await events(parties) == told


async def test_an_import_that_is_sent_again_with_its_key_is_answered_as_the_first_time(
    parties: Parties,
) -> None:
    key, body = {"Idempotency-Key": "k1"}, {"source": "peer", "rows": ROWS}

    first = await parties.operator.post("/demands/import", json=body, headers=key)
    again = await parties.operator.post("/demands/import", json=body, headers=key)
    other = {**body, "publish": True}
    refused = await parties.operator.post("/demands/import", json=other, headers=key)

    assert counts(first.json()) == (3, 0, 0, 0)
    assert again.json() == first.json()
    assert refused.json()["type"] == "urn:keqiao:problem:idempotency-key-reused"
    assert await total(parties) == 3


async def test_imports_at_the_same_time_store_each_row_once(parties: Parties) -> None:
    reports = await asyncio.gather(*(bring(parties, ROWS, publish=True) for _ in range(4)))

    assert sum(report["created"] for report in reports) == 3
    assert sum(report["unchanged"] for report in reports) == 9
    assert await total(parties) == 3


async def test_a_dry_run_says_what_would_happen_and_does_nothing(parties: Parties) -> None:
    await bring(parties, ROWS[:1], publish=True)
    told = await events(parties)
    changed = [{**ROWS[0], "title": "压铸件气孔太多"}, *ROWS[1:], {"title": "😀"}]

    rehearsed = await bring(parties, changed, publish=True, dry_run=True)

    assert counts(rehearsed) == (2, 1, 0, 1)
    assert [row["id"] is None for row in rehearsed["rows"]] == [False, True, True, True]
    assert await total(parties) == 1
    assert await events(parties) == told
    real = await bring(parties, changed, publish=True)
    assert counts(real) == counts(rehearsed)


async def test_bad_rows_are_explained_and_good_rows_stored(parties: Parties) -> None:
    rows = [
        ROWS[0],
        {"source_id": "bad-1", "title": "", "trl": 12},
        {"source_id": "bad-2", "title": "过期需求", "deadline": "2020-01-01"},
        {"source_id": "bad-3", "title": "机密需求", "confidentiality": "confidential"},
        {"source_id": "bad-4", "title": "多余字段", "colour": "red"},
        ROWS[1],
        {**ROWS[1], "title": "同一编号，另一内容"},
        ROWS[1],
    ]

    report = await bring(parties, rows, publish=True)

    assert counts(report) == (2, 0, 1, 5)
    named = {
        row["row"]: [error["field"] for error in row["errors"]]
        for row in report["rows"]
        if row["status"] == "rejected"
    }
    assert named == {
        2: ["trl", "title"],
        3: ["deadline"],
        4: ["public_summary"],
        5: ["colour"],
        7: ["source_id"],
    }
    explained = [error for row in report["rows"] for error in row["errors"]]
    assert all(error["message"] and error["expected"] for error in explained)
    assert await total(parties) == 2


async def test_what_was_handed_over_is_published_with_its_steps_recorded(parties: Parties) -> None:
    report = await bring(parties, ROWS, publish=True)
    demand_id = report["rows"][1]["id"]

    history = (await parties.operator.get(f"/demands/{demand_id}/history")).json()
    public = (await parties.nobody.get(f"/demands/{demand_id}")).json()

    assert [step["action"] for step in history] == ["submit", "start_review", "publish"]
    assert {step["reason_code"] for step in history} == {"imported"}
    assert {step["actor"] for step in history} == {"desk-1"}
    assert (public["status"], public["title"]) == ("published", "金属粉末回收")
    assert (public["source"], public["description"]) == ("peer", None)
    assert [event["method"] for event in await events(parties)] == ["PUT"] * 3


async def test_what_is_handed_over_does_not_come_to_belong_to_the_bureau(parties: Parties) -> None:
    report = await bring(parties, [{**ROWS[0], "contact_phone": "0769-22831234"}], publish=True)
    place = f"/demands/{report['rows'][0]['id']}"

    seen = {
        who: (await getattr(parties, who).get(place)).json()["disclosure"]
        for who in ("operator", "other_operator", "administrator", "owner")
    }

    at_the_desk = {"operator": "private", "other_operator": "desk"}
    assert seen == {**at_the_desk, "administrator": "full", "owner": "full"}


async def test_drafts_of_an_import_are_published_by_a_later_one(parties: Parties) -> None:
    await bring(parties, ROWS)
    assert await events(parties) == []

    report = await bring(parties, ROWS, publish=True)

    assert counts(report) == (0, 3, 0, 0)
    assert len(await events(parties)) == 3


async def test_a_row_that_says_more_adds_to_what_is_known(parties: Parties) -> None:
    first = await bring(parties, ROWS, publish=True)
    more = {"source_id": "n-3", "title": "注塑件缩水", "budget_min": 20000}

    report = await bring(parties, [more], publish=True)

    assert counts(report) == (0, 1, 0, 0)
    public = (await parties.nobody.get(f"/demands/{first['rows'][2]['id']}")).json()
    assert (public["budget_min"], public["budget_max"]) == ("20000.00", "50000.00")
    assert public["keywords"] == ["注塑"]
    last = (await events(parties))[-1]
    assert last["data"]["budget_min"] == "20000.00"


async def test_a_row_that_contradicts_what_is_known_is_refused(parties: Parties) -> None:
    await bring(parties, ROWS)

    report = await bring(parties, [{"source_id": "n-3", "title": "注塑件", "budget_min": 60000}])

    assert counts(report) == (0, 0, 0, 1)
    assert report["rows"][0]["errors"][0]["field"] == "budget_max"


async def test_what_was_withdrawn_here_stays_withdrawn(parties: Parties) -> None:
    first = await bring(parties, ROWS[:1], publish=True)
    place = f"/demands/{first['rows'][0]['id']}"
    step = {"action": "withdraw", "reason_code": "duplicate"}
    await parties.operator.put(f"{place}/status", json=step, headers={"If-Match": "*"})

    again = await bring(parties, ROWS[:1], publish=True)
    changed = await bring(parties, [{**ROWS[0], "title": "换了标题"}], publish=True)

    assert counts(again) == (0, 0, 1, 0)
    assert counts(changed) == (0, 1, 0, 0)
    seen = (await parties.operator.get(place)).json()
    assert (seen["status"], seen["title"]) == ("withdrawn", "换了标题")
    assert (await parties.nobody.get(place)).status_code == HTTPStatus.NOT_FOUND


async def test_an_import_as_a_whole_must_make_sense(parties: Parties) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"source": "local", "rows": ROWS}, "source"),
        ({"source": "", "rows": ROWS}, "source"),
        ({"rows": ROWS}, "source"),
        ({"source": "peer", "rows": []}, "rows"),
        ({"source": "peer", "rows": [{}] * 501}, "rows"),
        ({"source": "peer", "rows": ["电池"]}, "rows.0"),
        ({"source": "peer", "rows": ROWS, "publish": "yes"}, "publish"),
        ({"source": "peer", "rows": ROWS, "overwrite": True}, "overwrite"),
    ]
    for request, field in cases:
        answer = await parties.operator.post("/demands/import", json=request)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_a_report_speaks_the_reader_s_language(parties: Parties) -> None:
    request = {"source": "peer", "rows": [{"title": "", "deadline": "2020-01-01"}]}

    said = {}
    for language in Language:
        answer = await parties.operator.post(
            "/demands/import", json=request, headers={"Accept-Language": language}
        )
        said[language] = answer.json()["rows"][0]["errors"][0]["message"]

    assert said == {Language.ZH: "文本为空。", Language.EN: "The text is empty."}
