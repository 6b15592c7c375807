"""Responses and their need go together: what the one does, the other follows."""

from http import HTTPStatus
from typing import Any

import pytest

from services.requests.responses.domain import ResponseStatus
from tests.requests.conftest import Parties
from tests.requests.engagements import stories as engagements
from tests.requests.responses.stories import (
    OFFER,
    SQLITE,
    brought_to,
    drafted,
    need_of,
    pass_working_days,
    seen,
    step,
    stepped,
    told,
)
from tests.requests.stories import move, published

S = ResponseStatus
HALT: dict[str, Any] = {"action": "suspend", "reason_code": "complaint_upheld"}
WITHDRAW: dict[str, Any] = {"action": "withdraw", "reason_code": "no_longer_needed"}


async def moved(parties: Parties, who: str, response: dict[str, Any], **said: object) -> str:
    """Take a step with the need of a response; return where it stands then."""
    answer = await move(getattr(parties, who), await need_of(parties, response), **said)
    assert answer.status_code == HTTPStatus.OK, answer.text
    status: str = answer.json()["status"]
    return status


@SQLITE
async def test_a_withdrawn_need_ends_what_was_sent_and_what_was_not(parties: Parties) -> None:
    sent = await brought_to(parties, S.SHORTLISTED)
    begun = await drafted(parties.provider, {"id": sent["demand_id"]})

    await moved(parties, "owner", sent, **WITHDRAW)

    ended, unsent = await seen(parties.expert, sent), await seen(parties.provider, begun)
    assert (ended["status"], ended["reason_code"]) == ("not_selected", "need_withdrawn")
    assert (unsent["status"], unsent["reason_code"]) == ("expired", "need_withdrawn")
    assert {message["to"]["id"] for message in await told(parties, "response_ended")} == {
        "chen",
        "institute",
    }


async def test_a_suspended_need_lets_its_responses_rest_until_it_is_back(parties: Parties) -> None:
    response = await brought_to(parties, S.QUALIFIED)
    await moved(parties, "operator", response, **HALT)
    resting = await seen(parties.expert, response)
    early = await step(parties.owner, response, "shortlist")
    over = await pass_working_days(parties, 11)

    status = await moved(parties, "operator", response, action="resume")

    back = await seen(parties.expert, response)
    assert (resting["paused"], resting["waiting_for"], resting["status"]) == (
        True,
        None,
        "qualified",
    )
    assert (early.status_code, over) == (HTTPStatus.CONFLICT, 0)
    assert (back["paused"], back["waiting_for"], back["status"]) == (False, "firm", "qualified")
    assert status == "matching"
    [message] = await told(parties, "response_paused")
    assert message["to"]["id"] == "chen"


@SQLITE
async def test_a_response_rests_no_longer_than_is_settled(parties: Parties) -> None:
    response = await brought_to(parties, S.QUALIFIED)
    await moved(parties, "operator", response, **HALT)

    assert await pass_working_days(parties, 61) == 1

    ended = await seen(parties.expert, response)
    assert (ended["status"], ended["reason_code"]) == ("not_selected", "need_paused_too_long")


@SQLITE
async def test_a_need_that_is_revised_comes_back_to_those_who_responded(parties: Parties) -> None:
    response = await brought_to(parties, S.TAKEN_OVER)
    await moved(parties, "owner", response, action="revise")
    resting = await seen(parties.expert, response)

    for who, action in (("owner", "submit"), ("operator", "start_review"), ("operator", "publish")):
        await moved(parties, who, response, action=action)

    back = await seen(parties.expert, response)
    assert (resting["paused"], back["paused"]) == (True, False)
    assert (await need_of(parties, response))["status"] == "matching"


@SQLITE
@pytest.mark.parametrize("status", [S.EXPRESSED, S.OFFERED])
async def test_a_need_falls_back_when_the_last_one_is_gone(
    parties: Parties, status: ResponseStatus
) -> None:
    response = await brought_to(parties, status)
    other = await drafted(parties.provider, {"id": response["demand_id"]})
    await stepped(parties.provider, other, "express")
    steps = []

    for client, one in ((parties.expert, response), (parties.provider, other)):
        await stepped(client, one, "withdraw", reason_code="no_capacity")
        steps.append((await need_of(parties, response))["status"])

    assert steps == ["matching", "published"]


async def test_contacts_pass_when_both_agree_and_the_need_is_in_contact(parties: Parties) -> None:
    response = await brought_to(parties, S.TAKEN_OVER)
    place = f"/responses/{response['id']}/contacts"

    one = await stepped(parties.expert, response, "agree_contact")
    half = await parties.owner.get(place)
    asked = await told(parties, "contact_asked")
    both = await stepped(parties.owner, response, "agree_contact")
    again = await stepped(parties.owner, response, "agree_contact")

    assert (one["contact_agreed"], half.json()["author"]) == (["author"], None)
    assert [message["to"]["id"] for message in asked] == ["acme"]
    assert (both["contact_agreed"], again["version"]) == (["author", "firm"], both["version"])
    assert (await need_of(parties, response))["status"] == "in_contact"
    assert (await parties.owner.get(place)).json()["author"]["contact_phone"] == "0769-88880000"
    assert (await parties.expert.get(place)).json()["firm"]["contact_phone"] == "0769-22831234"
    assert len(await told(parties, "contact_passed")) == 2


@SQLITE
async def test_half_an_agreement_ends_with_the_response(parties: Parties) -> None:
    response = await brought_to(parties, S.TAKEN_OVER)
    await stepped(parties.owner, response, "agree_contact")

    await stepped(parties.expert, response, "withdraw", reason_code="too_far")

    gone = await parties.owner.get(f"/responses/{response['id']}/contacts")
    assert gone.status_code == HTTPStatus.NOT_FOUND
    assert (await seen(parties.expert, response))["contact_agreed"] == []


async def test_what_was_selected_falls_through_with_its_cooperation(parties: Parties) -> None:
    selected = await brought_to(parties, S.SELECTED)
    engagement = await engagements.seen(parties.owner, selected["engagement_id"])
    ended = await engagements.step(
        parties.expert, engagement, "terminate", reason_code="helper_unable"
    )
    assert ended.status_code == HTTPStatus.OK, ended.text

    fallen = await seen(parties.expert, selected)
    need = await need_of(parties, selected)
    again = await stepped(parties.owner, selected, "reconsider")

    assert (fallen["status"], fallen["reason_code"]) == ("not_selected", "cooperation_ended")
    assert (need["status"], again["status"]) == ("published", "qualified")
    assert (await need_of(parties, selected))["status"] == "in_contact"
    await stepped(parties.owner, selected, "shortlist")
    await stepped(parties.expert, selected, "offer", offer=OFFER)
    second = await stepped(parties.owner, selected, "select")
    assert second["engagement_id"] not in {None, selected["engagement_id"]}


@SQLITE
async def test_what_was_selected_stays_so_while_its_need_is_suspended(parties: Parties) -> None:
    selected = await brought_to(parties, S.SELECTED)
    await moved(parties, "operator", selected, **HALT)
    await moved(parties, "operator", selected, action="resume")

    assert (await seen(parties.expert, selected))["status"] == "selected"
    assert (await need_of(parties, selected))["status"] == "in_contact"


@SQLITE
async def test_who_was_asked_or_has_responded_hears_where_a_merged_need_goes_on(
    parties: Parties,
) -> None:
    sent = await brought_to(parties, S.QUALIFIED)
    begun = await drafted(parties.provider, {"id": sent["demand_id"]})
    other = await published(parties, title="同一个问题")
    await drafted(parties.provider, other)

    await moved(parties, "operator", sent, action="merge", into=other["id"])

    ended, unsent = await seen(parties.expert, sent), await seen(parties.provider, begun)
    assert (ended["status"], ended["reason_code"]) == ("not_selected", "need_merged")
    assert (unsent["status"], unsent["reason_code"]) == ("expired", "need_merged")
    [message] = await told(parties, "response_merged")
    assert (message["to"]["id"], message["link"]) == ("institute", f"/demands/{other['id']}")
    assert await told(parties, "response_ended") == []
    [*_, step_taken] = (await parties.expert.get(f"/responses/{sent['id']}/history")).json()
    assert step_taken["details"]["into"] == other["id"]
    [carried] = await told(parties, "response_carried_on")
    assert carried["to"]["id"] == "chen"
    draft = (await parties.expert.get(carried["link"])).json()
    assert (draft["demand_id"], draft["status"]) == (other["id"], "draft")
    assert draft["approach"] == ended["approach"]
    assert (await parties.owner.get(carried["link"])).status_code == HTTPStatus.NOT_FOUND
    assert (await step(parties.expert, draft, "express")).json()["status"] == "expressed"
