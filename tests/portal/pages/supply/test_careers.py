"""From an application to a registered expert, and a team of those who agreed to it."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from shared.auth import Role
from shared.clock import city_today
from tests.portal.pages.outline import Outline
from tests.portal.pages.supply.conftest import somebody_in
from tests.portal.pages.world import USCC, World
from tests.running import bearer

pytestmark = pytest.mark.asyncio(loop_scope="module")

APPLY = "/supply/registration/apply"


async def test_an_applicant_is_endorsed_by_their_unit_registered_and_logs_service(
    world: World,
) -> None:
    dean = await world.signed_in("dean@uni.cn", name="院长")
    said = {"name": "理工大学", "kind": "university_institute", "uscc": USCC}
    await dean.post("/organizations/new", **said)
    await world.verify_all()
    browser = await world.signed_in("zhang@uni.cn", name="张老师")

    start, blank = [await browser.get(path) for path in ("/supply/registration", APPLY)]
    wrong = await browser.send(blank, APPLY, specialties="压铸", hours_per_month="1000")
    sent = await browser.send(wrong, APPLY, sender_uscc=USCC, hours_per_month="20")
    place = sent.url.path
    unit = await dean.get("/supply/registration")
    endorsed = await dean.send(await dean.get(place), f"{place}/steps/endorse")
    await move(world, place, "start_review", "register")
    mine = await browser.get(place)
    early = await browser.send(mine, f"{place}/service", served_on="2099-01-01", hours="很多")
    logged = await browser.send(early, f"{place}/service", served_on="2026-01-05", hours="1.5")

    assert f'href="{APPLY}"' in start.text
    assert {"sender_uscc-error"} <= set(Outline(wrong.text).values("id"))
    assert "申请已提交" in sent.text
    assert "张老师" in unit.text
    assert "派出单位已同意" in endorsed.text
    assert "登记编号" in mine.text
    assert early.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "1.5" in logged.text
    pages = (start, blank, wrong, sent, unit, endorsed, mine, early)
    assert {str(one.url): found for one in pages if (found := Outline(one.text).faults())} == {}


async def move(world: World, place: str, *actions: str) -> None:
    """Take steps with a registration as an operator."""
    headers = {**bearer(world.folder, Role.OPERATOR), "If-Match": "*"}
    for action in actions:
        answer = await world.catalog.put(
            f"/registrations/{place.rpartition('/')[2]}/status",
            json={"action": action},
            headers=headers,
        )
        assert answer.is_success, answer.text


async def test_a_team_stands_once_everybody_has_agreed(world: World) -> None:
    lead = await somebody_in(world, "张教授")
    other = await somebody_in(world, "王工")
    hit = {"kind": "expert", "id": other.entry, "title": "王工", "organization": None}
    world.similar.hits = [{**hit, "summary": None}]
    until = (city_today() + timedelta(days=90)).isoformat()

    none, blank = [await lead.browser.get(f"/supply/teams{end}") for end in ("", "/new")]
    made = await lead.browser.send(
        blank, "/supply/teams/new", name="压铸攻关团", task="降低气孔率", ends_on=until
    )
    place = made.url.path
    search = await lead.browser.get(f"{place}?q=王工")
    fields = Outline(search.text).forms[-1].fields
    asked = await lead.browser.post(f"{place}/members", **{**fields, "duty": "材料"})
    waiting = await other.browser.get("/supply/teams")
    joined = await other.browser.send(await other.browser.get(place), f"{place}/consent")
    unsure = await other.browser.post(f"{place}/consent", agrees="no")
    gone = await lead.browser.send(
        await lead.browser.get(place), f"{place}/steps/disband", reason_code="task_dropped"
    )

    assert "还没有特派团" in none.text
    assert "已发起" in made.text
    assert "邀请已发出" in asked.text
    assert "等待答复" in waiting.text
    assert "成员已确认" in joined.text
    assert unsure.status_code == HTTPStatus.CONFLICT
    assert "已解散" in gone.text
    pages = (none, blank, made, search, asked, waiting, joined)
    assert {str(one.url): found for one in pages if (found := Outline(one.text).faults())} == {}
