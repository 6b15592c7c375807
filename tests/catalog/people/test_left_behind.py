"""Whom entries named has left: what is others' goes on, and no import brings anybody back."""

from typing import Any, Final

import httpx

from tests.catalog.people.conftest import Portal
from tests.catalog.registrations.scene import Scene

SEEN: Final = {"If-Match": "*"}
SOURCE: Final = "huizhi"
EMAIL: Final = "Dean@institute.cn"
ROW: Final = {
    "source_id": "7",
    "name": "松山湖压铸研究所",
    "contact_name": "杜独秀",
    "contact_email": EMAIL,
}


async def taken_over(client: httpx.AsyncClient, plural: str, *rows: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Let rows of a source be imported; return what became of each."""
    answer = await client.post(f"/{plural}/import", json={"source": SOURCE, "rows": list(rows)})
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


async def test_an_organization_keeps_its_entry_and_a_colleague_looks_after_it(
    scene: Scene, portal: Portal
) -> None:
    body = {"name": ROW["name"], "kind_of_body": "institute", "contact_name": "杜独秀"}
    place = (await scene.dean.post("/providers", json=body)).headers["Location"]

    erased = await portal.ask("dean", "erasure")

    left = (await scene.clerk.get(place)).json()
    assert (left["status"], left["owner_subject"], left["contact_name"]) == ("active", None, None)
    assert erased["entries"] == []
    assert "owner_subject" not in (await scene.other_dean.get(place)).json()
    mine = (await scene.clerk.get("/providers", params={"mine": True})).json()
    assert [one["id"] for one in mine["items"]] == [left["id"]]
    others = {"website": "https://example.cn"}
    assert (await scene.other_dean.patch(place, json=others, headers=SEEN)).status_code == 404
    taken = await scene.clerk.patch(place, json={"contact_name": "新联系人"}, headers=SEEN)
    assert taken.json()["owner_subject"] == "clerk"
    assert taken.json()["owner_organization"] == "institute"
    [message] = await portal.told("entries_left_behind")
    assert message["to"] == {"kind": "organization", "id": "institute"}
    assert (await scene.auditor.get("/audit/verification")).json()["intact"]


async def test_what_was_imported_goes_to_the_desk_and_names_nobody_again(
    local_scene: Scene, local_portal: Portal
) -> None:
    desk = local_scene.operator
    [row] = await taken_over(desk, "providers", ROW)
    place = f"/providers/{row['id']}"
    await desk.patch(place, json={"owner_subject": "dean"}, headers=SEEN)
    island = {"source_id": "9", "facility_class": "pilot_line", **_card()}
    [other] = await taken_over(desk, "facilities", {"title": "压铸岛", **island})

    await local_portal.ask("dean", "erasure", email=EMAIL)
    again = await taken_over(desk, "providers", {**ROW, "website": "https://example.cn"})
    await taken_over(desk, "facilities", {"title": "压铸岛 2", **island})

    left = (await desk.get(place)).json()
    assert (left["status"], left["owner_subject"]) == ("active", None)
    assert (again[0]["status"], left["website"]) == ("updated", "https://example.cn")
    facility = (await desk.get(f"/facilities/{other['id']}")).json()
    assert facility["title"] == "压铸岛 2"
    assert {left["contact_email"], facility["contact_email"], facility["contact_name"]} == {None}
    [message] = await local_portal.told("entries_left_behind")
    assert (message["to"]["kind"], message["facts"]["count"]) == ("role", 2)
    by_hand = {"contact_name": "新联系人"}
    assert (await desk.patch(place, json=by_hand, headers=SEEN)).json()["contact_name"]


async def test_a_file_that_was_erased_is_not_taken_over_again(
    local_scene: Scene, local_portal: Portal
) -> None:
    desk = local_scene.operator
    row = {"source_id": "440106197001010011", "name": "陈独秀山", "owner_subject": "wu"}
    [made] = await taken_over(desk, "experts", row)

    await local_portal.ask("wu", "erasure")
    await local_portal.ask("wu", "erasure")
    [refused] = await taken_over(desk, "experts", {**row, "title": "研究员"})
    by_hand = await desk.post("/experts", json={**row, "source": SOURCE, "owner_subject": None})

    erased = (await desk.get(f"/experts/{made['id']}")).json()
    assert (erased["status"], erased["name"]) == ("withdrawn", "（已注销）")
    assert erased["source_id"].startswith("forgotten:"), "its key may be the person's number"
    assert (refused["status"], refused["errors"][0]["field"]) == ("rejected", "source_id")
    assert by_hand.status_code == 409


async def test_a_new_record_of_another_source_does_not_bring_anybody_back(
    scene: Scene, portal: Portal
) -> None:
    desk = scene.operator
    card = {"contact_phone": "138-0013-8000", "contact_email": "wu@lab.cn"}
    file = {"name": "陈独秀山", "organization_name": "岭南压铸研究院"}
    await taken_over(desk, "experts", {"source_id": "1", **file, **card, "owner_subject": "wu"})
    unclaimed = {"source_id": "8", "name": "陈独秀山", "contact_email": "WU@institute.cn"}
    [other] = await taken_over(desk, "experts", unclaimed)
    await portal.ask("wu", "erasure", email="Wu@institute.cn")
    found = (await desk.get(f"/experts/{other['id']}")).json()
    assert (found["name"], found["status"]) == ("（已注销）", "withdrawn")
    rows = [
        {"source_id": "2", **file},
        {"source_id": "3", "name": "陈独秀山", "contact_phone": "+86 13800138000"},
        {"source_id": "4", "name": "陈独秀山", "organization_name": "别处的另一人"},
    ]
    served = {"name": "松山湖压铸研究所", "contact_email": "wu@INSTITUTE.cn"}

    told = await taken_over(desk, "experts", *rows)
    again = await taken_over(desk, "experts", *rows)
    in_english = {"Accept-Language": "en"}
    body = {"source": "elsewhere", "rows": [served, {**served, "contact_email": None}]}
    others = (await desk.post("/providers/import", json=body, headers=in_english)).json()["rows"]

    states = [(row["status"], [e["field"] for e in row["errors"]]) for row in told]
    assert states[:2] == [("rejected", ["name"]), ("rejected", ["contact_phone"])]
    assert states[2] == ("created", []), "somebody else of the same name"
    assert [row["status"] for row in again] == ["rejected", "rejected", "unchanged"]
    assert "按本人要求删除" in told[0]["errors"][0]["message"]
    assert [row["status"] for row in others] == ["rejected", "created"]
    assert "erased at their own wish" in others[0]["errors"][0]["message"]
    listed = (await desk.get("/experts", params={"source": SOURCE})).json()["items"]
    assert sorted(one["name"] for one in listed) == ["陈独秀山"]


def _card() -> dict[str, str]:
    return {name: value for name, value in ROW.items() if name.startswith("contact_")}
