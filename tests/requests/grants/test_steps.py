"""Steps of grants: whose they are, who is told, and who was first."""

import asyncio
from http import HTTPStatus
from typing import Any

import orjson
import pytest

from services.requests.demands.domain import DemandStatus
from services.requests.dependencies import Resources
from services.requests.grants.domain import LIFE, GrantAction, GrantParty, GrantStatus
from services.requests.grants.reasons import NEEDS_REASON, REASONS, GrantReason
from services.requests.messages import MESSAGES
from shared.auth import Role
from tests.requests.conftest import Parties
from tests.requests.grants.stories import ASKED, SECRET, agreement, asked, confided, seen, step
from tests.requests.stories import brought_to, move, published

SQLITE = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


def test_every_status_can_be_reached_and_left() -> None:
    assert LIFE.unreachable() == LIFE.without_exit() == set()
    assert {row.action for row in LIFE.transitions} == set(GrantAction)


def test_what_waits_and_what_holds_ends_by_the_clock() -> None:
    by_clock = {row.state for row in LIFE.transitions if row.parties == {GrantParty.SYSTEM}}

    assert by_clock == {GrantStatus.REQUESTED, GrantStatus.APPROVED, GrantStatus.ACTIVE}


def test_every_code_has_a_meaning_in_both_languages_and_explains_something() -> None:
    assert set(REASONS) == set(GrantReason)
    assert all(reason.label.zh and reason.label.en for reason in REASONS.values())
    for action in NEEDS_REASON:
        assert len([one for one in REASONS.values() if action in one.given_for]) > 2


async def told(parties: Parties) -> list[dict[str, Any]]:
    """Return what people were told about grants, in order."""
    resources: Resources = parties.app.state.resources
    page = orjson.loads(await MESSAGES.feed().changes(resources.database, ""))
    return [one["data"] for one in page if one["data"]["code"] == "grant_moved"]


@SQLITE
async def test_each_side_is_told_what_the_other_did(parties: Parties) -> None:
    demand, grant = await confided(parties)
    await step(parties.operator, grant, "revoke", reason_code="misuse")

    heard = [(one["to"]["id"], one["facts"]["status"]["en"]) for one in await told(parties)]

    assert heard == [
        ("acme", "Requested"),
        ("institute", "Approved, agreement to be accepted"),
        ("acme", "Active"),
        ("acme", "Revoked"),
        ("institute", "Revoked"),
    ]
    last = (await told(parties))[-1]
    assert last["facts"]["reason"]["zh"] == "违反保密约定"
    assert last["link"] == f"/demands/{demand['id']}"
    assert "配方" not in str(await told(parties))


@SQLITE
async def test_who_may_not_take_a_step_is_told_who_may(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    grant = await asked(parties.provider, demand)
    text = await agreement(parties.nobody)

    answers = [
        await step(parties.provider, grant, "approve"),
        await step(parties.operator, grant, "approve"),
        await step(parties.owner, grant, "take_back", reason_code="not_interested"),
        await step(parties.owner, grant, "lapse"),
        await step(parties.provider, grant, "accept", agreement=text),
        await step(parties.owner, grant, "revoke", reason_code="misuse"),
    ]

    slugs = [answer.json()["type"].rpartition(":")[2] for answer in answers]
    assert slugs == ["transition-forbidden"] * 4 + ["illegal-transition"] * 2


@SQLITE
async def test_what_does_not_belong_to_a_step_is_refused(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    grant = await asked(parties.provider, demand)
    text = await agreement(parties.nobody)

    for said in (
        {"action": "accept"},
        {"action": "approve", "agreement": text},
        {"action": "refuse", "reason_code": "other", "note": "x", "valid_days": 3},
        {"action": "approve", "valid_days": 0},
        {"action": "approve", "valid_days": 731},
        {"action": "request"},
    ):
        answer = await parties.owner.put(
            f"/grants/{grant['id']}/status", json=said, headers={"If-Match": "*"}
        )

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, said


@SQLITE
async def test_who_is_no_longer_verified_neither_accepts_nor_reads(parties: Parties) -> None:
    demand, grant = await confided(parties)
    former = parties.as_person("sun", Role.AUDITOR, "institute")

    refused = await step(former, grant, "accept", agreement=await agreement(former))

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert (await seen(former, demand))["disclosure"] == "notice"


@SQLITE
async def test_more_is_asked_only_of_a_need_that_looks_for_help(parties: Parties) -> None:
    gone, _ = await confided(parties)
    await move(parties.owner, gone, action="withdraw", reason_code="no_longer_needed")
    hidden = await parties.provider.post(f"/demands/{gone['id']}/grants", json=ASKED)
    own = await brought_to(parties, DemandStatus.PUBLISHED, **SECRET)
    mine = await parties.colleague.post(f"/demands/{own['id']}/grants", json=ASKED)

    assert hidden.status_code == HTTPStatus.NOT_FOUND
    assert (await seen(parties.provider, gone))["status"] == HTTPStatus.NOT_FOUND
    assert mine.json()["type"] == "urn:keqiao:problem:open-to-you"


@SQLITE
async def test_everybody_lists_the_grants_that_concern_them(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    for client in (parties.provider, parties.expert, parties.stranger):
        await asked(client, demand)

    async def listed(client: Any, **query: str) -> list[str]:  # noqa: ANN401 - a client
        page = (await client.get("/grants", params=query)).json()["items"]
        return [one["subject"] for one in page]

    for client in (parties.owner, parties.colleague, parties.operator):
        assert await listed(client) == ["zhao", "chen", "sun"]
    assert await listed(parties.provider) == ["sun"]
    assert await listed(parties.administrator) == []
    assert await listed(parties.owner, demand_id=demand["id"], limit="1") == ["zhao"]
    assert await listed(parties.owner, status="active") == []


async def test_an_organization_asks_once_however_many_ask_at_once(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    people = [parties.as_person(f"p{number}", Role.PROVIDER, "institute") for number in range(4)]

    answers = await asyncio.gather(
        *(one.post(f"/demands/{demand['id']}/grants", json=ASKED) for one in people)
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_of_two_decisions_at_once_one_counts(parties: Parties) -> None:
    grant = await asked(parties.provider, await published(parties, **SECRET))

    answers = await asyncio.gather(
        step(parties.owner, grant, "approve"),
        step(parties.colleague, grant, "refuse", reason_code="competitor"),
    )

    history = (await parties.owner.get(f"/grants/{grant['id']}/history")).json()
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert [one["party"] for one in history] == ["holder", "owner"]
