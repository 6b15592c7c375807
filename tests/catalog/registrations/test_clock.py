"""What the clock does with registrations: every wait ends, and the rule decides what it can."""

from datetime import UTC, datetime, timedelta

import time_machine

from services.catalog.cases.schemas import ReviewGivenRead
from services.catalog.cases.service import keep_reviews
from services.catalog.registrations.domain import RegistrationStatus
from services.catalog.registrations.lifecycle import LIFECYCLE
from tests.catalog.registrations.scene import Scene

START = datetime(2026, 11, 23, 2, tzinfo=UTC)
TERM_ENDS = datetime(2028, 11, 22, 2, tzinfo=UTC)
REVIEW = "01980000-0000-7000-8000-0000000000a5"
ASSESSED = TERM_ENDS - timedelta(days=60)


async def at(scene: Scene, moment: datetime) -> None:
    """Let the clock do what is due at a moment, until nothing is."""
    with time_machine.travel(moment, tick=False):
        while await scene.clock.do_what_is_due():
            pass
        await scene.clock.tell_the_portal()


async def serve(scene: Scene, place: str, *, hours: int, rating: int | None = None) -> None:
    """Log and confirm so many hours in one term, three hours a day."""
    for day in range(hours // 3):
        served_on = (START + timedelta(days=day)).date().isoformat()
        with time_machine.travel(START + timedelta(days=day, hours=9), tick=False):
            logged = await scene.chen.post(
                f"{place}/service-records",
                json={"served_on": served_on, "minutes": 180, "note": "到厂"},
            )
            record = f"{place}/service-records/{logged.json()['id']}/confirmation"
            said = {} if rating is None else {"rating": rating}
            assert (await scene.operator.put(record, json=said)).status_code == 200


async def registered(scene: Scene) -> str:
    """Let somebody be registered at the start."""
    with time_machine.travel(START, tick=False):
        return await scene.registered()


def test_every_state_is_reached_and_has_an_exit() -> None:
    assert LIFECYCLE.unreachable() == set()
    assert LIFECYCLE.without_exit() == set()


async def test_what_nobody_answers_lapses_and_can_be_asked_again(local_scene: Scene) -> None:
    with time_machine.travel(START, tick=False):
        applied = await local_scene.applied()
        answer = await local_scene.dean.post(
            "/registrations",
            json={
                "person": "lin",
                "sender": "institute",
                "sender_name": "研究所",
                "profile": {"name": "林"},
            },
        )
        nominated = answer.headers["Location"]
    await at(local_scene, START + timedelta(days=29))
    before = [await local_scene.status(place) for place in (applied, nominated)]

    await at(local_scene, START + timedelta(days=31))
    after = [await local_scene.status(place) for place in (applied, nominated)]
    again = await local_scene.done("chen", applied, "reapply")

    assert before == ["applied", "nominated"]
    assert after == ["withdrawn", "withdrawn"]
    assert again["status"] == "applied"


async def test_operators_are_reminded_of_what_waits_for_them(local_scene: Scene) -> None:
    with time_machine.travel(START, tick=False):
        place = await local_scene.applied()
        await local_scene.done("dean", place, "endorse")

    for days in (11, 22):
        await at(local_scene, START + timedelta(days=days))

    with time_machine.travel(START + timedelta(days=23), tick=False):
        steps = (await local_scene.operator.get(f"{place}/history")).json()
    assert [step["action"] for step in steps] == ["endorse", "escalate", "escalate"]
    assert await local_scene.status(place) == "endorsed"


async def test_who_served_well_is_renewed_by_the_rule_when_nobody_decides(
    local_scene: Scene,
) -> None:
    place = await registered(local_scene)
    await serve(local_scene, place, hours=60, rating=5)

    await at(local_scene, ASSESSED + timedelta(days=1))
    under_assessment = await local_scene.status(place)
    await at(local_scene, ASSESSED + timedelta(days=16))
    renewed = (await local_scene.chen.get(place)).json()
    await at(local_scene, TERM_ENDS + timedelta(days=1))

    [assessed, *_] = (await local_scene.chen.get(f"{place}/assessments")).json()
    lines = {line["criterion"]: line["points"] for line in assessed["lines"]}
    assert under_assessment == "under_assessment"
    assert renewed["status"] == "renewed"
    assert (renewed["term_begins"], renewed["term_ends"]) == ("2028-11-23", "2030-11-22")
    assert lines == {"hours": 40.0, "solved_cases": 0.0, "reviews": 20.0}
    assert (assessed["lowest"], assessed["highest"], assessed["grade"]) == (60, 60, "qualified")
    assert await local_scene.status(place) == "available"


async def test_the_marks_of_firms_count_as_reviews_and_without_any_they_stay_unknown(
    local_scene: Scene,
) -> None:
    place = await registered(local_scene)
    expert_id = (await local_scene.chen.get(place)).json()["expert_id"]
    await serve(local_scene, place, hours=60)
    await at(local_scene, ASSESSED + timedelta(days=1))
    helper = {"kind": "expert", "id": expert_id}
    review = ReviewGivenRead.model_validate(
        {"id": REVIEW, "helpers": [helper], "overall": 4, "given_on": "2027-05-01"}
    )
    async with local_scene.database.transaction() as session:
        await keep_reviews(session, [review.id], [review])

    await at(local_scene, ASSESSED + timedelta(days=16))

    later, first = (await local_scene.chen.get(f"{place}/assessments")).json()
    [before] = [line for line in first["lines"] if line["criterion"] == "reviews"]
    [after] = [line for line in later["lines"] if line["criterion"] == "reviews"]
    assert (before["value"], before["points"]) == (None, None)
    assert (after["value"], after["points"]) == (4.0, 16.0)
    assert after["evidence"] == [f"review/{REVIEW}"]


async def test_who_is_known_to_have_served_too_little_is_warned_and_then_let_go(
    local_scene: Scene,
) -> None:
    place = await registered(local_scene)
    await serve(local_scene, place, hours=30, rating=2)

    await at(local_scene, ASSESSED + timedelta(days=1))
    await at(local_scene, ASSESSED + timedelta(days=16))
    warned = await local_scene.status(place)
    await at(local_scene, ASSESSED + timedelta(days=108))

    steps = (await local_scene.chen.get(f"{place}/history")).json()
    assert warned == "probation"
    assert await local_scene.status(place) == "exited"
    assert [step["reason_code"] for step in steps[-2:]] == ["by_the_rule", "by_the_rule"]
    assert local_scene.portal.experts == set()


async def test_who_makes_up_for_it_on_probation_goes_on(local_scene: Scene) -> None:
    place = await registered(local_scene)
    await serve(local_scene, place, hours=30, rating=2)
    await at(local_scene, ASSESSED + timedelta(days=1))
    await at(local_scene, ASSESSED + timedelta(days=16))
    with time_machine.travel(ASSESSED + timedelta(days=20), tick=False):
        decided = await local_scene.done(
            "operator", place, "clear", reason_code="decided_otherwise"
        )
        unexplained = await local_scene.move("operator", place, "clear")

    assert decided["status"] == "available"
    assert decided["term_begins"] == "2028-10-13"
    assert unexplained.status_code == 409


async def test_what_the_rule_cannot_know_it_leaves_to_people_and_then_to_the_end_of_the_term(
    local_scene: Scene,
) -> None:
    place = await registered(local_scene)

    await at(local_scene, ASSESSED + timedelta(days=1))
    await at(local_scene, ASSESSED + timedelta(days=16))
    waiting = await local_scene.status(place)
    [assessed, *_] = (await local_scene.chen.get(f"{place}/assessments")).json()
    await at(local_scene, TERM_ENDS + timedelta(days=31))

    assert waiting == "under_assessment"
    assert (assessed["lowest"], assessed["highest"]) == (0, 60)
    assert assessed["grade"] == "undetermined"
    assert await local_scene.status(place) == "expired"


async def test_who_does_not_want_to_go_on_serves_to_the_last_day(local_scene: Scene) -> None:
    place = await registered(local_scene)
    with time_machine.travel(START, tick=False):
        await local_scene.done("chen", place, "decline_renewal")

    await at(local_scene, TERM_ENDS)
    last_day = await local_scene.status(place)
    await at(local_scene, TERM_ENDS + timedelta(days=1))

    assert last_day == "available"
    assert await local_scene.status(place) == "expired"
    assert local_scene.portal.experts == set()


async def test_a_dispatch_ends_with_its_agreement(local_scene: Scene) -> None:
    place = await registered(local_scene)
    with time_machine.travel(START, tick=False):
        answer = await local_scene.dispatched(place, ends_on="2027-01-31", begins_on="2026-11-23")
        assert answer.status_code == 201, answer.text

    await at(local_scene, datetime(2027, 1, 31, 15, 59, tzinfo=UTC))
    on_the_last_evening = await local_scene.status(place)
    await at(local_scene, datetime(2027, 1, 31, 16, 1, tzinfo=UTC))

    assert on_the_last_evening == "dispatched"
    assert await local_scene.status(place) == "available"


async def test_who_is_renewed_while_sent_out_returns_to_the_post(local_scene: Scene) -> None:
    place = await registered(local_scene)
    await serve(local_scene, place, hours=60, rating=5)
    with time_machine.travel(START, tick=False):
        await local_scene.dispatched(place, begins_on="2026-11-23", ends_on="2029-12-31")

    await at(local_scene, ASSESSED + timedelta(days=1))
    await at(local_scene, ASSESSED + timedelta(days=16))
    await at(local_scene, TERM_ENDS + timedelta(days=1))

    assert await local_scene.status(place) == "dispatched"


async def test_a_suspension_that_nobody_lifts_ends_by_itself(local_scene: Scene) -> None:
    place = await registered(local_scene)
    with time_machine.travel(START, tick=False):
        await local_scene.done("operator", place, "suspend", reason_code="complaint")

    await at(local_scene, START + timedelta(days=91))

    assert await local_scene.status(place) == "available"
    assert local_scene.portal.experts == {"chen"}


async def test_an_exit_can_be_appealed_for_so_long_and_afterwards_one_applies_again(
    local_scene: Scene,
) -> None:
    place = await registered(local_scene)
    with time_machine.travel(START, tick=False):
        await local_scene.done("operator", place, "suspend", reason_code="complaint")
        await local_scene.done("operator", place, "exit", reason_code="misconduct")

    with time_machine.travel(START + timedelta(days=31), tick=False):
        late = await local_scene.move("chen", place, "appeal")
        again = await local_scene.done("chen", place, "reapply")

    assert late.status_code == 409
    assert again["status"] == "applied"


async def test_steps_that_disappoint_say_why(local_scene: Scene) -> None:
    place = await local_scene.applied()

    silent = await local_scene.move("dean", place, "refuse")
    strange = await local_scene.move("dean", place, "refuse", reason_code="by_the_rule")
    vague = await local_scene.move("dean", place, "refuse", reason_code="duplicate", note="已有")
    codes = (await local_scene.nobody.get("/registrations/reason-codes")).json()

    assert silent.status_code == 409
    assert strange.status_code == 422
    assert strange.json()["errors"][0]["field"] == "reason_code"
    assert vague.json()["status"] == "rejected"
    assert {code["code"] for code in codes} >= {"not_of_ours", "other"}


async def test_every_status_waits_for_somebody_or_for_the_clock(local_scene: Scene) -> None:
    ends_by_itself = {"rejected", "withdrawn", "exited", "expired"}

    by_the_clock = {row.state.value for row in LIFECYCLE.transitions if "system" in {*row.parties}}

    assert {status.value for status in RegistrationStatus} == by_the_clock | ends_by_itself
