"""Each reading of what others keep confidential is in the audit log; nobody reads it there."""

from typing import Any

import pytest

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.grants.stories import SECRET, asked, confided, seen, step
from tests.requests.stories import brought_to, draft, move, published

TAKING_OVER = {"action": "take_over", "reason_code": "complaint_received"}
SQLITE = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


async def entries(parties: Parties, action: str | None = None) -> list[dict[str, Any]]:
    """Return the audit log, the first entry first."""
    query: dict[str, str | int] = {"limit": 100} | ({"action": action} if action else {})
    answer = await parties.auditor.get("/audit", params=query)
    return list(reversed(answer.json()["items"]))


async def readings(parties: Parties) -> list[tuple[str, str]]:
    """Return who read whose confidential text, in order."""
    found = await entries(parties, "demand.read_confidential")
    return [(one["actor"], one["subject"]) for one in found]


async def test_whoever_was_let_in_leaves_a_trace_with_each_reading(parties: Parties) -> None:
    demand, grant = await confided(parties)
    subject = f"demand/{demand['id']}"
    before = await readings(parties)

    await seen(parties.provider, demand)
    await parties.provider.get("/demands")
    await seen(parties.operator, demand)
    await move(parties.operator, await seen(parties.operator, demand), **TAKING_OVER)
    await seen(parties.operator, demand)
    await parties.operator.get(f"/demands/{demand['id']}/history")
    await step(parties.owner, grant, "revoke", reason_code="misuse")
    await seen(parties.provider, demand)

    assert (await readings(parties))[len(before) :] == [
        ("sun", subject),
        ("sun", subject),
        ("desk-1", subject),
        ("desk-1", subject),
        ("desk-1", subject),
    ], "not before it was taken over, and then each time"


@SQLITE
async def test_nobody_leaves_a_trace_with_their_own_or_with_what_is_public(
    parties: Parties,
) -> None:
    demand = await published(parties, **SECRET)
    own = await draft(parties.owner, **SECRET)
    before = await readings(parties)

    for client in (parties.owner, parties.colleague, parties.stranger, parties.nobody):
        await seen(client, demand)
        await seen(client, own)
        await client.get("/demands")

    assert await readings(parties) == before


@SQLITE
async def test_what_operators_are_shown_by_a_step_or_in_a_list_is_traced_too(
    parties: Parties,
) -> None:
    demand = await brought_to(parties, DemandStatus.SUBMITTED, **SECRET)
    await parties.operator.get("/demands")
    await parties.operator.put(
        f"/demands/{demand['id']}/status", json={"action": "claim"}, headers={"If-Match": "*"}
    )

    await parties.operator.get("/demands")
    await parties.other_operator.get("/demands")

    assert await readings(parties) == [("desk-1", f"demand/{demand['id']}")] * 2
    found = await entries(parties, "demand.read_confidential")
    assert [one["details"]["assigned"] for one in found] == [[demand["id"]]] * 2


@SQLITE
async def test_the_log_tells_each_step_and_no_word_of_what_is_confidential(
    parties: Parties,
) -> None:
    demand, grant = await confided(parties)
    await step(parties.owner, grant, "revoke", reason_code="misuse", note="泄露了配方")

    found = await entries(parties)

    mine = [(one["actor"], one["action"]) for one in found if one["subject"].startswith("grant/")]
    assert mine == [
        ("sun", "grant.request"),
        ("li", "grant.approve"),
        ("sun", "grant.accept"),
        ("li", "grant.revoke"),
    ]
    assert not [word for word in ("配方", "测试电池厂", "0769-2283", "华南") if word in str(found)]
    assert (await parties.auditor.get("/audit/verification")).json()["intact"]
    assert (await asked(parties.expert, demand))["status"] == "requested"
