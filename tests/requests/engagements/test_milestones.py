"""What a milestone goes through, and who takes it there."""

from http import HTTPStatus
from typing import Any, Final

import httpx
import pytest

from services.requests.engagements.domain import EngagementStatus
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed

_S = EngagementStatus
SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)

pytestmark = SQLITE


async def test_the_helper_tells_of_delays_and_the_firm_has_it_done_again(parties: Parties) -> None:
    engagement_id = await placed(parties, _S.IN_PROGRESS)
    place = f"/engagements/{engagement_id}/milestones"
    body = {"title": "试制", "due_on": "2099-01-01"}
    milestone = (await parties.expert.post(place, json=body)).json()
    told: list[tuple[httpx.AsyncClient, dict[str, Any], str]] = [
        (parties.expert, {"action": "delay", "note": "等待设备"}, "delayed"),
        (parties.provider, {"action": "start", "due_on": "2099-03-01"}, "in_progress"),
        (parties.provider, {"action": "complete"}, "completed"),
        (parties.owner, {"action": "reopen", "note": "缺检测记录"}, "in_progress"),
        (parties.expert, {"action": "complete"}, "completed"),
    ]

    for client, said, status in told:
        path, headers = f"{place}/{milestone['id']}/status", {"If-Match": "*"}
        answer = await client.put(path, json=said, headers=headers)
        assert answer.json()["status"] == status, answer.text

    [done] = (await parties.owner.get(place)).json()
    assert (done["due_on"], done["version"]) == ("2099-03-01", 6)
    assert done["completed_at"] is not None


async def test_who_delays_or_sends_back_says_why(parties: Parties) -> None:
    engagement_id = await placed(parties, _S.IN_PROGRESS)
    place = f"/engagements/{engagement_id}/milestones"
    body = {"title": "试制", "due_on": "2099-01-01"}
    milestone = (await parties.owner.post(place, json=body)).json()
    wrong: list[dict[str, Any]] = [
        {"action": "delay"},
        {"action": "reopen"},
        {"action": "complete", "due_on": "2099-01-01"},
    ]

    for said in wrong:
        path, headers = f"{place}/{milestone['id']}/status", {"If-Match": "*"}
        answer = await parties.expert.put(path, json=said, headers=headers)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, said


async def test_nothing_is_planned_when_the_work_is_done(parties: Parties) -> None:
    engagement_id = await placed(parties, _S.ACCEPTED)

    answer = await parties.owner.post(
        f"/engagements/{engagement_id}/milestones",
        json={"title": "试制", "due_on": "2099-01-01"},
    )

    assert answer.json()["type"] == "urn:keqiao:problem:engagement-stage"
