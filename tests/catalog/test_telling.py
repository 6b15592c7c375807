"""Owners hear what others do with their entries; auditors read who did it."""

from uuid import UUID

import orjson

from services.catalog.tables import MESSAGE_TABLES
from shared.feed.publisher import Feed
from tests.catalog.conftest import Parties
from tests.catalog.stories import imported, moved, written


async def told(parties: Parties) -> list[dict[str, object]]:
    """Return what the catalogue has to tell people."""
    page = await Feed("catalog_messages", MESSAGE_TABLES).changes(parties.database, "")
    return [event["data"] for event in orjson.loads(page)]


async def test_an_owner_is_told_what_an_operator_did_and_why(parties: Parties) -> None:
    entry = (await written(parties.provider, "providers")).json()

    await moved(parties.operator, f"/providers/{entry['id']}", "suspend", reason_code="maintenance")

    [message] = await told(parties)
    assert message["to"] == {"kind": "person", "id": "ming"}
    assert message["code"] == "entry_moved"
    facts = message["facts"]
    assert isinstance(facts, dict)
    assert facts["title"] == entry["name"]
    assert facts["status"] == {"zh": "暂停服务", "en": "temporarily closed"}
    assert facts["reason"] == {"zh": "维护中", "en": "maintenance"}
    assert message["link"] == f"/catalog/provider/{UUID(entry['id'])}"


async def test_owners_are_not_told_what_they_did_themselves(parties: Parties) -> None:
    entry = (await written(parties.provider, "providers")).json()

    await moved(parties.provider, f"/providers/{entry['id']}", "suspend")

    assert await told(parties) == []


async def test_auditors_read_who_moved_an_entry_and_that_the_log_is_whole(
    parties: Parties,
) -> None:
    entry = (await written(parties.provider, "providers")).json()
    place = f"/providers/{entry['id']}"
    for action in ("suspend", "resume"):
        await moved(parties.operator, place, action, reason_code="other")

    log = (await parties.auditor.get("/audit", params={"limit": 1})).json()
    rest = (await parties.auditor.get("/audit", params={"cursor": log["next_cursor"]})).json()
    nobody = (await parties.auditor.get("/audit", params={"actor": "ming"})).json()
    verdict = (await parties.auditor.get("/audit/verification")).json()

    steps = [*log["items"], *rest["items"]]
    assert [step["action"] for step in steps] == ["entry.resume", "entry.suspend"]
    assert {(step["actor"], step["subject"], step["outcome"]) for step in steps} == {
        ("desk", f"provider/{entry['id']}", "done")
    }
    assert steps[0]["roles"] == ["operator"]
    assert nobody["items"] == []
    assert (verdict["intact"], verdict["last"], verdict["hash"]) == (True, 2, steps[0]["hash"])


async def test_auditors_read_who_imported_how_much(parties: Parties) -> None:
    rows = [{"name": "检测中心", "source_id": "1"}, {"name": ""}]
    await imported(parties.operator, rows)
    await imported(parties.operator, rows, dry_run=True)

    [entry] = (await parties.auditor.get("/audit")).json()["items"]

    assert (entry["action"], entry["subject"]) == ("provider.import", "source/register")
    assert entry["details"] == {"created": 1, "updated": 0, "unchanged": 0, "rejected": 1}
