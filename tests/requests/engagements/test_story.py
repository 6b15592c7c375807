"""An engagement from the proposal to the archive, as its parties live it, on both databases."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import time_machine

from services.requests.engagements.domain import EngagementStatus
from shared.clock import city_today, utc_now
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import (
    ENTRY,
    MEMBER_ENTRY,
    accept,
    clock_of,
    demand_status,
    draft,
    engaged,
    hand_in,
    proposed,
    seen,
    sign,
    step,
)
from tests.requests.stories import events


async def come_to_terms(parties: Parties, engagement: dict[str, Any]) -> None:
    """Sign the agreement, negotiate, sign a second draft of the contract, register it."""
    place = f"/engagements/{engagement['id']}"
    await sign(parties.owner, engagement, "nda")
    agreed = await sign(parties.expert, engagement, "nda")
    assert agreed["status"] == "nda_signed"
    assert (await step(parties.expert, engagement, "negotiate")).status_code == HTTPStatus.OK
    first = await draft(parties.expert, engagement)
    await sign(parties.expert, engagement, "contract")
    second = await draft(parties.owner, engagement, price=180000)
    stale = await parties.expert.post(
        f"{place}/signatures",
        json={"document": "contract", "digest": first["contract"]["digest"]},
        headers={"If-Match": "*"},
    )
    assert stale.json()["type"] == "urn:keqiao:problem:document-changed"
    await sign(parties.owner, engagement, "contract")
    assert await demand_status(parties, engagement) == "in_contact"
    signed = await sign(parties.expert, engagement, "contract")
    assert (signed["status"], signed["contract"]["version"]) == ("contract_signed", 2)
    assert signed["contract"]["digest"] == second["contract"]["digest"]
    assert await demand_status(parties, engagement) == "contracted"
    registered = await parties.owner.put(
        f"{place}/registration",
        json={"number": "2026440001", "registered_on": city_today().isoformat()},
        headers={"If-Match": "*"},
    )
    assert registered.json()["registration_number"] == "2026440001"


async def work_and_deliver(parties: Parties, engagement: dict[str, Any]) -> None:
    """Do a milestone, agree on a later end, deliver, be sent back, deliver again."""
    place = f"/engagements/{engagement['id']}"
    await step(parties.expert, engagement, "start")
    due = (city_today() + timedelta(days=30)).isoformat()
    planned = await parties.owner.post(
        f"{place}/milestones", json={"title": "工艺试验", "due_on": due}
    )
    milestone = planned.json()
    await hand_in(parties.expert, engagement)
    early = await step(parties.expert, engagement, "deliver")
    assert early.json()["type"] == "urn:keqiao:problem:transition-not-ready"
    for action in ("start", "complete"):
        moved = await parties.expert.put(
            f"{place}/milestones/{milestone['id']}/status",
            json={"action": action},
            headers={"If-Match": "*"},
        )
        assert moved.status_code == HTTPStatus.OK, moved.text
    later = (city_today() + timedelta(days=90)).isoformat()
    change = await parties.expert.post(
        f"{place}/amendments", json={"kind": "change", "finish_on": later, "why": "设备检修两周"}
    )
    agreed = await parties.owner.put(
        f"{place}/amendments/{change.json()['id']}/status",
        json={"action": "agree"},
        headers={"If-Match": "*"},
    )
    assert agreed.json()["status"] == "agreed"
    amended = await seen(parties.expert, engagement["id"])
    assert (amended["finish_on"], amended["contract"]["version"]) == (later, 3)
    await step(parties.expert, engagement, "deliver")
    assert await demand_status(parties, engagement) == "pending_acceptance"
    await step(parties.owner, engagement, "request_changes", reason_code="incomplete")
    assert await demand_status(parties, engagement) == "in_progress"
    await step(parties.expert, engagement, "deliver")


async def review_each_other(parties: Parties, engagement: dict[str, Any]) -> None:
    """Say what one thinks; nobody reads the other's before both have spoken."""
    place = f"/engagements/{engagement['id']}/reviews"
    await parties.owner.post(place, json={"overall": 5, "words": "很好"})
    unread = (await parties.expert.get(place)).json()
    again = await parties.colleague.post(place, json={"overall": 1})
    await parties.expert.post(place, json={"overall": 4})
    read = (await parties.expert.get(place)).json()
    assert (unread["given"], unread["reviews"]) == (["firm"], [])
    assert again.json()["type"] == "urn:keqiao:problem:reviewed-already"
    assert [review["overall"] for review in read["reviews"]] == [5, 4]


async def look_back(parties: Parties, engagement: dict[str, Any], **answer: object) -> None:
    """Answer the follow-up that is asked now."""
    await clock_of(parties).do_what_is_due()
    place = f"/engagements/{engagement['id']}/follow-ups"
    asked = [one for one in (await parties.owner.get(place)).json() if one["status"] == "open"]
    said = await parties.owner.put(f"{place}/{asked[0]['id']}/answer", json=answer)
    assert said.status_code == HTTPStatus.OK, said.text


async def test_a_need_is_solved_by_work_that_both_sides_can_follow(parties: Parties) -> None:
    engagement = await proposed(parties)
    await come_to_terms(parties, engagement)
    await work_and_deliver(parties, engagement)

    accepted = await accept(parties, engagement, public=True, title="焊接气孔降到 2.1%")
    assert accepted.status_code == HTTPStatus.CREATED, accepted.text
    assert await demand_status(parties, engagement) == "resolved"
    await review_each_other(parties, engagement)
    begun = utc_now()
    for days, benefit in ((93, 100000), (186, 250000), (370, 800000)):
        with time_machine.travel(begun + timedelta(days=days), tick=False):
            await look_back(parties, engagement, holds="yes", benefit=benefit, evidence="月报")

    ended = await seen(parties.owner, engagement["id"])
    history = (await parties.owner.get(f"/engagements/{engagement['id']}/history")).json()
    assert ended["status"] == "archived"
    last = [one["to_status"] for one in history][-7:]
    assert last == ["reviewed", *["follow_up"] * 5, "archived"]
    told = [event for event in await events(parties) if event["type"].endswith("solved.v1")]
    assert {entry["id"] for entry in told[-1]["data"]["helpers"]} == {
        str(ENTRY),
        str(MEMBER_ENTRY),
    }
    assert told[-1]["data"]["title"] == "焊接气孔降到 2.1%"
    summary = (await parties.nobody.get("/cases/summary")).json()
    assert summary == {
        "published": 1,
        "solved": 1,
        "partly": 0,
        "returned": 0,
        "unsolved": 0,
        "open": 0,
    }


async def test_talks_that_fail_leave_the_need_open(parties: Parties) -> None:
    engagement = await engaged(parties, EngagementStatus.NEGOTIATING)

    ended = await step(parties.expert, engagement, "terminate", reason_code="price_not_agreed")

    assert ended.json()["status"] == "terminated"
    assert await demand_status(parties, engagement) == "published"
    last = (await parties.owner.get(f"/engagements/{engagement['id']}/history")).json()[-1]
    assert (last["actor"], last["reason_code"]) == ("chen", "price_not_agreed")
    again = await proposed(parties)
    assert again["status"] == "proposed"
