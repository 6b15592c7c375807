"""How firms let others in on what they keep confidential, through HTTP."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx
import pytest
import time_machine

from services.requests.dependencies import Resources
from services.requests.engagements.proposing import Proposal, propose
from services.requests.grants.clock import GrantClock
from shared.auth import Role
from shared.clock import utc_now
from shared.types import new_id
from tests.requests.conftest import Parties
from tests.requests.grants.stories import (
    ASKED,
    SECRET,
    accepted,
    agreement,
    asked,
    confided,
    seen,
    step,
)
from tests.requests.stories import advance, move, published

SQLITE = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return the status of a refusal and what kind it is."""
    return answer.status_code, answer.json()["type"].removeprefix("urn:keqiao:problem:")


async def pass_time(parties: Parties, span: timedelta) -> int:
    """Let the clock strike after some time; return how many grants ended."""
    resources: Resources = parties.app.state.resources
    clock = GrantClock(resources.database, rules=resources.grant_rules, interval=1)
    with time_machine.travel(utc_now() + span, tick=False):
        return await clock.do_what_is_due()


async def audited(parties: Parties, action: str) -> list[dict[str, Any]]:
    """Return what the log holds of an action, the latest first."""
    entries: list[dict[str, Any]] = (
        await parties.auditor.get("/audit", params={"action": action, "limit": 100})
    ).json()["items"]
    return entries


async def test_the_details_are_read_after_approval_and_acceptance_and_no_longer_than_allowed(
    parties: Parties,
) -> None:
    demand = await published(parties, **SECRET)
    levels = []

    async def look() -> None:
        levels.append((await seen(parties.provider, demand))["disclosure"])

    await look()
    grant = await asked(parties.provider, demand)
    await look()
    await step(parties.owner, grant, "approve", valid_days=30)
    await look()
    active = await accepted(parties.provider, grant)
    await look()
    shown = await seen(parties.provider, demand)
    revoked = await step(parties.owner, grant, "revoke", reason_code="partner_found")
    await look()

    assert levels == ["notice", "notice", "notice", "confided", "notice"]
    assert shown["confidential_detail"] == SECRET["confidential_detail"]
    assert shown["organization_name"] is None
    assert not {"contact_phone", "owner_subject", "version"} & shown.keys()
    assert active["acceptances"][0] | await agreement(parties.nobody) == {
        **active["acceptances"][0],
        "number": 1,
        "agreement": 1,
        "subject": "sun",
        "organization": "institute",
    }
    assert (revoked.json()["status"], revoked.json()["reason_code"]) == ("revoked", "partner_found")


@SQLITE
async def test_a_colleague_accepts_for_themselves_before_they_read(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    grant = await asked(parties.stranger, demand)
    await step(parties.colleague, grant, "approve")
    await accepted(parties.stranger, grant)
    other = parties.as_person("qian", Role.FIRM, "other")

    before = (await seen(other, demand))["disclosure"]
    active = await accepted(other, grant)
    again = await accepted(other, grant)

    assert (before, (await seen(other, demand))["disclosure"]) == ("notice", "confided")
    assert [one["subject"] for one in active["acceptances"]] == ["zhao", "qian"]
    assert again["acceptances"] == active["acceptances"]
    moved = parties.as_person("qian", Role.FIRM, "elsewhere")
    assert (await seen(moved, demand))["disclosure"] == "notice"


@SQLITE
async def test_only_the_present_text_is_accepted_and_earlier_acceptances_stay(
    parties: Parties,
) -> None:
    demand, active = await confided(parties)
    waiting = await asked(parties.expert, demand)
    await step(parties.owner, waiting, "approve")
    old = await agreement(parties.nobody)

    text = {"text_zh": "第二版：保密期五年。", "text_en": "Second version: five years."}
    new = await parties.operator.post("/agreements", json=text)
    refused = await step(parties.expert, waiting, "accept", agreement=old)
    forged = await step(
        parties.expert, waiting, "accept", agreement={"number": 2, "sha256": "0" * 64}
    )
    done = await accepted(parties.expert, waiting)

    assert new.json()["number"] == 2
    assert problem(refused) == problem(forged) == (409, "agreement-outdated")
    assert done["acceptances"][0]["sha256"] == new.json()["sha256"]
    assert (await seen(parties.provider, demand))["disclosure"] == "confided"
    stored = (await parties.nobody.get(f"/agreements/{old['number']}")).json()
    assert stored["sha256"] == active["acceptances"][0]["sha256"] == old["sha256"]
    assert [one["number"] for one in (await parties.nobody.get("/agreements")).json()] == [2, 1]


@SQLITE
async def test_a_refusal_needs_a_reason_that_reaches_who_asked(parties: Parties) -> None:
    demand = await published(parties, **SECRET)
    grant = await asked(parties.provider, demand)

    bare = await step(parties.owner, grant, "refuse")
    unfit = await step(parties.owner, grant, "refuse", reason_code="misuse")
    mute = await step(parties.owner, grant, "refuse", reason_code="other")
    refused = await step(parties.owner, grant, "refuse", reason_code="competitor", note="同业")
    early = await parties.provider.post(f"/demands/{demand['id']}/grants", json=ASKED)

    assert {problem(bare), problem(unfit), problem(mute)} == {(422, "grant-reason-invalid")}
    read = (await parties.provider.get(f"/grants/{grant['id']}")).json()
    assert refused.status_code == HTTPStatus.OK
    assert (read["reason_code"], read["note"], read["actions"]) == (
        "competitor",
        "同业",
        ["request"],
    )
    assert problem(early) == (409, "transition-not-ready")
    with time_machine.travel(utc_now() + timedelta(days=8), tick=False):
        again = await asked(parties.provider, demand)
    assert (again["id"], again["status"], again["reason_code"]) == (grant["id"], "requested", None)


@SQLITE
async def test_what_was_accepted_before_counts_no_more_when_it_is_asked_for_anew(
    parties: Parties,
) -> None:
    demand, grant = await confided(parties)
    await step(parties.provider, grant, "take_back", reason_code="not_interested")

    await asked(parties.provider, demand)
    await step(parties.owner, grant, "approve")
    between = (await seen(parties.provider, demand))["disclosure"]
    await accepted(parties.provider, grant)

    assert between == "notice"
    assert (await seen(parties.provider, demand))["disclosure"] == "confided"


@SQLITE
@pytest.mark.parametrize(
    ("steps", "days", "status"),
    [(0, 30, "lapsed"), (1, 30, "lapsed"), (2, 179, "active"), (2, 181, "expired")],
)
async def test_every_wait_ends_by_itself(
    parties: Parties, steps: int, days: int, status: str
) -> None:
    demand = await published(parties, **SECRET)
    grant = await asked(parties.provider, demand)
    if steps:
        await step(parties.owner, grant, "approve")
    if steps > 1:
        await accepted(parties.provider, grant)

    ended = await pass_time(parties, timedelta(days=days))

    read = (await parties.provider.get(f"/grants/{grant['id']}")).json()
    assert (read["status"], ended) == (status, int(status != "active"))
    assert read["reason_code"] == (None if status == "active" else "time_elapsed")


@SQLITE
async def test_what_is_over_shows_nothing_also_before_the_clock_has_struck(
    parties: Parties,
) -> None:
    demand, _ = await confided(parties, deadline=None)

    with time_machine.travel(utc_now() + timedelta(days=179), tick=False):
        still = (await seen(parties.provider, demand))["disclosure"]
        renewed = await move(parties.owner, await seen(parties.owner, demand), action="renew")
    with time_machine.travel(utc_now() + timedelta(days=181), tick=False):
        over = (await seen(parties.provider, demand))["disclosure"]

    assert renewed.status_code == HTTPStatus.OK
    assert (still, over) == ("confided", "notice")


@pytest.mark.parametrize("organization", ["institute", None])
async def test_who_is_engaged_keeps_seeing_what_they_saw(
    parties: Parties, organization: str | None
) -> None:
    demand, grant = await confided(parties)
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        proposal = Proposal(
            demand_id=UUID(demand["id"]),
            response_id=new_id(),
            firm_subject="li",
            firm_organization="acme",
            helper_subject="sun",
            helper_organization=organization,
            actor="li",
        )
        await propose(session, proposal, rules=resources.rules)
    for action in ("begin_contact", "contract", "start"):
        demand = await advance(parties, demand, action)

    ended = await pass_time(parties, timedelta(days=400))

    assert (ended, (await seen(parties.provider, demand))["disclosure"]) == (0, "confided")
    listed = (await parties.provider.get("/demands")).json()["items"]
    assert [one["id"] for one in listed] == [demand["id"]]
    assert (await seen(parties.stranger, demand))["status"] == HTTPStatus.NOT_FOUND
    await step(parties.owner, grant, "revoke", reason_code="misuse")
    assert (await seen(parties.provider, demand))["disclosure"] == "outline"
