"""Importing many entries: bad rows are reported, good rows are stored exactly once."""

import asyncio

from tests.catalog.conftest import Parties
from tests.catalog.stories import PROVIDER, Body, imported, moved, written

ROWS: list[Body] = [
    {"source_id": "a", "name": "甲", "qualifications": ["CMA"]},
    {"source_id": "b", "name": "乙", "region_code": "441900"},
    {"source_id": "c", "name": "丙"},
]


def counts(report: Body) -> dict[str, int]:
    """Return how many rows met which fate, leaving out the fates none met."""
    fates = ("created", "updated", "unchanged", "rejected")
    return {fate: report[fate] for fate in fates if report[fate]}


async def stored(parties: Parties) -> dict[str, Body]:
    """Return the imported providers by their keys."""
    items = (await parties.nobody.get("/providers?source=register&limit=100")).json()["items"]
    return {item["source_id"]: item for item in items}


async def test_the_same_file_twice_changes_nothing(parties: Parties) -> None:
    first = await imported(parties.operator, ROWS)
    before = await stored(parties)

    second = await imported(parties.operator, ROWS)

    assert counts(first) == {"created": 3}
    assert counts(second) == {"unchanged": 3}
    assert [row["id"] for row in second["rows"]] == [row["id"] for row in first["rows"]]
    assert await stored(parties) == before


async def test_an_import_that_is_sent_again_with_its_key_is_answered_as_the_first_time(
    parties: Parties,
) -> None:
    key = {"Idempotency-Key": "k1"}
    body = {"source": "register", "rows": ROWS}

    first = await parties.operator.post("/providers/import", json=body, headers=key)
    again = await parties.operator.post("/providers/import", json=body, headers=key)
    other = {**body, "rows": ROWS[:1]}
    refused = await parties.operator.post("/providers/import", json=other, headers=key)

    assert first.status_code == again.status_code == 200
    assert counts(first.json()) == {"created": 3}
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:keqiao:problem:idempotency-key-reused"
    assert len(await stored(parties)) == 3


async def test_a_changed_row_is_updated_and_the_others_are_not(parties: Parties) -> None:
    await imported(parties.operator, ROWS)

    report = await imported(parties.operator, [ROWS[0], {**ROWS[1], "name": "乙二"}, ROWS[2]])

    assert [row["status"] for row in report["rows"]] == ["unchanged", "updated", "unchanged"]
    entries = await stored(parties)
    assert (entries["b"]["name"], entries["b"]["version"]) == ("乙二", 2)
    assert entries["a"]["version"] == 1


async def test_a_bad_row_is_reported_and_the_others_are_stored(parties: Parties) -> None:
    bad = {"source_id": "x", "name": "", "uscc": "123", "region_code": "000000", "colour": 1}

    report = await imported(parties.operator, [ROWS[0], bad, ROWS[1]])

    assert counts(report) == {"created": 2, "rejected": 1}
    rejected = report["rows"][1]
    assert (rejected["row"], rejected["status"], rejected["id"]) == (2, "rejected", None)
    assert {error["field"] for error in rejected["errors"]} == {
        "name",
        "uscc",
        "region_code",
        "colour",
    }
    assert all(error["message"] and error["expected"] for error in rejected["errors"])
    assert set(await stored(parties)) == {"a", "b"}


async def test_a_dry_run_tells_all_and_does_nothing(parties: Parties) -> None:
    await imported(parties.operator, ROWS[:1])
    rows = [{**ROWS[0], "name": "甲二"}, ROWS[1], {"name": 3}]

    dry = await imported(parties.operator, rows, dry_run=True)
    untouched = await stored(parties)
    wet = await imported(parties.operator, rows)

    assert counts(dry) == counts(wet) == {"created": 1, "updated": 1, "rejected": 1}
    assert dry["rows"][1]["id"] is None
    assert {key: item["name"] for key, item in untouched.items()} == {"a": "甲"}


async def test_a_key_twice_in_one_request_counts_once(parties: Parties) -> None:
    contradiction = {**ROWS[0], "name": "不同"}

    report = await imported(parties.operator, [ROWS[0], ROWS[0], contradiction])

    assert [row["status"] for row in report["rows"]] == ["created", "unchanged", "rejected"]
    assert report["rows"][1]["id"] == report["rows"][0]["id"]
    assert report["rows"][2]["errors"][0]["field"] == "source_id"
    assert "1" in report["rows"][2]["errors"][0]["message"]
    assert (await stored(parties))["a"]["name"] == "甲"


async def test_a_row_without_a_key_is_known_by_what_it_says(parties: Parties) -> None:
    keyless = {"name": "无号", "keywords": ["一"]}

    first = await imported(parties.operator, [keyless, {"name": "另一"}])
    second = await imported(parties.operator, [{"keywords": ["一"], "name": "无号"}])

    assert counts(first) == {"created": 2}
    assert counts(second) == {"unchanged": 1}
    assert second["rows"][0]["id"] == first["rows"][0]["id"]


async def test_what_a_row_leaves_out_stays_and_null_makes_unknown(parties: Parties) -> None:
    await imported(parties.operator, [{**PROVIDER, "source_id": "a", "summary": "简介"}])

    await imported(parties.operator, [{"source_id": "a", "name": "新名", "summary": None}])

    entry = (await stored(parties))["a"]
    assert (entry["name"], entry["summary"]) == ("新名", None)
    assert entry["qualifications"] == PROVIDER["qualifications"]


async def test_an_update_keeps_the_rules_of_the_whole(parties: Parties) -> None:
    row = {"source_id": "o", "title": "试验", "service_class": "consulting", "price_min": 500}
    await imported(parties.operator, [row], "offerings")
    changed = {"source_id": "o", "title": "试验", "service_class": "consulting", "price_max": 100}

    report = await imported(parties.operator, [changed], "offerings")

    assert counts(report) == {"rejected": 1}
    assert report["rows"][0]["errors"][0]["field"] == "price_max"


async def test_an_import_does_not_bring_a_withdrawn_entry_back(parties: Parties) -> None:
    await imported(parties.operator, ROWS)
    place = f"/providers/{(await stored(parties))['a']['id']}"
    await moved(parties.operator, place, "withdraw", reason_code="duplicate")

    report = await imported(parties.operator, [{**ROWS[0], "name": "甲二"}])

    assert counts(report) == {"updated": 1}
    assert set(await stored(parties)) == {"b", "c"}
    assert (await parties.operator.get(place)).json()["name"] == "甲二"


async def test_one_person_gets_one_file_by_import_too(parties: Parties) -> None:
    await written(parties.expert, "experts")
    rows = [
        {"source_id": "1", "name": "甲", "owner_subject": "chen"},
        {"source_id": "2", "name": "乙", "owner_subject": "wu"},
        {"source_id": "3", "name": "丙", "owner_subject": "wu"},
        {"source_id": "4", "name": "丁"},
    ]

    report = await imported(parties.operator, rows, "experts")
    again = await imported(parties.operator, rows, "experts")

    fates = ["rejected", "created", "rejected", "created"]
    assert [row["status"] for row in report["rows"]] == fates
    assert report["rows"][0]["errors"][0]["field"] == "owner_subject"
    assert counts(again) == {"rejected": 2, "unchanged": 2}


async def test_rows_of_another_source_are_refused(parties: Parties) -> None:
    rows = [{"source": "elsewhere", "name": "甲"}, {"source": "register", "name": "乙"}]

    report = await imported(parties.operator, rows)

    assert counts(report) == {"created": 1, "rejected": 1}
    assert report["rows"][0]["errors"][0]["field"] == "source"


async def test_a_request_holds_at_most_500_rows(parties: Parties) -> None:
    rows = [{"source_id": str(n), "name": "甲"} for n in range(501)]

    too_many = await parties.operator.post(
        "/providers/import", json={"source": "register", "rows": rows}
    )
    report = await imported(parties.operator, rows[:500])

    assert too_many.status_code == 422
    assert counts(report) == {"created": 500}


async def test_the_same_file_at_once_is_stored_once(parties: Parties) -> None:
    reports = await asyncio.gather(*(imported(parties.operator, ROWS) for _ in range(3)))

    fates = sorted(counts(report).popitem() for report in reports)
    assert fates == [("created", 3), ("unchanged", 3), ("unchanged", 3)]
    assert len(await stored(parties)) == 3


async def test_an_import_and_a_change_at_once_both_come_through(parties: Parties) -> None:
    await imported(parties.operator, ROWS)
    place = f"/providers/{(await stored(parties))['a']['id']}"

    answers = await asyncio.gather(
        imported(parties.operator, [{**row, "keywords": ["导入"]} for row in ROWS]),
        parties.operator.patch(place, json={"summary": "人工"}, headers={"If-Match": "*"}),
    )

    assert counts(answers[0]) == {"updated": 3}
    assert answers[1].status_code == 200
    entry = (await stored(parties))["a"]
    assert (entry["keywords"], entry["summary"], entry["version"]) == (["导入"], "人工", 3)
