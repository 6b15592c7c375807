"""Whatever anybody tries in whatever order: no failure, and need and responses stay in line."""

from random import Random
from typing import Any, Final

import httpx

from services.requests.demands.domain import DemandStatus
from services.requests.responses.domain import LIVE, ResponseAction, ResponseStatus
from services.requests.responses.reasons import NEEDS_NOTE, NEEDS_REASON
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    OFFER,
    SAID,
    SQLITE,
    drafted,
    invited,
    pass_working_days,
)
from tests.requests.stories import published

pytestmark = SQLITE

TRIES: Final = 150
A = ResponseAction
WHO: Final = ("expert", "provider", "owner", "operator", "stranger", "nobody")
AWAY: Final[list[tuple[str, dict[str, Any]]]] = [
    ("operator", {"action": "suspend", "reason_code": "complaint_upheld"}),
    ("owner", {"action": "revise"}),
    ("owner", {"action": "withdraw", "reason_code": "no_longer_needed"}),
]
BACK: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "suspended": ("operator", {"action": "resume"}),
    "withdrawn": ("owner", {"action": "revise"}),
    "draft": ("owner", {"action": "submit"}),
    "submitted": ("operator", {"action": "start_review"}),
    "under_review": ("operator", {"action": "publish"}),
}
"""The need goes out of sight now and then, and step by step it comes back."""

BACKWARD: Final = {A.WITHDRAW, A.REFUSE, A.DISCARD, A.CANCEL, A.DECLINE, A.REQUEST_INFO}
"""What would end most lives early, if it were tried as often as the rest."""

WITH_SOMEBODY: Final = {DemandStatus.MATCHING, DemandStatus.IN_CONTACT}
RESTING: Final = {"suspended", "draft", "submitted", "under_review", "returned"}


def said(action: ResponseAction) -> dict[str, Any]:
    """Return a step with what goes with it."""
    words: dict[str, Any] = {"action": action}
    if action in NEEDS_REASON:
        words["reason_code"] = "other"
    if action in NEEDS_REASON | NEEDS_NOTE:
        words["note"] = "见说明"
    if action in {A.OFFER, A.COUNTER}:
        words["offer"] = OFFER
    return words


async def move_need(parties: Parties, random: Random, demand: str) -> int:
    """Take the need out of sight at times, and back as soon as may be."""
    place = f"/demands/{demand}"
    status = (await parties.owner.get(place)).json()["status"]
    if status not in BACK and random.random() < 0.8:
        return 200
    who, words = BACK.get(status) or random.choice(AWAY)
    answer = await getattr(parties, who).put(
        f"{place}/status", json=words, headers={"If-Match": "*"}
    )
    return int(answer.status_code)


async def way_on(
    parties: Parties, random: Random, place: str
) -> tuple[httpx.AsyncClient, dict[str, Any]]:
    """Return somebody and a step of theirs that leads on, if there is one."""
    for who in random.sample(WHO, len(WHO)):
        client: httpx.AsyncClient = getattr(parties, who)
        read = (await client.get(place)).json()
        ways = [action for action in read.get("actions", []) if action not in BACKWARD]
        if ways:
            return client, said(A(random.choice(ways)))
    return parties.stranger, said(random.choice(list(A)))


async def try_something(parties: Parties, random: Random, ids: dict[str, Any]) -> int:
    """Let somebody do something; return how it was answered."""
    client = getattr(parties, random.choice(WHO))
    place = f"/responses/{random.choice(ids['responses'])}"
    chance = random.random()
    if chance < 0.1:
        return await move_need(parties, random, ids["demand"])
    if chance < 0.18:
        answer = await client.patch(place, json=SAID, headers={"If-Match": "*"})
        return int(answer.status_code)
    if chance < 0.2:
        await pass_working_days(parties, random.choice((3, 11, 30)))
        return 200
    if chance < 0.85:
        client, words = await way_on(parties, random, place)
    else:
        words = said(random.choice(list(A)))
    answer = await client.put(f"{place}/status", json=words, headers={"If-Match": "*"})
    return int(answer.status_code)


async def out_of_line(parties: Parties, ids: dict[str, Any]) -> list[str]:
    """Return what does not fit between the need and its responses."""
    need = (await parties.owner.get(f"/demands/{ids['demand']}")).json()["status"]
    read = [
        (await client.get(f"/responses/{one}")).json()
        for client, one in zip((parties.expert, parties.provider), ids["responses"], strict=True)
    ]
    live = [one for one in read if one["status"] in LIVE]
    selected = [one for one in live if one["status"] == ResponseStatus.SELECTED]
    wrong = []
    if (need in WITH_SOMEBODY) != bool(live) and need not in RESTING:
        wrong.append(f"{need} with {[one['status'] for one in read]}")
    if len(selected) > 1 or (selected and len(live) > 1):
        wrong.append("one is selected, and another is live")
    if any(one["paused"] != (need in RESTING) for one in live if one not in selected):
        wrong.append(f"{need}, and somebody rests or does not")
    wrong += [
        f"{one['status']} waits for ever"
        for one in live
        if (one["due_at"] is None) != (one in selected)
    ]
    return wrong


async def taken_by(parties: Parties, ids: dict[str, Any]) -> set[str]:
    """Return which steps the responses have taken."""
    places = [f"/responses/{one}/history" for one in ids["responses"]]
    read = [
        (await client.get(place)).json()
        for client, place in zip((parties.expert, parties.provider), places, strict=True)
    ]
    return {step["action"] for steps in read for step in steps}


async def test_whatever_anybody_tries_nothing_fails_and_all_stays_in_line(
    parties: Parties,
) -> None:
    random = Random(1)  # noqa: S311 - the same walk every time
    demand = await published(parties)
    responses = [
        (await invited(parties, demand))["id"],
        (await drafted(parties.provider, demand))["id"],
    ]
    ids = {"demand": demand["id"], "responses": responses}
    answers = set()

    for turn in range(TRIES):
        status = await try_something(parties, random, ids)
        answers.add(status)
        assert status < 500, turn
        assert await out_of_line(parties, ids) == [], turn

    assert {200, 403, 404, 409} <= answers
    assert len(await taken_by(parties, ids)) > 6
