"""Experts are registered, providers listed, teams ended and engagements decided at the desk."""

from http import HTTPStatus
from typing import Any

from shared.auth import Role
from tests.portal.notifications.stories import identity
from tests.portal.pages.cases.stories import begun, offered
from tests.portal.pages.desk.test_queue import offered as steps_on
from tests.portal.pages.supply.conftest import helper_in
from tests.portal.pages.world import USCC, Browser, World
from tests.running import bearer

SEEN = {"If-Match": "*"}


async def applied(world: World) -> str:
    """Let somebody apply whom their institute endorses; return the registration's id."""
    dean, person = await world.signed_in("dean@uni.cn"), await world.signed_in("lin@uni.cn")
    said = {"name": "松山湖压铸研究所", "kind": "university_institute", "uscc": USCC}
    await dean.post("/organizations/new", **said)
    await world.verify_all()
    unit: str = (await dean.client.get("/api/me/organizations")).json()[0]["id"]
    who = bearer(world.folder, subject=str(await identity(person.client)))
    profile = {"name": "林知远", "title": "高级工程师", "specialties": ["铝合金压铸"]}
    body: dict[str, Any] = {"sender": unit, "sender_name": said["name"], "profile": profile}
    begun_at = await world.catalog.post("/registrations", json=body, headers=who)
    place = f"/registrations/{begun_at.json()['id']}"
    boss = str(await identity(dean.client))
    owner = bearer(world.folder, Role.PROVIDER, subject=boss, organization=unit)
    endorsed = await world.catalog.put(
        f"{place}/status", json={"action": "endorse"}, headers={**owner, **SEEN}
    )
    assert endorsed.is_success, endorsed.text
    return place.rpartition("/")[2]


async def test_an_expert_is_registered_and_sent_to_a_firm(world: World, operator: Browser) -> None:
    place = f"/desk/registrations/{await applied(world)}"

    waiting = await operator.get("/desk/registrations")
    judged = await operator.send(await operator.get(place), f"{place}/steps/start_review")
    silent = await operator.post(f"{place}/steps/return", etag="*")
    registered = await operator.send(judged, f"{place}/steps/register")
    ready = await operator.send(registered, f"{place}/steps/activate")
    days = {"begins_on": "2026-01-01", "ends_on": "2099-01-01"}
    signed = dict.fromkeys(("firm_signed_on", "sender_signed_on", "expert_signed_on"), "2026-01-01")
    wrong = await operator.send(ready, f"{place}/dispatches", **days, **signed)
    sent = await operator.send(
        wrong, f"{place}/dispatches", agreement_number="KQ-3-001", firm_name="东江压铸厂"
    )

    assert "林知远" in waiting.text
    assert silent.status_code == HTTPStatus.CONFLICT
    assert "在册" in registered.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "派驻中" in sent.text
    assert "KQ-3-001" in sent.text
    assert "recall" in steps_on(sent.text)


async def test_a_provider_is_listed_and_a_team_ended(world: World, operator: Browser) -> None:
    who = bearer(world.folder, Role.PROVIDER, subject="boss", organization="lab")
    body = {"name": "压铸检测中心", "summary": "检测压铸件", "qualifications": ["CMA"]}
    written = await world.catalog.post("/providers", json=body, headers=who)
    assert written.is_success, written.text
    place = f"/desk/listings/{written.json()['id']}"
    lead = await helper_in(world, "chen@uni.cn", "陈教授")
    asked = {"name": "压铸特派团", "task": "降低气孔率", "ends_on": "2099-12-31"}
    desk = bearer(world.folder, Role.OPERATOR)
    proposed = await world.catalog.post(
        "/teams", json={**asked, "lead": lead.entry, "members": []}, headers=desk
    )
    assert proposed.is_success, proposed.text
    team = f"/desk/teams/{proposed.json()['id']}"

    pending = await operator.get("/desk/listings")
    verified = await operator.send(await operator.get(place), f"{place}/steps/verify")
    listed = await operator.send(verified, f"{place}/steps/list")
    teams = await operator.get("/desk/teams")
    ended = await operator.send(
        await operator.get(team), f"{team}/steps/disband", reason_code="task_dropped"
    )

    assert "压铸检测中心" in pending.text
    assert "已上架" in listed.text
    assert "压铸特派团" in teams.text
    assert "任务取消" in ended.text


async def test_an_engagement_is_ended_at_the_desk_with_a_reason(
    world: World, operator: Browser
) -> None:
    case = await begun(world)
    await offered(case)
    choice = f"/needs/{case.need}/select/{case.response}"
    await case.owner.send(await case.owner.get(choice), choice)

    found = await operator.get("/desk/disputes?view=all")
    place = found.text.partition('data-open href="')[2].partition('"')[0]
    page = await operator.get(place)
    early = await operator.post(f"{place}/statements", words="请补充说明")
    ended = await operator.send(page, f"{place}/steps/terminate", reason_code="rule_violation")

    assert early.status_code == HTTPStatus.CONFLICT
    assert "请补充说明" not in ended.text
    assert "终止" in ended.text
    assert "违反平台规则" in ended.text
