"""An organization and its members on pages: inviting, joining, handing over, leaving."""

from http import HTTPStatus

import pytest

from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import OTHER_USCC
from tests.portal.pages.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

NO_CODE = "kqm_nonsense"


async def own_organization(browser: Browser) -> str:
    """Return where somebody's first organization is shown."""
    account = await browser.get("/account")
    links = Outline(account.text).values("href")
    return next(link for link in links if link.startswith("/account/organizations/"))


async def test_a_colleague_is_invited_becomes_owner_and_the_first_one_leaves(
    world: World,
) -> None:
    owner, colleague = await world.firm("li@firm.cn"), await world.signed_in("wang@firm.cn")
    place = await own_organization(owner)

    page = await owner.get(place)
    wrong = await owner.send(page, f"{place}/invitations", email="wang")
    invited = await owner.send(wrong, f"{place}/invitations", email="wang@firm.cn")
    join = await colleague.get("/organizations/join")
    bad = await colleague.send(join, "/organizations/join", token=NO_CODE)
    code = await world.site.code("wang@firm.cn")
    joined = await colleague.send(bad, "/organizations/join", token=f" {code} ")
    two = await owner.get(place)
    stuck = await owner.send(two, f"{place}/members")
    roles = [form for form in Outline(two.text).forms if form.action.endswith("/role")]
    handed = await owner.post(roles[1].action, role="owner")
    removals = [form for form in Outline(handed.text).forms if form.action.endswith("/remove")]
    left = await owner.post(removals[0].action)

    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "邀请信已寄出" in invited.text
    assert "您已加入单位" in joined.text
    assert stuck.status_code == HTTPStatus.CONFLICT
    assert "已更改" in handed.text
    assert "您已退出单位" in left.text
    assert "wang@firm.cn" in (await colleague.get(place)).text
    assert (await owner.get(place)).status_code == HTTPStatus.NOT_FOUND
    pages = (page, wrong, invited, join, bad, two)
    assert {str(one.url): found for one in pages if (found := Outline(one.text).faults())} == {}


async def test_an_organization_is_changed_verified_again_and_closed(world: World) -> None:
    owner, other = (
        await world.firm("zhao@plant.cn", uscc=OTHER_USCC),
        await world.signed_in("sun@home.cn"),
    )
    place = await own_organization(owner)

    page = await owner.get(place)
    wrong = await owner.send(page, f"{place}/change", uscc="123")
    renamed = await owner.send(wrong, f"{place}/change", uscc="", name="新厂")
    back = await owner.send(page, f"{place}/change", name="新厂")
    closed = await owner.send(back, f"{place}/steps/close")
    foreign = await other.post(f"{place}/change", etag="*", name="假厂")

    assert 'value="123"' in wrong.text
    assert {wrong.status_code, renamed.status_code} == {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert "待核验" in back.text
    assert "已关闭" in closed.text
    assert foreign.status_code == HTTPStatus.NOT_FOUND
    assert "假厂" not in (await owner.get(place)).text
