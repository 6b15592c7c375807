"""What the requests service asks of matching before a move, as the real matching answers it."""

from typing import Any, Final
from uuid import UUID

import pytest

from services.requests.pursuit.domain import Move
from services.requests.pursuit.gateways import AskingMatching
from services.requests.pursuit.searching import Findings, Words, look
from shared.network import connect
from tests.waiting import eventually
from tests.whole import WholePlatform

WORDS: Final = Words("钛合金薄壁件铣削颤振", "钛合金薄壁件铣削时颤振，表面有振纹，希望抑制颤振。")
ROWS: Final = [
    {"source_id": f"s-{n}", "title": WORDS.title, "description": WORDS.text} for n in (1, 2)
]
EXPERTS: Final = [
    {
        "source_id": f"e-{n}",
        "name": f"铣削专家{n}",
        "expert_kind": "academic",
        "specialties": ["钛合金铣削", "颤振抑制"],
    }
    for n in range(25)
]


@pytest.fixture(scope="module")
def need(whole: WholePlatform) -> UUID:
    """A published need that matching knows, with experts for it."""

    def stored(place: str, rows: list[dict[str, Any]], **more: object) -> str:
        body = {"source": "searches", "rows": rows, **more}
        answer = whole.client.post(place, json=body, headers=whole.operator)
        assert answer.is_success, answer.text
        return str(answer.json()["rows"][0]["id"])

    stored("/catalog/experts/import", EXPERTS)
    demand_id = stored("/requests/demands/import", ROWS, publish=True)
    place = f"/matching/demands/{demand_id}/matches?limit=20"
    eventually(lambda: len(whole.client.get(place).json().get("items", ())) == 20)
    return UUID(demand_id)


async def looked_up(whole: WholePlatform, need: UUID, move: Move) -> Findings:
    """Look up what a move needs."""
    url = f"{whole.client.base_url}/matching".replace("//matching", "/matching")
    async with connect({}, urls={"matching": url}) as peers:
        return await look(move, need, WORDS, AskingMatching(peers))


async def test_a_wider_match_finds_those_beyond_the_first_twenty(
    whole: WholePlatform, need: UUID
) -> None:
    first = whole.client.get(f"/matching/demands/{need}/matches?limit=20").json()["items"]

    findings = await looked_up(whole, need, Move.WIDER_MATCH)

    found = {str(one.id) for one in findings.found}
    assert findings.looked
    assert found
    assert not found & {one["id"] for one in first}


@pytest.mark.parametrize(
    ("move", "kind"),
    [
        (Move.INVITE_MORE, "expert"),
        (Move.SUGGEST_TEAM, "expert"),
        (Move.COMMON_PROBLEM, "demand"),
    ],
)
async def test_every_search_is_answered(
    whole: WholePlatform, need: UUID, move: Move, kind: str
) -> None:
    findings = await looked_up(whole, need, move)

    assert findings.looked
    assert kind in [one.kind for one in findings.found]
    assert need not in {one.id for one in findings.found}
