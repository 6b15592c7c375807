"""What people do to each other, and what they tried and may not, stands in the audit log."""

from http import HTTPStatus
from typing import Any

from services.requests.responses.domain import ResponseStatus
from tests.requests.conftest import Parties
from tests.requests.responses.stories import SQLITE, asked_to_join, brought_to, drafted
from tests.requests.stories import published


async def log_of(parties: Parties, **wanted: str) -> list[dict[str, Any]]:
    """Return what the audit log says, the first first."""
    answer = await parties.auditor.get("/audit", params={"limit": 100, **wanted})
    assert answer.status_code == HTTPStatus.OK, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items[::-1]


async def test_what_somebody_was_refused_stands_in_the_log_once(parties: Parties) -> None:
    demand = await published(parties)
    place = f"/demands/{demand['id']}/history"

    answers = [(await parties.stranger.get(place)).status_code for _ in range(3)]
    unknown = await parties.nobody.get(place)
    hidden = await parties.stranger.get(f"/responses/{demand['id']}")

    assert (answers, unknown.status_code, hidden.status_code) == ([403] * 3, 401, 404)
    [refused] = [one for one in await log_of(parties) if one["outcome"] == "refused"]
    assert (refused["actor"], refused["organization"], refused["subject"]) == (
        "zhao",
        "other",
        place,
    )
    assert refused["action"].startswith("get.")


@SQLITE
async def test_rewriting_teams_and_joining_stand_in_the_log(parties: Parties) -> None:
    demand = await published(parties)
    draft = await drafted(parties.expert, demand)
    await parties.expert.patch(
        f"/responses/{draft['id']}",
        json={"approach": "换一种思路。" * 8},
        headers={"If-Match": "*"},
    )
    lab = parties.listed.add("provider", "检测中心", "sun", "institute")
    member = await asked_to_join(parties.expert, draft, lab)
    consent = f"/responses/{draft['id']}/members/{member}/consent"
    await parties.provider.put(consent, json={"consent": "agreed"})
    await parties.stranger.post(f"/demands/{demand['id']}/join", json={})
    await parties.stranger.post(f"/demands/{demand['id']}/join", json={})
    await parties.stranger.delete(f"/demands/{demand['id']}/join")

    said = [(one["actor"], one["action"]) for one in await log_of(parties)]

    for told in (
        ("chen", "response.rewrite"),
        ("chen", "team.ask"),
        ("sun", "team.answer"),
        ("zhao", "demand.join"),
        ("zhao", "demand.leave"),
    ):
        assert said.count(told) == 1


@SQLITE
async def test_the_log_holds_none_of_the_words_that_were_rewritten(parties: Parties) -> None:
    response = await brought_to(parties, ResponseStatus.DRAFT)
    words = "一字不可入账的独门做法，试焊二十件后定窗口。"
    await parties.expert.patch(
        f"/responses/{response['id']}", json={"approach": words}, headers={"If-Match": "*"}
    )

    [rewritten] = await log_of(parties, action="response.rewrite")

    assert rewritten["details"]["fields"] == ["approach"]
    assert words not in str(rewritten)
