"""Somebody takes their data along, and leaves: nothing names them, and nobody waits for them."""

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services.requests.demands.domain import DemandStatus
from services.requests.dependencies import Resources
from services.requests.engagements.domain import EngagementStatus
from services.requests.people.holdings import HOLDINGS
from services.requests.responses.domain import ResponseStatus
from shared.auth import Role
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import engaged as engaged_to
from tests.requests.grants.stories import SECRET
from tests.requests.grants.stories import asked as asked_for
from tests.requests.people.portal import EMAIL, asked, portal_client
from tests.requests.responses.stories import (
    SAID,
    SQLITE,
    asked_to_join,
    brought_to,
    drafted,
    seen,
    stepped,
    told,
)
from tests.requests.stories import NEED, draft, move, published

CARD = {**SAID, "contact_name": "陈独秀山", "contact_email": EMAIL}


async def everything(parties: Parties) -> str:
    """Return all rows of all tables as one text."""
    said = []
    resources: Resources = parties.app.state.resources
    async with resources.database.snapshot() as session:
        for model in HOLDINGS:
            rows = await session.execute(sa.select(*sa.inspect(model).columns))
            said += [str(tuple(row)) for row in rows]
    return "\n".join(said)


async def test_who_leaves_is_named_nowhere_and_nobody_waits_for_them(
    parties: Parties, tmp_path: Path
) -> None:
    chen, portal = parties.expert, portal_client(parties, tmp_path)
    need = await published(parties)
    response = await drafted(chen, need, **CARD)
    await stepped(chen, response, "express")
    own = await draft(chen, contact_name="陈独秀山", contact_email=EMAIL, title="独秀山的难题")
    secret = await published(parties, title="另一个保密需求", **SECRET)
    grant = await asked_for(chen, secret)
    entry = parties.listed.add("expert", "陈独秀山", "chen")

    exported = await asked(portal, "chen", "export", email=EMAIL.lower())
    nothing = await asked(portal, "chen", "obligations", organizations=[])
    erased = await asked(portal, "chen", "erasure", email=EMAIL, entries=[entry["id"]])
    again = await asked(portal, "chen", "erasure", email=EMAIL, entries=[entry["id"]])

    tables = exported["tables"]
    assert {"demand", "response", "access_grant"} <= tables.keys()
    assert [row["id"] for row in tables["demand"]] == [own["id"]]
    assert "陈独秀山" in json.dumps(exported, ensure_ascii=False)
    assert (nothing, erased["tables"]["response"]) == ([], 1)
    found = await everything(parties)
    assert [name for name in ("独秀山", EMAIL, EMAIL.lower()) if name in found] == []
    assert (await seen(parties.operator, response))["status"] == "withdrawn"
    assert (await chen.get(f"/demands/{own['id']}")).json()["status"] == "withdrawn"
    assert (await parties.operator.get(f"/grants/{grant['id']}")).json()["status"] == "withdrawn"
    lost = [message["to"]["kind"] for message in await told(parties, "response_lost")]
    assert sorted(lost) == ["organization", "role"], "told once, and the second time nothing is new"
    assert again["tables"].keys() <= erased["tables"].keys()


@SQLITE
async def test_a_contract_is_named_before_somebody_leaves(parties: Parties, tmp_path: Path) -> None:
    portal = portal_client(parties, tmp_path)
    work = await engaged_to(parties, EngagementStatus.IN_PROGRESS)

    chens = await asked(portal, "chen", "obligations", organizations=[])
    lis = await asked(portal, "li", "obligations", organizations=[])
    with_the_firm = await asked(portal, "li", "obligations", organizations=["acme"])

    assert [one["id"] for one in chens] == [one["id"] for one in with_the_firm] == [work["id"]]
    assert chens[0]["status"] == "in_progress"
    assert chens[0]["number"].startswith("KQ")
    assert lis == [], "the firm's other people answer for it"


@SQLITE
async def test_the_colleague_of_somebody_who_left_keeps_the_need_and_a_team_does_without(
    parties: Parties, tmp_path: Path
) -> None:
    portal = portal_client(parties, tmp_path)
    response = await brought_to(parties, ResponseStatus.TAKEN_OVER)
    gu = parties.as_person("gu", Role.EXPERT, None)
    entry = parties.listed.add("expert", "顾独秀", "gu")
    member = await asked_to_join(parties.expert, response, entry)
    await gu.put(
        f"/responses/{response['id']}/members/{member}/consent", json={"consent": "agreed"}
    )

    await asked(portal, "gu", "erasure", entries=[entry["id"]])
    await asked(portal, "li", "erasure")

    [left] = (await seen(parties.expert, response))["members"]
    assert (left["consent"], left["entry"]["title"]) == ("refused", "（已注销）")
    place = f"/demands/{response['demand_id']}"
    need = (await parties.colleague.get(place)).json()
    assert (need["status"], need["contact_name"]) == (DemandStatus.MATCHING, None)
    assert need["description"] == NEED["description"]
    [message] = await told(parties, "need_without_contact")
    assert message["to"] == {"kind": "organization", "id": "acme"}
    somebody = {"contact_name": "新联系人", "contact_phone": "0769-22831234"}
    named = await parties.colleague.patch(place, json=somebody, headers={"If-Match": "*"})
    assert named.json()["contact_name"] == "新联系人"


@SQLITE
async def test_talks_end_and_an_operator_who_leaves_brokers_nothing_any_more(
    parties: Parties, tmp_path: Path
) -> None:
    portal = portal_client(parties, tmp_path)
    talks = await engaged_to(parties, EngagementStatus.PROPOSED)
    need: dict[str, Any] = await published(parties)
    await parties.operator.put(
        f"/demands/{need['id']}/status", json={"action": "broker"}, headers={"If-Match": "*"}
    )

    await asked(portal, "chen", "erasure")
    await asked(portal, "desk-1", "erasure")

    ended = (await parties.owner.get(f"/engagements/{talks['id']}")).json()
    assert ended["status"] == "terminated"
    assert (await parties.owner.get(f"/demands/{need['id']}")).json()["desk"]["broker"] is None


@SQLITE
async def test_somebody_else_is_in_nobodys_export(parties: Parties, tmp_path: Path) -> None:
    portal = portal_client(parties, tmp_path)
    await draft(parties.owner, contact_email="shared@acme.cn", confidential_detail="配方甲")
    await published(parties)

    desk = await asked(portal, "desk-1", "export")
    reached = await asked(portal, "nobody-here", "export", email="shared@acme.cn")

    assert NEED["contact_name"] not in json.dumps(desk, ensure_ascii=False)
    [card] = reached["tables"]["demand"]
    assert card.keys() == {"id", "case_number", "contact_name", "contact_phone", "contact_email"}


@SQLITE
async def test_what_an_operator_wrote_for_others_stays_with_the_desk(
    parties: Parties, tmp_path: Path
) -> None:
    portal = portal_client(parties, tmp_path)
    row = {"source_id": "n-1", **{name: NEED[name] for name in ("title", "description")}}
    [taken] = await taken_over(parties, {**row, "contact_email": "wang@firm.cn"})

    await asked(portal, "desk-1", "erasure", at_the_desk=True)
    other = parties.as_person("desk-9", Role.OPERATOR, None)
    seen_there = (await other.get(f"/demands/{taken['id']}")).json()
    withdrawn = await move(other, seen_there, action="withdraw", reason_code="no_longer_needed")

    assert (seen_there["status"], seen_there["contact_email"]) == ("published", "wang@firm.cn")
    assert withdrawn.json()["status"] == "withdrawn", "whoever is at the desk owns it"
    assert (await parties.auditor.get("/audit/verification")).json()["intact"]


async def test_who_was_to_be_reached_is_not_named_again_by_the_next_import(
    parties: Parties, tmp_path: Path
) -> None:
    portal = portal_client(parties, tmp_path)
    card = {"contact_name": "陈独秀山", "contact_email": EMAIL, "contact_phone": "0769-22831234"}
    row = {"source_id": "n-1", "title": NEED["title"], **card}
    [taken] = await taken_over(parties, row)

    await asked(portal, "chen", "erasure", email=EMAIL)
    [again] = await taken_over(parties, {**row, "title": "换了说法的难题"})
    fresh = [
        {"source_id": "n-2", "title": NEED["title"], "contact_email": EMAIL.upper()},
        {**row, "source_id": "n-3", "contact_email": None},
        {**row, "source_id": "n-4", "contact_name": "李四", "contact_email": "li@lab.cn"},
    ]
    others = await taken_over(parties, *fresh)

    need = (await parties.operator.get(f"/demands/{taken['id']}")).json()
    assert (again["status"], need["title"]) == ("updated", "换了说法的难题")
    assert {need[name] for name in card} == {None}
    assert [(one["status"], [e["field"] for e in one["errors"]]) for one in others] == [
        ("rejected", ["contact_email"]),
        ("rejected", ["contact_phone"]),
        ("created", []),
    ]
    assert "按本人要求删除" in others[0]["errors"][0]["message"]
    assert "独秀山" not in await everything(parties)
    [message] = await told(parties, "need_without_contact")
    assert message["to"]["id"] == "desk-1", "who took it over has to name somebody else"


@SQLITE
async def test_what_an_organization_had_begun_ends_with_its_only_member(
    parties: Parties, tmp_path: Path
) -> None:
    portal = portal_client(parties, tmp_path)
    need = await published(parties)
    response = await brought_to(parties, ResponseStatus.QUALIFIED)

    await asked(portal, "li", "erasure", organizations=["acme"])

    assert (await parties.operator.get(f"/demands/{need['id']}")).json()["status"] == "withdrawn"
    assert (await seen(parties.expert, response))["reason_code"] == "need_withdrawn"


async def taken_over(parties: Parties, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    """Let rows of a source be imported and published; return what became of each."""
    said = {"source": "huizhi", "publish": True, "rows": list(rows)}
    answer = await parties.operator.post("/demands/import", json=said)
    assert answer.status_code == 200, answer.text
    reports: list[dict[str, Any]] = answer.json()["rows"]
    return reports
