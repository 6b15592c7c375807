"""What is said between two sides stays there: each text carries a token, nobody else finds it."""

import logging
from http import HTTPStatus
from typing import Final
from uuid import UUID

import pytest

from services.requests.engagements.domain import EngagementStatus
from tests.requests.conftest import Parties
from tests.requests.crawling import everything_readable, texts_of
from tests.requests.engagements.stories import (
    PDF,
    accept,
    draft,
    engaged,
    hand_in,
    seen,
    step,
    told,
)

SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)

TO_BOTH_SIDES: Final = {
    "offer": "Canary01offer",
    "contract": "Canary02contract",
    "payment": "Canary03payment",
    "amendment": "Canary04amendment",
    "statement": "Canary05statement",
    "evidence": "Canary06evidence",
    "evidence_file": "Canary07file",
    "review": "Canary08review",
    "measured": "Canary09measured",
}
TO_THE_TEAM: Final = {"milestone": "Canary10milestone", "result_file": "Canary11result"}


async def everything_said(parties: Parties) -> dict[str, str]:
    """Bring an engagement to its reviews with a token in all that is said; return its ids."""
    said = TO_BOTH_SIDES | TO_THE_TEAM
    engagement = await engaged(
        parties, EngagementStatus.NEGOTIATING, terms=said["offer"], price_note=said["offer"]
    )
    place = f"/engagements/{engagement['id']}"
    shown = await draft(parties.expert, engagement, scope=said["contract"], payment=said["payment"])
    body = {"document": "contract", "digest": shown["contract"]["digest"]}
    for client in (parties.owner, parties.expert):
        await client.post(f"{place}/signatures", json=body, headers={"If-Match": "*"})
    await step(parties.owner, engagement, "start")
    milestone = {"title": said["milestone"], "due_on": "2099-01-01"}
    planned = (await parties.owner.post(f"{place}/milestones", json=milestone)).json()
    for action in ("start", "complete"):
        await parties.expert.put(
            f"{place}/milestones/{planned['id']}/status",
            json={"action": action},
            headers={"If-Match": "*"},
        )
    change = {"kind": "change", "price": 1, "why": said["amendment"]}
    await parties.expert.post(f"{place}/amendments", json=change)
    result = await hand_in(parties.expert, engagement, PDF, f"{said['result_file']}.pdf")
    await hand_in(parties.owner, engagement, PDF, f"{said['evidence_file']}.pdf", "evidence")
    await step(parties.expert, engagement, "deliver")
    await step(parties.owner, engagement, "dispute", reason_code="incomplete")
    await parties.owner.post(f"{place}/statements", json={"words": said["statement"]})
    await step(parties.owner, engagement, "withdraw_refusal")
    measured = [{"name": said["measured"], "value": 1}]
    await accept(parties, engagement, evidence=said["evidence"], results=measured)
    for client in (parties.owner, parties.expert):
        await client.post(f"{place}/reviews", json={"overall": 4, "words": said["review"]})
    ended = await seen(parties.owner, engagement["id"])
    assert ended["status"] == "reviewed"
    return {
        "engagement_id": engagement["id"],
        "demand_id": engagement["demand_id"],
        "deliverable_id": result.json()["id"],
    }


@SQLITE
async def test_nobody_else_finds_what_two_sides_said_to_each_other(
    parties: Parties, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ids = {name: [one] for name, one in (await everything_said(parties)).items()}
    tokens = {*TO_BOTH_SIDES.values(), *TO_THE_TEAM.values()}
    allowed = {
        **dict.fromkeys(("owner", "colleague", "expert", "operator"), tokens),
        "provider": set(TO_THE_TEAM.values()),
    }

    for who in (*allowed, "nobody", "service", "stranger", "administrator", "auditor"):
        texts = texts_of(await everything_readable(getattr(parties, who), ids))

        found = {token for token in tokens if token in texts}
        assert found == allowed.get(who, set()), who

    said = str(await told(parties))
    assert [token for token in tokens if token in said] == [TO_THE_TEAM["milestone"]]
    assert [token for token in tokens if token in caplog.text] == []


@SQLITE
async def test_an_engagement_out_of_sight_is_answered_like_one_that_is_not_there(
    parties: Parties,
) -> None:
    engagement = await engaged(parties, EngagementStatus.PROPOSED)
    unknown = str(UUID(int=1))

    for client in (parties.nobody, parties.stranger, parties.service, parties.auditor):
        for path in ("", "/history", "/milestones", "/deliverables", "/reviews", "/acceptance"):
            answers = [
                await client.get(f"/engagements/{each}{path}")
                for each in (engagement["id"], unknown)
            ]

            assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
            bodies = [
                answer.text.replace(engagement["id"], unknown).replace(
                    answer.headers["x-request-id"], ""
                )
                for answer in answers
            ]
            assert bodies[0] == bodies[1]


@SQLITE
async def test_what_operators_read_between_two_sides_is_noted(parties: Parties) -> None:
    engagement = await engaged(parties, EngagementStatus.PROPOSED)
    place = f"/engagements/{engagement['id']}"

    for path in (place, f"{place}/amendments", f"{place}/nothing", "/engagements/none"):
        await parties.operator.get(path)
        await parties.owner.get(path)

    noted = [
        (entry["actor"], entry["details"]["part"])
        for entry in (await parties.auditor.get("/audit?limit=100")).json()["items"]
        if entry["action"] == "engagement.read"
    ]
    assert sorted(noted) == [("desk-1", engagement["id"]), ("desk-1", "amendments")]
