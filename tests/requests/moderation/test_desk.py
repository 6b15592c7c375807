"""What operators do at the desk: claims, marked passages, merging, brokers."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx
import pytest
import time_machine

from services.requests.demands.domain import DemandStatus
from shared.clock import utc_now
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import told
from tests.requests.stories import brought_to, events, move, published

SUBMITTED, REVIEW = DemandStatus.SUBMITTED, DemandStatus.UNDER_REVIEW


async def last_step(client: httpx.AsyncClient, demand: dict[str, Any]) -> dict[str, Any]:
    """Return the last step of a demand's history."""
    history: list[dict[str, Any]] = (await client.get(f"/demands/{demand['id']}/history")).json()
    return history[-1]


class TestClaims:
    async def test_one_operator_at_a_time(self, parties: Parties) -> None:
        demand = await brought_to(parties, REVIEW)

        claimed = (await move(parties.operator, demand, action="claim")).json()
        second = await move(parties.other_operator, claimed, action="claim")
        published_by_other = await move(parties.other_operator, claimed, action="publish")
        done = await move(parties.operator, claimed, action="publish")

        assert claimed["desk"]["claimed_by"] == "desk-1"
        assert {second.status_code, published_by_other.status_code} == {HTTPStatus.CONFLICT}
        assert second.json()["type"] == "urn:keqiao:problem:claimed-by-another"
        assert done.json()["desk"]["claimed_by"] is None

    async def test_a_claim_ends_by_itself(self, parties: Parties) -> None:
        demand = await brought_to(parties, SUBMITTED)
        claimed = (await move(parties.operator, demand, action="claim")).json()

        with time_machine.travel(utc_now() + timedelta(minutes=121), tick=False):
            seen = (await parties.operator.get(f"/demands/{demand['id']}")).json()
            taken = await move(parties.other_operator, claimed, action="claim")

        assert seen["desk"]["claimed_by"] is None
        assert taken.json()["desk"]["claimed_by"] == "desk-2"

    async def test_a_claim_is_given_back_or_handed_over(self, parties: Parties) -> None:
        demand = await brought_to(parties, SUBMITTED)
        unclaimed = await move(parties.operator, demand, action="release")
        demand = (await move(parties.operator, demand, action="claim")).json()

        handed = (await move(parties.operator, demand, action="transfer", to="desk-2")).json()
        refused = await move(parties.operator, handed, action="release")
        freed = (await move(parties.other_operator, handed, action="release")).json()

        assert unclaimed.json()["type"] == "urn:keqiao:problem:not-claimed"
        assert handed["desk"]["claimed_by"] == "desk-2"
        assert refused.status_code == HTTPStatus.CONFLICT
        assert freed["desk"]["claimed_by"] is None
        history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
        assert [step["action"] for step in history] == ["submit", "claim", "transfer", "release"]
        assert history[2]["details"]["to"] == "desk-2"

    async def test_a_claim_does_not_keep_the_owner_from_withdrawing(self, parties: Parties) -> None:
        demand = await brought_to(parties, SUBMITTED)
        demand = (await move(parties.operator, demand, action="claim")).json()

        gone = await move(parties.owner, demand, action="withdraw", reason_code="no_longer_needed")

        assert gone.json()["status"] == "withdrawn"


class TestReturns:
    async def test_marked_passages_reach_the_author_with_the_words_they_mark(
        self, parties: Parties
    ) -> None:
        demand = await brought_to(parties, REVIEW, description="气孔多，客户是某某公司。")
        mark = {"field": "description", "start": 4, "end": 11, "note": "请删去客户名称"}

        await move(
            parties.operator,
            demand,
            action="return",
            reason_code="exposes_secrets",
            passages=[mark],
        )

        step = await last_step(parties.owner, demand)
        assert step["reason_code"] == "exposes_secrets"
        assert step["details"]["passages"] == [{**mark, "words": "客户是某某公司"}]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"start": 0, "end": 999},
            {"start": 3, "end": 3},
            {"start": -1, "end": 2},
            {"field": "contact_name"},
            {"note": " "},
        ],
    )
    async def test_a_passage_that_is_not_in_the_text_is_refused(
        self, parties: Parties, wrong: dict[str, object]
    ) -> None:
        demand = await brought_to(parties, REVIEW)
        mark = {"field": "title", "start": 0, "end": 2, "note": "请写明型号", **wrong}

        answer = await move(
            parties.operator,
            demand,
            action="return",
            reason_code="unclear_problem",
            passages=[mark],
        )

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
        seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()
        assert seen["status"] == "under_review"

    async def test_a_need_is_published_with_the_summary_the_desk_has_edited(
        self, parties: Parties
    ) -> None:
        demand = await brought_to(parties, REVIEW, confidentiality="confidential")

        await move(parties.operator, demand, action="publish", public_summary="壳体焊接的气孔问题")

        seen = (await parties.nobody.get(f"/demands/{demand['id']}")).json()
        step = await last_step(parties.owner, demand)
        assert seen["public_summary"] == "壳体焊接的气孔问题"
        assert step["details"]["public_summary"] == "壳体焊接的气孔问题"

    @pytest.mark.parametrize(
        "step",
        [
            {"action": "publish", "into": "01980000-0000-7000-8000-000000000000"},
            {"action": "publish", "to": "desk-2"},
            {"action": "merge"},
            {"action": "transfer"},
            {"action": "claim", "public_summary": "摘要"},
        ],
    )
    async def test_what_does_not_belong_to_a_step_is_refused(
        self, parties: Parties, step: dict[str, Any]
    ) -> None:
        demand = await brought_to(parties, REVIEW)

        answer = await move(parties.operator, demand, **step)

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


class TestMerging:
    async def test_a_merged_need_joins_the_other_until_it_is_separated(
        self, parties: Parties
    ) -> None:
        other = (await parties.stranger.post("/demands", json={"title": "占位"})).json()
        target = await published(parties)
        place = f"/demands/{target['id']}/joiners"
        await parties.stranger.patch(
            f"/demands/{other['id']}",
            json={"description": "同样的气孔问题", "contact_phone": "0769-22831234"},
            headers={"If-Match": "*"},
        )
        other = (await parties.stranger.get(f"/demands/{other['id']}")).json()
        other = (await move(parties.stranger, other, action="submit")).json()
        for step in ({"action": "start_review"}, {"action": "merge", "into": target["id"]}):
            other = (await move(parties.operator, other, **step)).json()
        counted = (await parties.owner.get(place)).json()["count"]
        named = (await parties.operator.get(place)).json()["joiners"]
        merged = await last_step(parties.stranger, other)
        separated = (await move(parties.stranger, other, action="separate")).json()

        assert (other["status"], other["desk"]["merged_into"]) == ("merged", target["id"])
        assert merged["details"]["into"] == target["id"]
        assert counted == 1
        assert (named[0]["organization"], named[0]["merged_from"]) == ("other", other["id"])
        assert (separated["status"], separated["desk"]["merged_into"]) == ("under_review", None)
        assert (await parties.owner.get(place)).json()["count"] == 0

    async def test_a_published_need_that_is_merged_leaves_the_public(
        self, parties: Parties
    ) -> None:
        target, demand = await published(parties), await published(parties, title="重复的气孔")

        await move(parties.operator, demand, action="merge", into=target["id"])

        assert (await parties.nobody.get(f"/demands/{demand['id']}")).status_code == 404
        assert [event["method"] for event in await events(parties)] == ["PUT", "PUT", "DELETE"]

    async def test_whoever_was_merged_is_told_when_the_other_need_ends(
        self, parties: Parties
    ) -> None:
        target, demand = await published(parties), await published(parties, title="重复的气孔")
        await move(parties.operator, demand, action="merge", into=target["id"])

        await move(parties.owner, target, action="withdraw", reason_code="solved_otherwise")

        [message] = await told(parties, "need_left_alone")
        assert message["facts"]["into"] == target["case_number"]
        assert message["facts"]["status"]["zh"] == "已撤回"
        assert message["link"] == f"/demands/{demand['id']}"

    async def test_a_need_is_merged_into_another_that_is_published_only(
        self, parties: Parties
    ) -> None:
        demand = await published(parties)
        draft = await brought_to(parties, DemandStatus.DRAFT)

        for into in (demand["id"], draft["id"], "01980000-0000-7000-8000-000000000000"):
            answer = await move(parties.operator, demand, action="merge", into=into)

            assert answer.status_code == HTTPStatus.CONFLICT
            assert answer.json()["type"] == "urn:keqiao:problem:merge-target"


async def test_a_suspended_need_is_out_of_sight_and_comes_back_as_it_was(parties: Parties) -> None:
    demand = await published(parties)
    suspended = (
        await move(parties.operator, demand, action="suspend", reason_code="complaint_upheld")
    ).json()
    hidden = await parties.nobody.get(f"/demands/{demand['id']}")

    resumed = (await move(parties.operator, suspended, action="resume")).json()

    assert hidden.status_code == HTTPStatus.NOT_FOUND
    dates = ("published_at", "expires_on")
    assert [resumed[name] for name in dates] == [demand[name] for name in dates]


async def test_an_operator_takes_a_published_need_over_as_its_broker(parties: Parties) -> None:
    demand = await published(parties)

    brokered = (await move(parties.operator, demand, action="broker")).json()

    assert brokered["desk"]["broker"] == "desk-1"
    assert (brokered["status"], brokered["expires_on"]) == ("published", demand["expires_on"])
    assert len(await events(parties)) == 1
