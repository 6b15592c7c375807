"""What people are told they may add to an engagement is what they may."""

from http import HTTPStatus

import pytest

from services.requests.engagements.domain import EngagementStatus
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import engaged, hand_in, seen

SQLITE = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


@SQLITE
async def test_each_is_told_what_they_may_add(parties: Parties) -> None:
    engagement = await engaged(parties, EngagementStatus.IN_PROGRESS)

    told = {
        name: (await seen(getattr(parties, name), engagement["id"]))["openings"]
        for name in ("owner", "expert", "provider")
    }
    listed = {
        name: (await getattr(parties, name).get("/engagements")).json()["items"][0]["parts"]
        for name in ("owner", "expert", "provider", "operator")
    }
    taken = await hand_in(parties.provider, engagement)
    refused = await hand_in(parties.owner, engagement)

    both = ["plan_milestone", "propose_amendment", "hand_in_evidence", "hand_in_other"]
    assert sorted(told["owner"]) == sorted(both)
    assert sorted(told["expert"]) == sorted([*both, "hand_in_result"])
    assert told["provider"] == ["hand_in_result", "hand_in_other"]
    assert listed == {
        "owner": ["firm"],
        "expert": ["helper"],
        "provider": ["member"],
        "operator": ["operator"],
    }
    assert taken.status_code == HTTPStatus.CREATED
    assert refused.status_code == HTTPStatus.FORBIDDEN


@SQLITE
async def test_in_a_dispute_one_speaks_and_plans_nothing(parties: Parties) -> None:
    engagement = await engaged(parties, EngagementStatus.DISPUTED)

    told = (await seen(parties.owner, engagement["id"]))["openings"]

    assert "state" in told
    assert "plan_milestone" not in told
