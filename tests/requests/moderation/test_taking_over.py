"""What a firm keeps confidential is read by the operator at work on its need, not by the desk."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import httpx
import time_machine

from services.requests.demands.domain import DemandStatus
from shared.clock import utc_now
from tests.requests.conftest import Parties
from tests.requests.grants.stories import SECRET, seen
from tests.requests.responses.stories import SQLITE
from tests.requests.stories import brought_to, draft, move, published

pytestmark = SQLITE
DETAIL: Final = str(SECRET["confidential_detail"])


async def reads(client: httpx.AsyncClient, demand: dict[str, Any]) -> bool:
    """Return whether somebody is given the details anywhere they may look."""
    one = await client.get(f"/demands/{demand['id']}")
    several = await client.get("/demands")
    history = await client.get(f"/demands/{demand['id']}/history")
    return any(DETAIL in answer.text for answer in (one, several, history))


async def test_claiming_handing_on_and_brokering_let_one_operator_read(parties: Parties) -> None:
    demand = await brought_to(parties, DemandStatus.SUBMITTED, **SECRET)
    before = await reads(parties.operator, demand)
    claimed = (await move(parties.operator, demand, action="claim")).json()
    at_work = [await reads(who, demand) for who in (parties.operator, parties.other_operator)]
    handed = await move(parties.operator, claimed, action="transfer", to="desk-2")
    after = [await reads(who, demand) for who in (parties.operator, parties.other_operator)]

    assert (before, at_work, after) == (False, [True, False], [False, True])
    assert handed.json()["disclosure"] == "desk"
    assert (await seen(parties.operator, demand))["contact_name"] == "李工"


async def test_taking_over_takes_a_reason_is_seen_by_the_firm_and_ends_by_itself(
    parties: Parties,
) -> None:
    demand = await published(parties, **SECRET)
    silent = await move(parties.operator, demand, action="take_over")
    taken = await move(parties.operator, demand, action="take_over", reason_code="case_work")
    by_the_owner = await move(
        parties.owner, taken.json(), action="take_over", reason_code="case_work"
    )

    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert taken.json()["confidential_detail"] == DETAIL
    assert by_the_owner.status_code == HTTPStatus.FORBIDDEN
    [*_, step] = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
    assert (step["action"], step["reason_code"], step["actor"]) == (
        "take_over",
        "case_work",
        "desk-1",
    )
    with time_machine.travel(utc_now() + timedelta(hours=3), tick=False):
        assert not await reads(parties.operator, demand)


async def test_nobody_learns_the_details_by_marking_them(parties: Parties) -> None:
    demand = await brought_to(parties, DemandStatus.UNDER_REVIEW, **SECRET)
    mark = {"field": "confidential_detail", "start": 0, "end": len(DETAIL), "note": "不必写配方"}
    back = {"action": "return", "reason_code": "exposes_secrets", "passages": [mark]}
    with time_machine.travel(utc_now() + timedelta(hours=3), tick=False):
        by_others = await move(parties.other_operator, demand, **back)
    claimed = (await move(parties.operator, demand, action="claim")).json()
    returned = await move(parties.operator, claimed, **back)

    assert by_others.json()["type"] == "urn:keqiao:problem:not-assigned"
    assert returned.status_code == HTTPStatus.OK
    assert not await reads(parties.other_operator, demand)
    history = (await parties.owner.get(f"/demands/{demand['id']}/history")).text
    assert DETAIL in history


async def test_a_draft_is_nobodys_to_take_over(parties: Parties) -> None:
    demand = await draft(parties.owner, **SECRET)

    answer = await move(parties.operator, demand, action="take_over", reason_code="case_work")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert not await reads(parties.operator, demand)
