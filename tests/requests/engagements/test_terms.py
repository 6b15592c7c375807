"""Contracts, changes that both must agree on, disputes, reviews: what each side can and cannot."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any, Final

import httpx
import pytest
import time_machine

from services.requests.engagements.domain import EngagementStatus
from shared.clock import city_today, utc_now
from tests.requests.conftest import Parties
from tests.requests.engagements.placing import placed
from tests.requests.engagements.stories import (
    clock_of,
    contract,
    demand_status,
    draft,
    engaged,
    hand_in,
    seen,
    sign,
    step,
)

_S = EngagementStatus
SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)
SEEN: Final = {"If-Match": "*"}

pytestmark = SQLITE


async def propose(client: httpx.AsyncClient, engagement_id: object, **said: object) -> Any:  # noqa: ANN401 - JSON
    """Propose a change; return it."""
    body = {"kind": "change", "why": "设备检修", **said}
    answer = await client.post(f"/engagements/{engagement_id}/amendments", json=body)
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    return answer.json()


async def answer_to(
    client: httpx.AsyncClient, engagement_id: object, amendment: dict[str, Any], **said: object
) -> httpx.Response:
    """Answer a proposed change as it stands."""
    return await client.put(
        f"/engagements/{engagement_id}/amendments/{amendment['id']}/status",
        json=said,
        headers={"If-Match": f'"v{amendment["version"]}"'},
    )


class TestContracts:
    async def test_a_new_draft_makes_the_signatures_under_the_last_one_void(
        self, parties: Parties
    ) -> None:
        engagement = await engaged(parties, _S.NEGOTIATING)
        first = await draft(parties.expert, engagement)
        await sign(parties.expert, engagement, "contract")

        second = await draft(parties.expert, engagement, price=1)
        signed = await sign(parties.owner, engagement, "contract")

        assert first["contract"]["digest"] != second["contract"]["digest"]
        assert signed["status"] == "negotiating"
        both = await sign(parties.expert, engagement, "contract")
        assert both["status"] == "contract_signed"
        assert [one["version"] for one in both["signatures"]] == [1, 2, 2]

    async def test_one_side_signs_once_whoever_of_it(self, parties: Parties) -> None:
        engagement = await engaged(parties, _S.NEGOTIATING)
        shown = await draft(parties.owner, engagement)
        await sign(parties.owner, engagement, "contract")

        again = await parties.colleague.post(
            f"/engagements/{engagement['id']}/signatures",
            json={"document": "contract", "digest": shown["contract"]["digest"]},
            headers=SEEN,
        )

        assert again.json()["type"] == "urn:keqiao:problem:signed-already"
        assert (await seen(parties.owner, engagement["id"]))["status"] == "negotiating"

    async def test_nothing_is_signed_that_is_not_there(self, parties: Parties) -> None:
        engagement = await engaged(parties, _S.NEGOTIATING)

        early = await parties.owner.post(
            f"/engagements/{engagement['id']}/signatures",
            json={"document": "contract", "digest": "0" * 64},
            headers=SEEN,
        )

        assert early.json()["type"] == "urn:keqiao:problem:transition-not-ready"

    async def test_a_contract_that_makes_no_sense_is_refused(self, parties: Parties) -> None:
        engagement_id = await placed(parties, _S.NEGOTIATING)
        wrong: list[dict[str, object]] = [
            {"kind": "friendship"},
            {"finish_on": "2000-01-01"},
            {"scope": " "},
            {"price": -1},
            {"start_on": None},
            {"more": 1},
        ]

        for changes in wrong:
            answer = await parties.owner.put(
                f"/engagements/{engagement_id}/contract", json=contract(**changes), headers=SEEN
            )
            assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, changes


class TestAmendments:
    async def test_both_agree_to_end_it_and_the_need_can_go_on(self, parties: Parties) -> None:
        engagement_id = await placed(parties, _S.IN_PROGRESS)
        change = await propose(parties.owner, engagement_id, kind="termination")

        own = await answer_to(parties.colleague, engagement_id, change, action="agree")
        agreed = await answer_to(parties.expert, engagement_id, change, action="agree")

        ended = await seen(parties.owner, engagement_id)
        history = (await parties.owner.get(f"/engagements/{engagement_id}/history")).json()
        assert own.status_code == HTTPStatus.FORBIDDEN
        assert agreed.json()["status"] == "agreed"
        assert (ended["status"], history[-1]["reason_code"]) == ("terminated", "both_agreed")
        assert await demand_status(parties, ended) == "unresolved"

    async def test_a_refusal_says_why_and_changes_nothing(self, parties: Parties) -> None:
        engagement_id = await placed(parties, _S.IN_PROGRESS)
        change = await propose(parties.expert, engagement_id, price=900000)

        silent = await answer_to(parties.owner, engagement_id, change, action="refuse")
        said = {"action": "refuse", "reason_code": "too_expensive"}
        refused = await answer_to(parties.owner, engagement_id, change, **said)
        late = await answer_to(parties.owner, engagement_id, refused.json(), action="agree")

        assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert refused.json()["reason_code"] == "too_expensive"
        assert late.status_code == HTTPStatus.CONFLICT
        assert (await seen(parties.owner, engagement_id))["contract"]["version"] == 1

    async def test_one_change_at_a_time_and_its_author_takes_it_back(
        self, parties: Parties
    ) -> None:
        engagement_id = await placed(parties, _S.IN_PROGRESS)
        change = await propose(parties.expert, engagement_id, scope="两条产线")

        second = await parties.owner.post(
            f"/engagements/{engagement_id}/amendments", json={"kind": "termination", "why": "x1"}
        )
        back = await answer_to(parties.expert, engagement_id, change, action="withdraw")

        assert second.json()["type"] == "urn:keqiao:problem:amendment-pending"
        assert back.json()["status"] == "withdrawn"

    async def test_a_later_end_that_both_agree_on_resumes_suspended_work(
        self, parties: Parties
    ) -> None:
        engagement_id = await placed(parties, _S.SUSPENDED, finish_on=date(2026, 11, 3))
        later = (city_today() + timedelta(days=30)).isoformat()
        change = await propose(parties.expert, engagement_id, finish_on=later)

        await answer_to(parties.owner, engagement_id, change, action="agree")

        resumed = await seen(parties.owner, engagement_id)
        assert (resumed["status"], resumed["finish_on"]) == ("in_progress", later)
        signatures = [one for one in resumed["signatures"] if one["version"] == 2]
        assert {one["side"] for one in signatures} == {"firm", "helper"}
        assert {one["digest"] for one in signatures} == {resumed["contract"]["digest"]}

    async def test_there_is_nothing_to_change_before_a_contract_or_after_the_end(
        self, parties: Parties
    ) -> None:
        for status in (_S.NEGOTIATING, _S.ACCEPTED, _S.TERMINATED):
            engagement_id = await placed(parties, status)
            answer = await parties.owner.post(
                f"/engagements/{engagement_id}/amendments",
                json={"kind": "change", "price": 1, "why": "降价"},
            )
            assert answer.json()["type"] == "urn:keqiao:problem:nothing-to-amend"


async def test_what_is_sent_again_with_its_key_happens_once(parties: Parties) -> None:
    work, quarrel = await placed(parties, _S.IN_PROGRESS), await placed(parties, _S.DISPUTED)
    milestone = {"title": "试制", "due_on": "2099-01-01"}
    sent = {
        f"/engagements/{work}/milestones": milestone,
        f"/engagements/{work}/amendments": {"kind": "termination", "why": "条件变化"},
        f"/engagements/{quarrel}/statements": {"words": "样品不合格。"},
    }

    for place, body in sent.items():
        headers = {"Idempotency-Key": place}
        first = await parties.owner.post(place, json=body, headers=headers)
        again = await parties.owner.post(place, json=body, headers=headers)
        assert first.status_code == again.status_code == HTTPStatus.CREATED, first.text
        assert first.json() == again.json()
        assert len((await parties.owner.get(place)).json()) == 1


class TestDisputes:
    async def test_an_operator_decides_once_both_were_heard(self, parties: Parties) -> None:
        engagement = await engaged(parties, _S.DISPUTED)
        place = f"/engagements/{engagement['id']}/statements"
        decision = {"reason_code": "evidence_for_helper", "note": "检测报告合格"}
        file = (await hand_in(parties.expert, engagement, purpose="evidence")).json()

        await parties.owner.post(place, json={"words": "气孔率仍为 5%。"})
        early = await step(parties.operator, engagement, "decide_acceptance", **decision)
        await parties.expert.post(place, json={"words": "第三方检测合格。", "files": [file["id"]]})
        decided = await step(parties.operator, engagement, "decide_acceptance", **decision)

        assert early.json()["type"] == "urn:keqiao:problem:transition-not-ready"
        assert decided.json()["status"] == "delivered"
        assert await demand_status(parties, engagement) == "pending_acceptance"
        statements = (await parties.operator.get(place)).json()
        assert [one["party"] for one in statements] == ["firm", "helper"]
        assert statements[1]["files"] == [file["id"]]

    async def test_who_says_nothing_in_time_is_not_waited_for(self, parties: Parties) -> None:
        engagement = await engaged(parties, _S.DISPUTED)

        with time_machine.travel(utc_now() + timedelta(days=12), tick=False):
            decided = await step(
                parties.operator,
                engagement,
                "decide_work",
                reason_code="evidence_inconclusive",
            )

        assert decided.json()["status"] == "in_progress"
        assert await demand_status(parties, engagement) == "in_progress"

    async def test_a_file_of_another_engagement_is_no_evidence(self, parties: Parties) -> None:
        engagement_id = await placed(parties, _S.DISPUTED, disputed_at=utc_now())
        other = {"id": await placed(parties, _S.IN_PROGRESS)}
        file = (await hand_in(parties.expert, other)).json()

        answer = await parties.owner.post(
            f"/engagements/{engagement_id}/statements",
            json={"words": "见附件", "files": [file["id"]]},
        )

        assert answer.json()["type"] == "urn:keqiao:problem:unknown-file"


class TestReviews:
    async def test_after_a_fortnight_each_reads_what_the_other_said(self, parties: Parties) -> None:
        engagement = await engaged(parties, _S.ACCEPTED)
        place = f"/engagements/{engagement['id']}/reviews"
        await parties.owner.post(place, json={"overall": 2, "words": "沟通不足"})
        hidden = (await parties.expert.get(place)).json()

        with time_machine.travel(utc_now() + timedelta(days=15), tick=False):
            await clock_of(parties).do_what_is_due()
            shown = (await parties.expert.get(place)).json()
            late = await parties.expert.post(place, json={"overall": 1})

        assert (hidden["reviews"], hidden["open"]) == ([], True)
        assert [one["words"] for one in shown["reviews"]] == ["沟通不足"]
        assert late.status_code == HTTPStatus.CONFLICT

    async def test_marks_are_from_one_to_five(self, parties: Parties) -> None:
        engagement_id = await placed(parties, _S.ACCEPTED)

        for marks in ({"overall": 0}, {"overall": 6}, {"overall": True}, {}):
            answer = await parties.owner.post(f"/engagements/{engagement_id}/reviews", json=marks)
            assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, marks
