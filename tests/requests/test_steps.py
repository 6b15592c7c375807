"""Steps in a demand's life: their reasons, their guards, and who was first."""

import asyncio
from http import HTTPStatus

import httpx
import pytest

from services.requests.demands.domain import DemandAction, DemandStatus
from services.requests.demands.reasons import NEEDS_REASON, REASONS, ReasonCode
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to, draft, events, move, published


class TestReasons:
    def test_every_code_has_a_meaning_in_both_languages_and_a_use(self) -> None:
        assert set(REASONS) == set(ReasonCode)
        assert all(reason.label.zh and reason.label.en for reason in REASONS.values())
        assert all(reason.actions for reason in REASONS.values())

    def test_every_action_that_needs_a_reason_has_several(self) -> None:
        for action in NEEDS_REASON:
            assert len([r for r in REASONS.values() if action in r.given_for]) > 3

    async def test_the_codes_can_be_read(self, parties: Parties) -> None:
        listed = (await parties.nobody.get("/reason-codes")).json()

        assert {reason["code"] for reason in listed} == set(ReasonCode)
        assert all(set(reason["label"]) == {"zh", "en"} for reason in listed)

    @pytest.mark.parametrize("action", ["return", "reject", "withdraw"])
    async def test_what_disappoints_somebody_needs_a_reason(
        self, parties: Parties, action: str
    ) -> None:
        demand = await brought_to(parties, DemandStatus.UNDER_REVIEW)
        who = parties.owner if action == "withdraw" else parties.operator

        for reason, note, field in (
            (None, None, "reason_code"),
            ("imported", None, "reason_code"),
            ("time_elapsed", None, "reason_code"),
            ("other", None, "note"),
            ("other", "   ", "note"),
        ):
            answer = await move(who, demand, action=action, reason_code=reason, note=note)

            assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
            assert [error["field"] for error in answer.json()["errors"]] == [field]

    async def test_what_pleases_everybody_takes_no_reason(self, parties: Parties) -> None:
        demand = await draft(parties.owner)

        answer = await move(parties.owner, demand, action="submit", reason_code="imported")

        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert answer.json()["type"] == "urn:keqiao:problem:reason-invalid"

    async def test_the_reason_of_a_refusal_reaches_its_owner(self, parties: Parties) -> None:
        demand = await brought_to(parties, DemandStatus.UNDER_REVIEW)
        note = "请写明电池型号和气孔率的测量方法。"
        await move(
            parties.operator, demand, action="return", reason_code="missing_targets", note=note
        )

        history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()

        assert [step["action"] for step in history] == ["submit", "start_review", "return"]
        assert (history[-1]["reason_code"], history[-1]["note"]) == ("missing_targets", note)


class TestGuards:
    @pytest.mark.parametrize(
        ("change", "accepted"),
        [
            ({"title": "风机太吵", "description": "怎么降噪"}, True),
            ({"title": "杯子有味道", "description": "客户退货了", "contact_phone": None}, False),
            ({"description": None}, False),
            ({"title": "急", "description": "来人"}, False),
            ({"contact_phone": None, "contact_email": "li@example.org"}, True),
        ],
    )
    async def test_a_need_can_be_submitted_once_a_desk_could_work_with_it(
        self, parties: Parties, change: dict[str, object], *, accepted: bool
    ) -> None:
        demand = await draft(parties.owner, **change)

        answer = await move(parties.owner, demand, action="submit")

        assert (answer.status_code == HTTPStatus.OK) == accepted, answer.text
        if not accepted:
            assert answer.json()["type"] == "urn:keqiao:problem:transition-not-ready"

    async def test_a_confidential_need_is_published_by_its_summary(self, parties: Parties) -> None:
        demand = await brought_to(
            parties,
            DemandStatus.UNDER_REVIEW,
            confidentiality="confidential",
            public_summary=None,
        )
        refused = await move(parties.operator, demand, action="publish")
        rewritten = await parties.operator.patch(
            f"/demands/{demand['id']}",
            json={"public_summary": "动力电池壳体焊接"},
            headers={"If-Match": f'"v{demand["version"]}"'},
        )

        answer = await move(parties.operator, rewritten.json(), action="publish")

        assert refused.status_code == HTTPStatus.CONFLICT
        assert answer.status_code == HTTPStatus.OK
        assert [event["data"]["public_summary"] for event in await events(parties)] == [
            "动力电池壳体焊接"
        ]


class TestWhoWasFirst:
    async def test_a_step_says_which_version_it_is_for(self, parties: Parties) -> None:
        demand = await published(parties)
        place = f"/demands/{demand['id']}/status"
        step = {"action": "withdraw", "reason_code": "duplicate"}

        without = await parties.operator.put(place, json=step)
        late = await parties.operator.put(place, json=step, headers={"If-Match": '"v1"'})

        assert without.status_code == HTTPStatus.PRECONDITION_REQUIRED
        assert late.status_code == HTTPStatus.PRECONDITION_FAILED

    async def test_of_two_operators_acting_at_once_one_wins(self, parties: Parties) -> None:
        for seen in (False, True):
            demand = await brought_to(parties, DemandStatus.UNDER_REVIEW)
            steps = (
                (parties.operator, {"action": "publish"}),
                (parties.other_operator, {"action": "reject", "reason_code": "out_of_scope"}),
            )
            match = f'"v{demand["version"]}"' if seen else "*"
            calls = [
                client.put(
                    f"/demands/{demand['id']}/status", json=step, headers={"If-Match": match}
                )
                for client, step in steps
            ]

            answers: list[httpx.Response] = await asyncio.gather(*calls)

            loser = HTTPStatus.PRECONDITION_FAILED if seen else HTTPStatus.CONFLICT
            assert sorted(a.status_code for a in answers) == [HTTPStatus.OK, loser]
            history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
            assert len(history) == 3

    async def test_of_ten_identical_steps_one_is_taken(self, parties: Parties) -> None:
        demand = await draft(parties.owner)

        answers = await asyncio.gather(
            *(move(parties.owner, demand, action=DemandAction.SUBMIT) for _ in range(10))
        )

        taken = [answer for answer in answers if answer.status_code == HTTPStatus.OK]
        assert len(taken) == 1
        history = (await parties.owner.get(f"/demands/{demand['id']}/history")).json()
        assert len(history) == 1
