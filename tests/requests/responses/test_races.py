"""What several try at the same moment happens once, on both databases."""

import asyncio
from http import HTTPStatus
from typing import Any

import httpx

from services.requests.responses.domain import ResponseStatus
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    OFFER,
    SAID,
    brought_to,
    drafted,
    need_of,
    seen,
    step,
    stepped,
)
from tests.requests.stories import published

CONFLICT, OK = HTTPStatus.CONFLICT, HTTPStatus.OK


def statuses(answers: list[httpx.Response]) -> list[int]:
    """Return how requests were answered, in order of the numbers."""
    return sorted(answer.status_code for answer in answers)


async def offered_by_provider(parties: Parties, demand: dict[str, Any]) -> dict[str, Any]:
    """Bring a response of the provider's to an offer."""
    response = await drafted(parties.provider, demand)
    await stepped(parties.provider, response, "express")
    for who, action in (("operator", "take_over"), ("owner", "qualify"), ("owner", "shortlist")):
        await stepped(getattr(parties, who), response, action)
    return await stepped(parties.provider, response, "offer", offer=OFFER)


async def test_of_two_selections_at_once_one_is_made(parties: Parties) -> None:
    first = await brought_to(parties, ResponseStatus.OFFERED)
    demand = {"id": first["demand_id"]}
    second = await offered_by_provider(parties, demand)

    answers = await asyncio.gather(
        step(parties.owner, first, "select"), step(parties.colleague, second, "select")
    )

    assert statuses(list(answers)) == [OK, CONFLICT]
    ends = {(await seen(parties.operator, one))["status"] for one in (first, second)}
    assert ends == {"selected", "not_selected"}
    assert (await need_of(parties, first))["status"] == "in_contact"
    engagements = (await parties.owner.get("/engagements")).json()["items"]
    assert [one["demand_id"] for one in engagements] == [first["demand_id"]]


async def test_who_withdraws_while_being_selected_is_one_or_the_other(parties: Parties) -> None:
    response = await brought_to(parties, ResponseStatus.OFFERED)

    answers = await asyncio.gather(
        step(parties.owner, response, "select"),
        step(parties.expert, response, "withdraw", reason_code="no_capacity"),
    )

    assert statuses(list(answers)) == [OK, CONFLICT]
    end = (await seen(parties.expert, response))["status"]
    need = (await need_of(parties, response))["status"]
    assert (end, need) in {("selected", "in_contact"), ("withdrawn", "published")}


async def test_an_author_has_one_response_to_a_need_however_many_begin(parties: Parties) -> None:
    place = f"/demands/{(await published(parties))['id']}/responses"

    answers = await asyncio.gather(*(parties.provider.post(place, json=SAID) for _ in range(5)))

    assert statuses(list(answers)) == [HTTPStatus.CREATED, *[CONFLICT] * 4]
    [other] = {answer.json().get("response_id") for answer in answers} - {None}
    assert other in {answer.json().get("id") for answer in answers}


async def test_two_who_come_at_once_both_count_and_the_need_moves_once(parties: Parties) -> None:
    demand = await published(parties)
    both = [(one, await drafted(one, demand)) for one in (parties.expert, parties.provider)]

    answers = await asyncio.gather(*(step(client, own, "express") for client, own in both))

    history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
    assert statuses(list(answers)) == [OK, OK]
    assert [entry["action"] for entry in history].count("begin_matching") == 1
