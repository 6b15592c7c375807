"""The pages of entries: all that is public of each kind, and nothing else."""

from http import HTTPStatus

from services.portal.accounts.domain import GrantedRole
from services.portal.pages.visitors.snapshots import ParameterSnapshot
from shared.auth import Role
from tests.portal.conftest import MATCH
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import posted
from tests.portal.pages.visitors.filled import CONTACT, fill
from tests.portal.pages.world import World
from tests.running import bearer

NEED = "01900000-0000-7000-8000-000000000009"
FITS = {**MATCH, "kind": "demand", "id": NEED}
SHOWN = {
    "providers": (
        "科研院所",
        "做压铸工艺。",
        "真空压铸诊断",
        "有人确认过信息",
        "本人自述",
        "还没有企业评价",
    ),
    "offerings": ("科技咨询", "8,000 元 起", "14 天", "余量不多", "莞城压铸所"),
    "experts": ("工程技术人员", "一种排气块", "16 小时", "超过一年", "企业确认", "已解决"),
    "facilities": ("中试线", "≤ 8000 kN", "-70 - 180 ℃", "1,200 元 至 1,800 元"),
    "achievements": ("7 级", "已授权", "许可", "不超过 200,000 元", "周某某"),
}


async def test_the_page_of_each_kind_shows_what_is_public_and_no_contact(world: World) -> None:
    ids = await fill(world)
    browser = world.browser()

    pages = {plural: await browser.get(f"/{plural}/{ids[plural]}") for plural in SHOWN}

    for plural, page in pages.items():
        assert page.status_code == HTTPStatus.OK, page.text
        assert [one for one in SHOWN[plural] if one not in page.text] == []
        assert [one for one in CONTACT.values() if one in page.text] == []
        faults = [one for one in Outline(page.text).faults() if "yazhu.example" not in one]
        assert faults == []
        assert "<b>改" not in page.text
    assert "还没有人确认过这些信息" in pages["facilities"].text
    assert 'rel="external nofollow noopener noreferrer"' in pages["providers"].text


async def test_an_entry_names_the_needs_on_its_matter_with_a_reason(world: World) -> None:
    ids = await fill(world)
    world.similar.fits = [
        {**FITS, "title": "壳体气孔", "nearness": "related", "nearness_label": "领域相近"},
        {**FITS, "title": "只是离得近", "nearness": "faint", "nearness_label": "关联较弱"},
    ]
    headers = {**bearer(world.folder, Role.OPERATOR), "If-Match": "*"}
    browser = world.browser("en")

    page = await browser.get(f"/experts/{ids['experts']}")
    await world.catalog.patch(
        f"/experts/{ids['experts']}", json={"recommended": False}, headers=headers
    )
    declined = await browser.get(f"/experts/{ids['experts']}")

    assert f'href="/needs/{NEED}"' in page.text
    assert "壳体气孔" in page.text
    assert "主题相近" in page.text
    assert "只是离得近" not in page.text
    assert "Needs it fits" not in declined.text


async def test_who_has_an_open_need_invites_an_entry_from_its_page(world: World) -> None:
    ids = await fill(world)
    owner = await world.firm("li@firm.cn")
    need = await posted(owner)
    place = f"/experts/{ids['experts']}"
    before = await owner.get(place)
    await world.desk(need, "start_review", "publish")
    expert = await world.signed_in("sun@lab.cn", GrantedRole.EXPERT, name="孙工")
    said = {"owner_subject": (await expert.client.get("/api/me")).json()["id"]}

    page = await owner.get(place)
    unread = await owner.send(page, f"{place}/invitations", message="请看看")
    headers = {**bearer(world.folder, Role.OPERATOR), "If-Match": "*"}
    await world.catalog.patch(place, json=said, headers=headers)
    invited = await owner.send(unread, f"{place}/invitations")
    nonsense = await owner.post(f"{place}/invitations", need="x")

    assert "发出邀请" not in before.text
    assert unread.status_code == HTTPStatus.CONFLICT
    assert "尚无人认领" in unread.text
    assert ">\n请看看</textarea>" in unread.text
    assert Outline(unread.text).faults() == []
    assert invited.url.path == f"/needs/{need}/matches"
    assert nonsense.status_code == HTTPStatus.NOT_FOUND


async def test_what_is_closed_says_so_and_what_is_withdrawn_is_gone(world: World) -> None:
    ids = await fill(world)
    headers = {**bearer(world.folder, Role.OPERATOR), "If-Match": "*"}
    place = f"/facilities/{ids['facilities']}"

    async def moved(action: str) -> str:
        said = {"action": action, "reason_code": "maintenance"}
        answer = await world.catalog.put(f"{place}/status", json=said, headers=headers)
        assert answer.is_success, answer.text
        return (await world.browser().get(place)).text

    closed, withdrawn = await moved("suspend"), await moved("withdraw")
    lost = await world.browser().get("/experts/nobody")

    assert "目前暂停服务" in closed
    assert "800吨压铸岛" not in withdrawn
    assert lost.status_code == HTTPStatus.NOT_FOUND
    assert 'action="/search"' in lost.text


def test_a_parameter_tells_its_range_with_its_unit() -> None:
    def said(minimum: float | None, maximum: float | None) -> str:
        return ParameterSnapshot(name="x", minimum=minimum, maximum=maximum, unit="mm").range

    assert [said(1, 2), said(2, 2), said(1, None), said(None, 2), said(None, None)] == [
        "1 - 2 mm",
        "2 mm",
        "≥ 1 mm",
        "≤ 2 mm",
        "mm",
    ]
