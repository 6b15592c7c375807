"""An expert's registration from the application to the appeal, on both engines."""

import time_machine

from tests.catalog.registrations.scene import SEEN, Scene

START = "2026-11-23T02:00:00+00:00"


@time_machine.travel(START)
async def test_an_applicant_becomes_an_expert_once_the_portal_has_heard_of_it(
    scene: Scene,
) -> None:
    place = await scene.applied()

    endorsed = await scene.done("dean", place, "endorse")
    await scene.done("operator", place, "start_review")
    registered = await scene.done("operator", place, "register")
    scene.portal.down = True
    await scene.clock.tell_the_portal()
    waiting = await scene.status(place)

    assert endorsed["status"] == "endorsed"
    assert registered["number"] == "TPY-2026-000001"
    assert (registered["term_begins"], registered["term_ends"]) == ("2026-11-23", "2028-11-22")
    assert waiting == "registered"

    scene.portal.down = False
    with time_machine.travel("2026-11-23T02:01:00+00:00"):
        await scene.clock.tell_the_portal()

    file = (await scene.chen.get(f"/experts/{registered['expert_id']}")).json()
    assert scene.portal.experts == {"chen"}
    assert await scene.status(place) == "available"
    assert file["registration_number"] == "TPY-2026-000001"
    assert file["organization_name"] == "松山湖压铸研究所"


@time_machine.travel(START)
async def test_an_agreement_of_three_sends_an_expert_out_and_the_firm_confirms_the_hours(
    scene: Scene,
) -> None:
    place = await scene.registered()

    agreement = await scene.dispatched(place)
    logged = await scene.chen.post(
        f"{place}/service-records",
        json={"served_on": "2026-11-22", "minutes": 180, "note": "到厂分析气孔"},
    )
    record = f"{place}/service-records/{logged.json()['id']}/confirmation"
    own = await scene.chen.put(record, json={})
    stranger = await scene.other_firm.put(record, json={})
    lists = {
        who: (await scene.clients[who].get("/service-records?confirmed=false")).json()["items"]
        for who in ("chen", "clerk", "other_dean", "firm", "other_firm", "operator")
    }
    confirmed = await scene.firm.put(record, json={"rating": 5})
    again = await scene.firm.put(record, json={})

    assert agreement.status_code == 201, agreement.text
    assert await scene.status(place) == "dispatched"
    assert [own.status_code, stranger.status_code] == [403, 404]
    assert confirmed.json()["rating"] == 5
    assert again.status_code == 409
    shown = {who: [one["confirmable"] for one in rows] for who, rows in lists.items()}
    assert shown == {
        "chen": [False],
        "clerk": [False],
        "other_dean": [],
        "firm": [True],
        "other_firm": [],
        "operator": [True],
    }
    assert lists["firm"][0]["expert_name"] == "陈知远"
    assert (await scene.firm.get("/service-records?confirmed=false")).json()["items"] == []


@time_machine.travel(START)
async def test_who_is_let_go_loses_the_role_and_may_appeal(scene: Scene) -> None:
    place = await scene.registered()
    expert = (await scene.chen.get(place)).json()["expert_id"]
    await scene.done("operator", place, "suspend", reason_code="complaint")
    paused = (await scene.nobody.get(f"/experts/{expert}")).json()["status"]
    await scene.done("operator", place, "exit", reason_code="misconduct")
    await scene.clock.tell_the_portal()
    gone = await scene.nobody.get(f"/experts/{expert}")

    appealed = await scene.done("chen", place, "appeal")
    await scene.done("operator", place, "start_review")
    back = await scene.done("operator", place, "register")
    await scene.clock.tell_the_portal()

    steps = (await scene.chen.get(f"{place}/history")).json()
    assert paused == "temporarily_closed"
    assert gone.status_code == 404
    assert appealed["status"] == "appealed"
    assert (back["number"], back["expert_id"]) == ("TPY-2026-000001", expert)
    assert scene.portal.told == ["PUT chen", "DELETE chen", "PUT chen"]
    assert (await scene.nobody.get(f"/experts/{expert}")).json()["status"] == "active"
    assert [step["reason_code"] for step in steps if step["action"] == "exit"] == ["misconduct"]


async def test_two_operators_register_somebody_once(scene: Scene) -> None:
    place = await scene.applied()
    await scene.done("dean", place, "endorse")
    seen = (await scene.done("operator", place, "start_review"))["version"]
    body, headers = {"action": "register"}, {"If-Match": f'"v{seen}"'}

    answers = [
        (await scene.operator.put(f"{place}/status", json=body, headers=headers)).status_code
        for _ in range(2)
    ]

    assert answers == [200, 412]
    assert SEEN["If-Match"] == "*"
