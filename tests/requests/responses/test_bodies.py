"""What may be said in a response and in a step, and what not."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx
import time_machine

from services.requests.responses.domain import ResponseStatus
from shared.auth import Role
from shared.clock import city_today, utc_now
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    OFFER,
    SAID,
    SQLITE,
    brought_to,
    drafted,
    seen,
    step,
    stepped,
)
from tests.requests.stories import published

pytestmark = SQLITE
S = ResponseStatus
YESTERDAY = (city_today() - timedelta(days=1)).isoformat()


def fields(answer: httpx.Response) -> list[str]:
    """Return which fields were wrong."""
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
    return [error["field"] for error in answer.json()["errors"]]


async def test_a_response_has_a_page_and_no_more(parties: Parties) -> None:
    place = f"/demands/{(await published(parties))['id']}/responses"
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("approach", {"approach": "长" * 2_001}),
        ("experience", {"experience": "长" * 2_001}),
        ("contact_phone", {"contact_phone": "call me"}),
        ("contact_email", {"contact_email": "chen"}),
        ("available_from", {"available_from": 5}),
        ("entry.kind", {"entry": {"kind": "person", "id": "x"}}),
        ("price", {"price": 5}),
    ]

    for field, said in wrong:
        answer = await parties.expert.post(place, json={**SAID, **said})

        assert field in fields(answer)


async def test_who_says_next_to_nothing_is_told_what_is_missing(parties: Parties) -> None:
    demand = await published(parties)
    response = await drafted(parties.expert, demand, approach="我能做", contact_phone=None)
    place, seen_before = f"/responses/{response['id']}", {"If-Match": "*"}

    thin = await step(parties.expert, response, "express")
    await parties.expert.patch(place, json={"approach": SAID["approach"]}, headers=seen_before)
    unreachable = await step(parties.expert, response, "express")
    await parties.expert.patch(place, json={"contact_email": "a@b.cn"}, headers=seen_before)
    sent = await step(parties.expert, response, "express")

    assert "解决思路" in thin.json()["detail"]
    assert "联系电话" in unreachable.json()["detail"]
    assert sent.status_code == HTTPStatus.OK


WRONG_OFFERS: list[dict[str, Any] | None] = [
    None,
    {**OFFER, "price": -1},
    {**OFFER, "price": "1.234"},
    {**OFFER, "duration_days": 0},
    {**OFFER, "duration_days": True},
    {**OFFER, "terms": " "},
    {**OFFER, "valid_until": YESTERDAY},
    {"price": 1},
]


async def test_an_offer_has_a_price_a_time_and_terms(parties: Parties) -> None:
    response = await brought_to(parties, S.SHORTLISTED)

    for offer in WRONG_OFFERS:
        answer = await step(parties.expert, response, "offer", offer=offer)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
    assert (await parties.expert.get(f"/responses/{response['id']}/offers")).json() == []


async def test_terms_go_with_offers_only_and_reasons_with_what_they_explain(
    parties: Parties,
) -> None:
    response = await brought_to(parties, S.TAKEN_OVER)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("qualify", {"offer": OFFER}),
        ("refuse", {}),
        ("refuse", {"reason_code": "no_capacity"}),
        ("refuse", {"reason_code": "another_selected"}),
        ("refuse", {"reason_code": "other"}),
        ("request_info", {}),
        ("qualify", {"reason_code": "unfit_approach"}),
    ]

    for action, said in wrong:
        answer = await step(parties.owner, response, action, **said)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, (action, said, answer.text)
    assert (await seen(parties.owner, response))["status"] == "taken_over"


async def test_an_offer_that_has_lapsed_is_not_selected(parties: Parties) -> None:
    response = await brought_to(parties, S.SHORTLISTED)
    today = city_today().isoformat()
    await stepped(parties.expert, response, "offer", offer={**OFFER, "valid_until": today})

    with time_machine.travel(utc_now() + timedelta(days=1), tick=False):
        late = await step(parties.owner, response, "select")
        await stepped(parties.expert, response, "offer", offer=OFFER)
        renewed = await step(parties.owner, response, "select")

    assert "有效期" in late.json()["detail"]
    assert renewed.status_code == HTTPStatus.OK, renewed.text


async def test_changes_say_which_version_they_change(parties: Parties) -> None:
    response = await brought_to(parties, S.DRAFT)
    place = f"/responses/{response['id']}"

    async def patched(**headers: str) -> int:
        answer = await parties.expert.patch(
            place, json={"approach": SAID["experience"]}, headers=headers
        )
        return answer.status_code

    codes = [
        await patched(),
        await patched(**{"If-Match": '"v1"'}),
        await patched(**{"If-Match": '"v1"'}),
    ]
    unconditional = await parties.expert.put(f"{place}/status", json={"action": "express"})

    assert codes == [428, 200, 412]
    assert unconditional.status_code == HTTPStatus.PRECONDITION_REQUIRED


async def test_a_request_that_comes_again_is_answered_as_the_first_time(parties: Parties) -> None:
    place = f"/demands/{(await published(parties))['id']}/responses"
    key = {"Idempotency-Key": "once"}

    first = await parties.expert.post(place, json=SAID, headers=key)
    again = await parties.expert.post(place, json=SAID, headers=key)

    assert (first.status_code, again.status_code) == (HTTPStatus.CREATED, HTTPStatus.CREATED)
    assert first.json() == again.json()
    assert first.headers["location"].endswith(f"/responses/{first.json()['id']}")
    assert first.headers["etag"] == '"v1"'


async def test_an_own_entry_is_named_and_anothers_is_not(parties: Parties) -> None:
    place = f"/demands/{(await published(parties))['id']}/responses"
    own = parties.listed.add("provider", "检测中心", "somebody", "institute")
    other = parties.listed.add("expert", "别人", "gu")

    refused = await parties.provider.post(place, json={**SAID, "entry": other})
    named = await parties.provider.post(place, json={**SAID, "entry": own})

    assert refused.json()["type"] == "urn:keqiao:problem:not-your-entry"
    assert named.json()["entry"] == {**own, "title": "检测中心"}


async def test_nobody_responds_to_their_own_need(parties: Parties) -> None:
    demand = await published(parties)
    colleague = parties.as_person("qian", Role.PROVIDER, "acme")

    answer = await colleague.post(f"/demands/{demand['id']}/responses", json=SAID)

    assert answer.json()["type"] == "urn:keqiao:problem:own-need"


async def test_an_author_who_is_not_verified_any_more_can_only_step_back(parties: Parties) -> None:
    response = await brought_to(parties, S.SHORTLISTED)
    former = parties.as_person("chen", Role.FIRM, None)

    offer = await step(former, response, "offer", offer=OFFER)
    gone = await step(former, response, "withdraw", reason_code="no_capacity")

    assert offer.json()["type"] == "urn:keqiao:problem:role-missing"
    assert gone.status_code == HTTPStatus.OK
