"""Random people do random things to an engagement, for years: it never breaks and always ends."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from random import Random
from typing import Any, Final

import httpx
import pytest
import time_machine

from services.requests.engagements.confidentiality import NDA
from services.requests.engagements.domain import LIFE, LIVE, EngagementAction, EngagementStatus
from services.requests.engagements.reasons import REASONS, EngagementReason
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import STANDING
from tests.requests.engagements.stories import (
    ACCEPTANCE,
    clock_of,
    contract,
    demand_status,
    hand_in,
    proposed,
)

SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
WHO: Final = (
    *("owner", "expert") * 4,
    *("operator", "operator", "colleague", "provider", "stranger", "nobody"),
)
ROWS: Final = {(row.state, row.action, row.next) for row in LIFE.transitions}
ENDING: Final = {EngagementAction.TERMINATE, EngagementAction.DECIDE_TERMINATION}
_POSSIBLE: Final = {
    state: sorted({row.action for row in LIFE.transitions if row.state == state})
    for state in EngagementStatus
}
BEGINNING: Final = datetime(2027, 3, 1, 2, tzinfo=UTC)
SEEN: Final = {"If-Match": "*"}


Deed = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


class Walk:
    """One engagement, and what somebody does to it next."""

    def __init__(self, parties: Parties, engagement: dict[str, Any], chance: Random) -> None:
        self._parties = parties
        self._engagement = engagement
        self.place = f"/engagements/{engagement['id']}"
        self._chance = chance
        self.now = BEGINNING
        self.status = EngagementStatus.PROPOSED
        self._drafted = False
        self.answers: list[int] = []

    async def go(self) -> None:
        """Let somebody do something, or time pass."""
        with time_machine.travel(self.now, tick=False):
            if self._chance.random() < 0.06:
                await self._pass_time()
                return
            client = getattr(self._parties, self._chance.choice(WHO))
            answer = await self._chance.choice(self._deeds())(client)
        self.answers.append(answer.status_code)
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, answer.text
        self.now += timedelta(hours=self._chance.randrange(1, 30))

    async def shown(self) -> dict[str, Any]:
        """Return the engagement as its firm sees it."""
        with time_machine.travel(self.now, tick=False):
            shown: dict[str, Any] = (await self._parties.owner.get(self.place)).json()
        self.status = EngagementStatus(shown["status"])
        self._drafted = shown["contract"] is not None
        return shown

    async def _pass_time(self) -> None:
        self.now += timedelta(days=self._chance.randrange(5, 60))
        with time_machine.travel(self.now, tick=False):
            await clock_of(self._parties).do_what_is_due()

    def _deeds(self) -> list[Deed]:
        """Return what somebody might do: mostly what leads on from here."""
        leads_on: dict[EngagementStatus, list[Deed]] = {
            EngagementStatus.NEGOTIATING: [self._sign] if self._drafted else [self._draft],
            EngagementStatus.IN_PROGRESS: [self._hand_in, self._step, self._amend],
            EngagementStatus.CHANGES_REQUESTED: [self._step, self._amend],
            EngagementStatus.DELIVERED: [self._accept, self._step],
            EngagementStatus.DISPUTED: [self._say, self._step],
            EngagementStatus.ACCEPTED: [self._say],
            EngagementStatus.FOLLOW_UP: [self._answer],
        }
        if self._chance.random() < 0.8:
            return leads_on.get(self.status, [self._step])
        return [self._step, self._sign, self._draft, self._hand_in, self._say, self._amend,
                self._accept, self._answer]  # fmt: skip

    async def _step(self, client: httpx.AsyncClient) -> httpx.Response:
        likely = [one for one in _POSSIBLE.get(self.status, []) if one not in ENDING]
        anything = self._chance.random() < 0.2 or not likely
        action = self._chance.choice(list(EngagementAction) if anything else likely)
        reasons = [one for one, reason in REASONS.items() if action in reason.given_for]
        reason = self._chance.choice([None, *EngagementReason] if anything else reasons or [None])
        body = {"action": action, "reason_code": reason, "note": "说明"}
        return await client.put(f"{self.place}/status", json=body, headers=SEEN)

    async def _sign(self, client: httpx.AsyncClient) -> httpx.Response:
        seen = (await client.get(self.place)).json()
        drafted = (seen.get("contract") or {}).get("digest", "0" * 64)
        nda = not self._drafted or self._chance.random() < 0.1
        document, digest = ("nda", NDA.digest) if nda else ("contract", drafted)
        body = {"document": document, "digest": digest}
        return await client.post(f"{self.place}/signatures", json=body, headers=SEEN)

    async def _draft(self, client: httpx.AsyncClient) -> httpx.Response:
        today = self.now.date()
        days = {"start_on": today.isoformat(), "finish_on": str(today + timedelta(days=40))}
        return await client.put(f"{self.place}/contract", json=contract(**days), headers=SEEN)

    async def _hand_in(self, client: httpx.AsyncClient) -> httpx.Response:
        purpose = self._chance.choice(["result", "result", "evidence", "other"])
        return await hand_in(client, self._engagement, purpose=purpose)

    async def _say(self, client: httpx.AsyncClient) -> httpx.Response:
        kind, body = self._chance.choice(
            [
                ("statements", {"words": "样品不合格。"}),
                ("reviews", {"overall": 4}),
            ]
        )
        return await client.post(f"{self.place}/{kind}", json=body)

    async def _amend(self, client: httpx.AsyncClient) -> httpx.Response:
        found = await client.get(f"{self.place}/amendments")
        open_ones = [
            one for one in (found.json() if found.is_success else []) if one["status"] == "proposed"
        ]
        if open_ones:
            place = f"{self.place}/amendments/{open_ones[0]['id']}/status"
            action = self._chance.choice(["agree", "withdraw", "lapse"])
            return await client.put(place, json={"action": action}, headers=SEEN)
        later = str(self.now.date() + timedelta(days=60))
        change = {"kind": "change", "finish_on": later, "why": "设备检修"}
        end = {"kind": "termination", "why": "条件变化"}
        body = self._chance.choice([change, change, change, end])
        return await client.post(f"{self.place}/amendments", json=body)

    async def _accept(self, client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(f"{self.place}/acceptance", json=ACCEPTANCE, headers=SEEN)

    async def _answer(self, client: httpx.AsyncClient) -> httpx.Response:
        found = await client.get(f"{self.place}/follow-ups")
        asked = [one["id"] for one in (found.json() if found.is_success else [])]
        if not asked:
            return found
        place = f"{self.place}/follow-ups/{self._chance.choice(asked)}/answer"
        holds = self._chance.choice(["yes", "partly", "no"])
        return await client.put(place, json={"holds": holds, "benefit": 1000})


async def sound(parties: Parties, walk: Walk) -> str:
    """Return where the engagement stands; it and its need fit together, and a clock runs."""
    before = walk.status
    shown = await walk.shown()
    status: str = shown["status"]
    assert (shown["due_at"] is None) == (status == "archived")
    if status != before and status in LIVE and status not in {"disputed", "suspended"}:
        assert await demand_status(parties, shown) == STANDING[walk.status]
    return status


@SQLITE
async def test_whatever_anybody_does_an_engagement_stays_sound_and_ends(parties: Parties) -> None:
    reached = set()
    for seed in range(4):
        chance = Random(seed)  # noqa: S311 - dice, not secrets
        with time_machine.travel(BEGINNING, tick=False):
            walk = Walk(parties, await proposed(parties), chance)
        for _ in range(60):
            await walk.go()
            reached.add(await sound(parties, walk))
            if walk.status is EngagementStatus.ARCHIVED and chance.random() < 0.3:
                break
        history = (await parties.owner.get(f"{walk.place}/history")).json()
        taken = {(one["from_status"], one["action"], one["to_status"]) for one in history}
        assert taken <= ROWS
        assert {HTTPStatus.NOT_FOUND} <= set(walk.answers)

    assert len(reached) >= 8, sorted(reached)
