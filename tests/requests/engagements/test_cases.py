"""Solved cases: confirmed by the firm on evidence, counted once, true to what it says later."""

import asyncio
from collections import Counter
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import pytest
import time_machine

from services.requests.demands.domain import DemandStatus
from services.requests.dependencies import Resources
from services.requests.engagements.domain import EngagementStatus
from services.requests.engagements.errors import EngagementExistsError
from services.requests.engagements.proposing import Proposal, propose
from shared.clock import utc_now
from shared.types import new_id
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed
from tests.requests.engagements.stories import (
    ACCEPTANCE,
    WAY_TO,
    accept,
    clock_of,
    engaged,
    proposed,
    seen,
    step,
    told,
)
from tests.requests.stories import advance, brought_to, events, move

_S = EngagementStatus
SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


async def cases_told(parties: Parties) -> list[dict[str, Any]]:
    """Return what followers were told of solved cases, in order."""
    return [
        event["data"]
        for event in await events(parties)
        if event["type"] == "requests.case.solved.v1"
    ]


async def counted(parties: Parties) -> dict[str, int]:
    """Return the public count."""
    counts: dict[str, int] = (await parties.nobody.get("/cases/summary")).json()
    return counts


@SQLITE
async def test_nothing_is_accepted_without_evidence_or_half_published(parties: Parties) -> None:
    engagement = {"id": await placed(parties, _S.DELIVERED)}
    wrong: list[dict[str, Any]] = [
        {"evidence": " "},
        {"outcome": "unsolved"},
        {"public": True},
        {"title": "标题"},
        {"summary": "摘要"},
        {"files": [str(new_id())]},
        {"results": [{"name": "气孔率"}]},
    ]

    for changes in wrong:
        answer = await accept(parties, engagement, **changes)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, changes

    assert (await counted(parties))["solved"] == 0


@SQLITE
async def test_what_the_firm_does_not_agree_to_show_is_not_published(parties: Parties) -> None:
    engagement = {"id": await placed(parties, _S.DELIVERED)}

    await accept(parties, engagement, outcome="partly")

    [told] = await cases_told(parties)
    assert (told["title"], told["summary"], told["outcome"]) == (None, None, "partly")
    assert "气孔率" not in str(told)
    assert (await counted(parties))["partly"] == 1


@SQLITE
async def test_everybody_reads_of_cases_what_their_firms_agreed_to_show(parties: Parties) -> None:
    said = {"public": True, "title": "焊接气孔降到 2.1%", "summary": "改进保护气"}
    for changes in ({}, said, said):
        await accept(parties, {"id": await placed(parties, _S.DELIVERED)}, **changes)

    first = (await parties.nobody.get("/cases", params={"limit": 1})).json()
    cursor = {"limit": 1, "cursor": first["next_cursor"]}
    second = (await parties.nobody.get("/cases", params=cursor)).json()

    [case] = first["items"]
    assert set(case) == {"id", "title", "summary", "outcome", "industry_code", "year"}
    assert (case["title"], case["outcome"]) == (said["title"], "solved")
    assert second["items"][0]["id"] != case["id"]
    assert second["next_cursor"] is None


@SQLITE
async def test_a_firm_that_says_the_problem_is_back_is_believed(parties: Parties) -> None:
    engagement = await engaged(parties, _S.REVIEWED)
    place = f"/engagements/{engagement['id']}/follow-ups"
    with time_machine.travel(utc_now() + timedelta(days=95), tick=False):
        await clock_of(parties).do_what_is_due()
        asked = (await parties.owner.get(place)).json()[0]
        early = (await parties.owner.get(place)).json()[1]

        said = {"holds": "no", "evidence": "换批次后气孔又出现"}
        await parties.owner.put(f"{place}/{asked['id']}/answer", json=said)
        too_soon = await parties.owner.put(f"{place}/{early['id']}/answer", json=said)

    assert too_soon.status_code == HTTPStatus.CONFLICT
    assert [case["outcome"] for case in await cases_told(parties)] == ["solved", "unsolved"]
    assert (await counted(parties))["returned"] == 1
    codes = [message["code"] for message in await told(parties)]
    assert codes.count("problem_is_back") == 1
    assert codes.count("follow_up_asked") == 1
    need = (await parties.owner.get(f"/demands/{engagement['demand_id']}")).json()
    waits = (await parties.operator.get("/pursuit")).json()["items"]
    assert (need["status"], "reopen" in need["actions"]) == ("unresolved", True)
    assert [(one["id"], one["next_move"]) for one in waits] == [(need["id"], "decide")]
    [*_, step] = (await parties.owner.get(f"/demands/{need['id']}/history")).json()
    assert (step["action"], step["reason_code"]) == ("relapse", "problem_is_back")


@SQLITE
async def test_what_nobody_answers_stays_unknown_and_a_late_answer_counts(
    parties: Parties,
) -> None:
    engagement = await engaged(parties, _S.REVIEWED)
    place, clock = f"/engagements/{engagement['id']}/follow-ups", clock_of(parties)
    begun = utc_now()
    for days in (95, 130):
        with time_machine.travel(begun + timedelta(days=days), tick=False):
            await clock.do_what_is_due()
    first = (await parties.owner.get(place)).json()[0]

    with time_machine.travel(begun + timedelta(days=131), tick=False):
        answer = await parties.owner.put(
            f"{place}/{first['id']}/answer", json={"holds": "yes", "benefit": 120000}
        )

    assert (first["status"], first["holds"], first["benefit"]) == ("lapsed", None, None)
    assert (answer.json()["status"], answer.json()["benefit"]) == ("answered", "120000.00")
    assert (await seen(parties.owner, engagement["id"]))["status"] == "follow_up"


@SQLITE
async def test_a_need_that_is_solved_twice_counts_once(parties: Parties) -> None:
    engagement = await engaged(parties, _S.ACCEPTED)
    demand = (await parties.owner.get(f"/demands/{engagement['demand_id']}")).json()

    reopened = await move(parties.owner, demand, action="reopen", reason_code="problem_is_back")
    between = await counted(parties)
    demand = await advance(parties, reopened.json(), "begin_contact")
    again = await proposed(parties, demand)
    await WAY_TO[_S.ACCEPTED](parties, again)

    after, told_of = await counted(parties), await cases_told(parties)
    assert (between["solved"], between["returned"], between["open"]) == (0, 1, 1)
    assert (after["solved"], after["returned"], after["open"]) == (1, 0, 0)
    assert [case["outcome"] for case in told_of] == ["solved", "unsolved", "solved"]
    assert len({case["id"] for case in told_of}) == 2


async def test_a_result_that_is_accepted_by_many_at_once_is_accepted_once(
    parties: Parties,
) -> None:
    engagement = {"id": await placed(parties, _S.DELIVERED)}
    place = f"/engagements/{engagement['id']}/acceptance"

    answers = await asyncio.gather(
        *(
            client.post(place, json=ACCEPTANCE, headers={"If-Match": '"v1"'})
            for client in (parties.owner, parties.colleague) * 4
        )
    )

    codes = Counter(answer.status_code for answer in answers)
    assert codes == {HTTPStatus.CREATED: 1, HTTPStatus.PRECONDITION_FAILED: 7}
    assert (await counted(parties))["solved"] == 1
    assert len(await cases_told(parties)) == 1


async def test_two_who_are_selected_at_once_do_not_both_get_the_work(parties: Parties) -> None:
    demand = await brought_to(parties, DemandStatus.IN_CONTACT)
    resources: Resources = parties.app.state.resources

    async def select(helper: str) -> UUID:
        proposal = Proposal(UUID(demand["id"]), new_id(), "li", helper, "li")
        async with resources.database.transaction() as session:
            return await propose(session, proposal, rules=resources.rules)

    results = await asyncio.gather(
        *(select(f"helper-{n}") for n in range(4)), return_exceptions=True
    )

    refused = [result for result in results if isinstance(result, EngagementExistsError)]
    [engagement_id] = [result for result in results if isinstance(result, UUID)]
    assert len(refused) == 3
    ended = await step(
        parties.operator, {"id": engagement_id}, "terminate", reason_code="helper_unable"
    )
    assert ended.status_code == HTTPStatus.OK
    assert isinstance(await select("another"), UUID)
