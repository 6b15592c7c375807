"""Responses from the first word to the selection, as firm, expert, provider, desk see them."""

from services.requests.responses.domain import ResponseStatus
from shared.auth import Role
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    COUNTER,
    OFFER,
    SAID,
    brought_to,
    drafted,
    invited,
    need_of,
    seen,
    stepped,
    told,
    written,
)
from tests.requests.stories import published


async def test_of_two_who_respond_one_is_told_why_it_is_not_them(parties: Parties) -> None:
    demand = await published(parties)
    first = await drafted(parties.expert, demand)
    second = await drafted(parties.provider, demand)
    assert (await need_of(parties, first))["status"] == "published"

    await stepped(parties.expert, first, "express")
    await stepped(parties.provider, second, "express")
    matching = (await need_of(parties, first))["status"]
    reason = {"reason_code": "lacks_experience", "note": "没有铝壳案例"}
    refused = await stepped(parties.owner, second, "refuse", **reason)
    reached = await seen(parties.provider, second)

    assert (matching, refused["status"]) == ("matching", "not_selected")
    assert (reached["reason_code"], reached["reason_note"]) == ("lacks_experience", "没有铝壳案例")
    [message] = await told(parties, "response_ended")
    assert message["to"] == {"kind": "organization", "id": "institute"}
    assert message["facts"]["reason"] == {"zh": "缺少同类经验", "en": "No experience of the kind"}
    assert (await need_of(parties, first))["status"] == "matching"


async def test_a_question_an_offer_a_counter_offer_and_a_selection(parties: Parties) -> None:
    response = await brought_to(parties, ResponseStatus.INFO_REQUESTED)
    asked = (await seen(parties.expert, response))["reason_note"]
    await stepped(parties.expert, response, "supply_info", note="六千瓦摆动激光。")
    for who, action in (("operator", "take_over"), ("operator", "qualify"), ("owner", "shortlist")):
        await stepped(getattr(parties, who), response, action)
    await stepped(parties.expert, response, "offer", offer=OFFER)
    await stepped(parties.owner, response, "counter", offer=COUNTER)
    accepted = await stepped(parties.expert, response, "accept")

    selected = await stepped(parties.owner, response, "select")

    assert asked == "试焊用什么设备？"
    assert (accepted["offer"]["price"], accepted["offer"]["accepts"]) == ("150000.00", 2)
    assert (selected["status"], selected["contact_agreed"]) == ("selected", ["author", "firm"])
    assert (await need_of(parties, response))["status"] == "in_contact"
    history = (await parties.expert.get(f"/responses/{response['id']}/history")).json()
    assert [entry["action"] for entry in history][-4:] == ["offer", "counter", "accept", "select"]
    assert history[-1]["details"] == {
        "offer": None,
        "into": None,
        "engagement": selected["engagement_id"],
    }
    offers = (await parties.owner.get(f"/responses/{response['id']}/offers")).json()
    assert [(one["bidder"], one["price"]) for one in offers] == [
        ("author", "180000.00"),
        ("firm", "150000.00"),
        ("author", "150000.00"),
    ]


async def test_an_invited_expert_answers_and_the_firm_reads_it_only_then(parties: Parties) -> None:
    demand = await published(parties)
    response = await invited(parties, demand)

    await written(parties.expert, response)
    before = await seen(parties.owner, response)
    sent = await stepped(parties.expert, response, "express")
    after = await seen(parties.owner, response)

    assert (before["status"], before["approach"]) == ("invited", None)
    assert (sent["status"], after["approach"]) == ("expressed", SAID["approach"])
    assert [message["to"]["id"] for message in await told(parties, "response_invited")] == ["chen"]


async def test_the_selection_ends_all_others_with_that_reason(parties: Parties) -> None:
    demand = await published(parties)
    other = await stepped(parties.provider, await drafted(parties.provider, demand), "express")
    begun = await drafted(parties.as_person("gu", Role.EXPERT, None), demand)
    selected = await brought_to(parties, ResponseStatus.SELECTED, demand)

    ended = await seen(parties.provider, other)
    late = await parties.as_person("he", Role.EXPERT, None).post(
        f"/demands/{demand['id']}/responses", json={}
    )

    assert (ended["status"], ended["reason_code"]) == ("not_selected", "another_selected")
    unsent = await seen(parties.as_person("gu", Role.EXPERT, None), begun)
    assert (unsent["status"], unsent["reason_code"]) == ("expired", "another_selected")
    assert late.json()["type"] == "urn:keqiao:problem:not-taking-responses"
    assert selected["contact_agreed"] == ["author", "firm"]
