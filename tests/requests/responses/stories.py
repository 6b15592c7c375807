"""What tests say in a response, and how to bring one to where it should stand."""

import json
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import httpx
import pytest
import sqlalchemy as sa
import time_machine
from sqlmodel import col

from services.requests.dependencies import Resources
from services.requests.responses.clock import ResponseClock
from services.requests.responses.domain import ResponseStatus
from services.requests.tables import MessageEntry
from shared.clock import utc_now
from tests.requests.conftest import Parties
from tests.requests.stories import move, published

SAID: Final[dict[str, Any]] = {
    "approach": "改用摆动激光与保护气联合控制熔池，先做二十件对比试焊，再定参数窗口。",
    "experience": "为两家壳体厂做过同类改造，气孔率降到百分之二。",
    "contact_name": "陈工",
    "contact_phone": "0769-88880000",
}
OFFER: Final[dict[str, Any]] = {
    "price": "180000.00",
    "duration_days": 60,
    "terms": "交付参数窗口与试焊报告，气孔率不高于百分之三，按第三方检测验收。",
}
COUNTER: Final[dict[str, Any]] = {**OFFER, "price": "150000.00"}

SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
"""For what is no matter of SQL."""

S = ResponseStatus
WAY_TO: Final[dict[ResponseStatus, list[tuple[str, dict[str, Any]]]]] = {
    S.DRAFT: [],
    S.EXPRESSED: [("expert", {"action": "express"})],
}
WAY_TO[S.TAKEN_OVER] = [*WAY_TO[S.EXPRESSED], ("operator", {"action": "take_over"})]
WAY_TO[S.INFO_REQUESTED] = [
    *WAY_TO[S.TAKEN_OVER],
    ("operator", {"action": "request_info", "note": "试焊用什么设备？"}),
]
WAY_TO[S.QUALIFIED] = [*WAY_TO[S.TAKEN_OVER], ("operator", {"action": "qualify"})]
WAY_TO[S.SHORTLISTED] = [*WAY_TO[S.QUALIFIED], ("owner", {"action": "shortlist"})]
WAY_TO[S.OFFERED] = [*WAY_TO[S.SHORTLISTED], ("expert", {"action": "offer", "offer": OFFER})]
WAY_TO[S.COUNTERED] = [*WAY_TO[S.OFFERED], ("owner", {"action": "counter", "offer": COUNTER})]
WAY_TO[S.SELECTED] = [*WAY_TO[S.OFFERED], ("owner", {"action": "select"})]
WAY_TO[S.NOT_SELECTED] = [
    *WAY_TO[S.EXPRESSED],
    ("owner", {"action": "refuse", "reason_code": "price_too_high"}),
]
WAY_TO[S.WITHDRAWN] = [
    *WAY_TO[S.EXPRESSED],
    ("expert", {"action": "withdraw", "reason_code": "no_capacity"}),
]
"""The shortest way to the statuses that people can bring a written response to."""


async def drafted(
    client: httpx.AsyncClient, demand: dict[str, Any], **changes: object
) -> dict[str, Any]:
    """Write down a response and return it as its author sees it."""
    answer = await client.post(f"/demands/{demand['id']}/responses", json={**SAID, **changes})
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    response: dict[str, Any] = answer.json()
    return response


async def step(
    client: httpx.AsyncClient, response: dict[str, Any], action: str, **said: object
) -> httpx.Response:
    """Take a step with a response, as it stands."""
    return await client.put(
        f"/responses/{response['id']}/status",
        json={"action": action, **said},
        headers={"If-Match": "*"},
    )


async def stepped(
    client: httpx.AsyncClient, response: dict[str, Any], action: str, **said: object
) -> dict[str, Any]:
    """Take a step that is allowed, and return what came of it."""
    answer = await step(client, response, action, **said)
    assert answer.status_code == HTTPStatus.OK, answer.text
    moved: dict[str, Any] = answer.json()
    return moved


async def seen(client: httpx.AsyncClient, response: dict[str, Any]) -> dict[str, Any]:
    """Return a response as somebody sees it."""
    answer = await client.get(f"/responses/{response['id']}")
    assert answer.status_code == HTTPStatus.OK, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def invited(parties: Parties, demand: dict[str, Any]) -> dict[str, Any]:
    """Let the firm invite the expert."""
    entry = parties.listed.add("expert", "陈工", "chen")
    answer = await parties.owner.post(
        f"/demands/{demand['id']}/invitations", json={"entry": entry, "message": "请看看"}
    )
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    response: dict[str, Any] = answer.json()
    return response


async def written(client: httpx.AsyncClient, response: dict[str, Any]) -> dict[str, Any]:
    """Write down what an invitation asks for."""
    answer = await client.patch(
        f"/responses/{response['id']}", json=SAID, headers={"If-Match": "*"}
    )
    assert answer.status_code == HTTPStatus.OK, answer.text
    text: dict[str, Any] = answer.json()
    return text


async def brought_to(
    parties: Parties, status: ResponseStatus, demand: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Bring a response of the expert's to a status."""
    demand = demand or await published(parties)
    if status in {S.INVITED, S.DECLINED}:
        response = await invited(parties, demand)
        if status is S.DECLINED:
            response = await stepped(
                parties.expert, response, "decline", reason_code="outside_expertise"
            )
    else:
        response = await walked(parties, await drafted(parties.expert, demand), status)
    assert response["status"] == status
    return response


async def walked(
    parties: Parties, response: dict[str, Any], status: ResponseStatus
) -> dict[str, Any]:
    """Bring a draft of the expert's to a status."""
    for who, said in WAY_TO[status]:
        response = await stepped(getattr(parties, who), response, **said)
    return response


async def asked_to_join(
    client: httpx.AsyncClient, response: dict[str, Any], entry: dict[str, str]
) -> str:
    """Ask whoever answers for an entry to take part; return the member's id."""
    answer = await client.post(
        f"/responses/{response['id']}/members", json={"entry": entry, "role": "材料分析"}
    )
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    member_id: str = answer.json()["members"][-1]["id"]
    return member_id


async def need_of(parties: Parties, response: dict[str, Any]) -> dict[str, Any]:
    """Return the need of a response, as its owner sees it."""
    answer = await parties.owner.get(f"/demands/{response['demand_id']}")
    need: dict[str, Any] = answer.json()
    return need


async def told(parties: Parties, code: str) -> list[dict[str, Any]]:
    """Return what people were told with a code, the first first."""
    resources: Resources = parties.app.state.resources
    async with resources.database.snapshot() as session:
        statement = sa.select(col(MessageEntry.event)).order_by(col(MessageEntry.sequence))
        events = [json.loads(event) for event in await session.scalars(statement)]
    said = [event["data"] for event in events]
    return [message for message in said if message["code"] == code]


async def pass_working_days(parties: Parties, days: int) -> int:
    """Let the clock strike when so many working days are over; return how much was due."""
    resources: Resources = parties.app.state.resources
    clock = ResponseClock(resources.database, resources.feed, rules=resources.rules, interval=1)
    due = resources.rules.clock.working.days_after(utc_now(), days)
    with time_machine.travel(due + timedelta(seconds=1), tick=False):
        return await clock.do_what_is_due()


async def closed_with_its_need(parties: Parties) -> dict[str, Any]:
    """Return a response that ended with the long pause of a need that is back now."""
    response = await brought_to(parties, S.EXPRESSED)
    halt = {"action": "suspend", "reason_code": "complaint_upheld"}
    await move(parties.operator, await need_of(parties, response), **halt)
    assert await pass_working_days(parties, 61)
    await move(parties.operator, await need_of(parties, response), action="resume")
    return response


async def at(parties: Parties, status: ResponseStatus) -> dict[str, Any]:
    """Return a response of the expert's that stands at a status, as its author sees it."""
    if status is S.EXPIRED:
        response = await brought_to(parties, S.SHORTLISTED)
        assert await pass_working_days(parties, 11)
    elif status is S.NOT_SELECTED:
        response = await closed_with_its_need(parties)
    else:
        response = await brought_to(parties, status)
    return await seen(parties.expert, response)
