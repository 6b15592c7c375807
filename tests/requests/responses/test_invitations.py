"""Who is invited answers, or declines and says why."""

from http import HTTPStatus
from typing import Any

import httpx

from services.requests.responses.domain import ResponseStatus
from shared.auth import Role
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    SQLITE,
    brought_to,
    drafted,
    invited,
    need_of,
    pass_working_days,
    seen,
    step,
    stepped,
    told,
    written,
)
from tests.requests.stories import published

pytestmark = SQLITE
S = ResponseStatus


async def invitation(
    client: httpx.AsyncClient, demand: dict[str, Any], entry: dict[str, str]
) -> httpx.Response:
    """Invite whoever answers for an entry."""
    return await client.post(f"/demands/{demand['id']}/invitations", json={"entry": entry})


def kind_of(answer: httpx.Response) -> str:
    """Return what kind of refusal it is."""
    return str(answer.json()["type"]).removeprefix("urn:keqiao:problem:")


async def test_an_entry_nobody_answers_for_tells_the_operator_what_to_do(parties: Parties) -> None:
    demand = await published(parties)
    unclaimed = parties.listed.add("provider", "某检测中心", None)

    answer = await invitation(parties.operator, demand, unclaimed)

    assert (answer.status_code, kind_of(answer)) == (HTTPStatus.CONFLICT, "entry-unanswered")
    assert "某检测中心" in answer.json()["detail"]
    assert "负责人" in answer.json()["detail"]


async def test_only_entries_in_use_of_others_are_invited(parties: Parties) -> None:
    demand = await published(parties)
    add = parties.listed.add
    wrong = {
        "entry-unavailable": add("expert", "已撤下", "old", status="withdrawn"),
        "own-need": add("provider", "本单位", "li", "acme"),
        "entry-not-found": {"kind": "expert", "id": demand["id"]},
    }

    refusals = [kind_of(await invitation(parties.owner, demand, one)) for one in wrong.values()]

    assert refusals == list(wrong)


async def test_an_expert_is_invited_in_person_and_a_provider_as_an_organization(
    parties: Parties,
) -> None:
    demand = await published(parties)
    lab = parties.listed.add("facility", "中试线", "sun", "institute")
    gu = parties.listed.add("expert", "顾工", "gu", "university")

    for entry in (lab, gu):
        assert (await invitation(parties.owner, demand, entry)).status_code == HTTPStatus.CREATED

    to = [message["to"] for message in await told(parties, "response_invited")]
    colleague = parties.as_person("xu", Role.PROVIDER, "institute")
    other = parties.as_person("he", Role.EXPERT, "university")
    assert to == [{"kind": "organization", "id": "institute"}, {"kind": "person", "id": "gu"}]
    assert len((await colleague.get("/responses?part=author")).json()["items"]) == 1
    assert (await other.get("/responses")).json()["items"] == []


async def test_who_declines_says_why_and_may_change_their_mind(parties: Parties) -> None:
    response = await brought_to(parties, S.INVITED)
    silent = await step(parties.expert, response, "decline")

    await stepped(parties.expert, response, "decline", reason_code="no_capacity")
    again = await invitation(
        parties.owner,
        {"id": response["demand_id"]},
        {"kind": "expert", "id": response["entry"]["id"]},
    )
    await stepped(parties.expert, response, "revise")
    await written(parties.expert, response)
    late = await stepped(parties.expert, response, "express")

    assert kind_of(silent) == "response-reason-invalid"
    assert kind_of(again) == "already-responded"
    assert late["status"] == "expressed"
    reasons = [message["facts"]["reason"] for message in await told(parties, "response_lost")]
    assert {reason["zh"] for reason in reasons} == {"近期没有余力"}


async def test_who_let_an_invitation_lapse_or_lost_it_can_be_invited_again(
    parties: Parties,
) -> None:
    demand = await published(parties)
    response = await invited(parties, demand)
    entry = {"kind": "expert", "id": response["entry"]["id"]}
    assert await pass_working_days(parties, 11) == 1
    lapsed = await seen(parties.owner, response)

    again = (await invitation(parties.owner, demand, entry)).json()
    cancelled = await stepped(parties.operator, again, "cancel", reason_code="made_by_mistake")
    once_more = (await invitation(parties.operator, demand, entry)).json()

    assert (lapsed["status"], lapsed["reason_code"]) == ("expired", "no_answer_from_author")
    assert {again["id"], once_more["id"]} == {response["id"]}
    assert (cancelled["status"], once_more["status"]) == ("withdrawn", "invited")
    assert (await need_of(parties, response))["status"] == "published"


async def test_who_is_writing_already_learns_of_the_invitation_and_goes_on(
    parties: Parties,
) -> None:
    demand = await published(parties)
    response = await drafted(parties.expert, demand)
    entry = parties.listed.add("expert", "陈工", "chen")

    answer = await invitation(parties.owner, demand, entry)

    read = answer.json()
    assert (answer.status_code, read["id"]) == (HTTPStatus.CREATED, response["id"])
    assert (read["status"], read["approach"]) == ("draft", None)
    assert (await seen(parties.expert, response))["invited"] is True


async def test_an_invited_expert_sees_more_of_a_confidential_need_while_it_lasts(
    parties: Parties,
) -> None:
    demand = await published(parties, confidentiality="confidential")
    place = f"/demands/{demand['id']}"
    levels = [(await parties.expert.get(place)).json()["disclosure"]]
    response = await invited(parties, demand)
    levels.append((await parties.expert.get(place)).json()["disclosure"])

    await stepped(parties.expert, response, "decline", reason_code="too_far")

    levels.append((await parties.expert.get(place)).json()["disclosure"])
    assert levels == ["notice", "outline", "notice"]
