"""What is asked of matching before a move, over HTTP, and what becomes of its silence."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse

from services.requests.pursuit.domain import Move
from services.requests.pursuit.gateways import AskingMatching
from services.requests.pursuit.searching import Words, look
from shared.network import connect

NEED = UUID(int=77)
WORDS = Words("铝壳焊接气孔", "激光焊接 3003 铝壳")
NAMES = {"expert": 1, "provider": 2, "facility": 3}


class Matching:
    """As much of matching as is asked."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.asked: list[dict[str, Any]] = []
        self.status = 200
        self.app.get("/demands/{demand_id}/matches")(self.matches)
        self.app.post("/matches/preview")(self.preview)
        self.app.post("/demands/similar")(self.preview)

    def matches(self, demand_id: UUID, limit: int, kind: str | None = None) -> JSONResponse:
        """Return one entry of each kind."""
        self.asked.append({"demand_id": demand_id, "limit": limit, "kind": kind})
        return self._answer({name: n for name, n in NAMES.items() if kind in {None, name}})

    def preview(self, asked: dict[str, Any]) -> JSONResponse:
        """Return what is close to words."""
        self.asked.append(asked)
        return self._answer({"expert": 1, "achievement": 4, "demand": 77})

    def _answer(self, found: dict[str, int]) -> JSONResponse:
        items = [
            {"kind": kind, "id": str(UUID(int=number)), "title": kind, "score": 0.5}
            for kind, number in found.items()
        ]
        return JSONResponse({"items": items, "considered": 3}, status_code=self.status)


@pytest.fixture
def matching() -> Matching:
    """A matching service that answers."""
    return Matching()


@pytest.fixture
async def asking(matching: Matching) -> AsyncIterator[AskingMatching]:
    """Whoever asks it."""
    async with connect({"matching": matching.app}) as peers:
        yield AskingMatching(peers)


@pytest.mark.parametrize(
    ("move", "kinds"),
    [
        (Move.WIDER_MATCH, ["achievement", "demand"]),
        (Move.INVITE_MORE, ["expert", "provider", "facility"]),
        (Move.SUGGEST_TEAM, ["expert", "provider", "facility"]),
        (Move.COMMON_PROBLEM, ["expert", "achievement"]),
    ],
)
async def test_a_move_notes_what_it_came_upon(
    asking: AskingMatching, move: Move, kinds: list[str]
) -> None:
    findings = await look(move, NEED, WORDS, asking)

    assert (findings.looked, [one.kind for one in findings.found]) == (True, kinds)


@pytest.mark.parametrize("move", [Move.BROKER, Move.CHALLENGE, Move.DECIDE])
async def test_what_is_for_people_to_do_needs_no_search(
    asking: AskingMatching, matching: Matching, move: Move
) -> None:
    findings = await look(move, NEED, WORDS, asking)

    assert (findings.looked, matching.asked) == (None, [])


async def test_nothing_is_looked_up_for_a_need_that_is_not_public(
    asking: AskingMatching, matching: Matching
) -> None:
    findings = await look(Move.WIDER_MATCH, NEED, None, asking)

    assert (findings.looked, matching.asked) == (None, [])


@pytest.mark.parametrize("move", [m for m in Move if m not in {"broker", "challenge", "decide"}])
async def test_matching_that_fails_is_no_answer(
    asking: AskingMatching, matching: Matching, move: Move
) -> None:
    matching.status = 503

    findings = await look(move, NEED, WORDS, asking)

    assert (findings.looked, list(findings.found)) == (False, [])
