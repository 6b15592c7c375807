"""One's own entries: written, mended, kept up to date, listed, and seen as others see them."""

from http import HTTPStatus
from typing import Final

import pytest

from services.portal.accounts.domain import GrantedRole
from shared.auth import Role
from tests.portal.pages.outline import Outline
from tests.portal.pages.supply.conftest import somebody_in
from tests.portal.pages.world import USCC, Browser, World
from tests.running import bearer

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEW: Final = "/supply/entries/new/expert"


async def provider_in(world: World) -> Browser:
    """Return the browser of somebody whose provider is verified as an organization."""
    browser = await world.signed_in("lin@lab.cn", name="林主任")
    said = {"name": "检测研究院", "kind": "provider", "uscc": USCC}
    await browser.post("/organizations/new", **said)
    await world.verify_all()
    return browser


async def test_an_expert_writes_a_file_and_keeps_what_was_typed_wrongly(world: World) -> None:
    browser = await world.signed_in("zhang@uni.cn", GrantedRole.EXPERT, name="张教授")

    choice, blank = [await browser.get(path) for path in ("/supply/entries/new", NEW)]
    said = {"specialties": "压铸工艺，模流分析", "results__1__title": "专利", "region_code": "东莞"}
    wrong = await browser.send(blank, NEW, **said, hours_per_month="很多", results__1__year="去年")
    made = await browser.send(wrong, NEW, hours_per_month="20", results__0__year="2024")
    place = made.url.path
    [sheet] = [form.fields for form in Outline(made.text).forms if form.action == place]
    more = {"summary": "做压铸二十年", "discipline_codes.0": "460"}
    saved = await browser.post(place, **{**sheet, **more})
    late = await browser.post(f"{place}/load", etag='"v1"', capacity_status="full")
    mine = await browser.get("/supply/entries")
    again = await browser.get("/supply/entries/new")

    assert f'href="{NEW}"' in choice.text
    assert 'value="张教授"' in blank.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {"hours_per_month-error", "results.0.year-error"} <= set(
        Outline(wrong.text).values("id")
    )
    assert 'value="压铸工艺，模流分析"' in wrong.text
    assert "名片已建好" in made.text
    assert 'value="广东省东莞市"' in made.text
    assert "已保存" in saved.text
    assert "做压铸二十年" in saved.text
    assert late.status_code == HTTPStatus.PRECONDITION_FAILED
    assert f'href="{NEW}"' not in again.text
    pages = (choice, blank, wrong, made, saved, late, mine)
    assert {str(page.url): found for page in pages if (found := Outline(page.text).faults())} == {}


async def test_a_file_is_vouched_for_stopped_and_seen_as_others_see_it(world: World) -> None:
    expert = await somebody_in(world, "张教授", contact_phone="0769-22831234")
    other = await somebody_in(world, "王工")
    browser, place = expert.browser, f"/supply/entries/expert/{expert.entry}"

    page, foreign = await browser.get(place), await other.browser.get(place)
    assured = await browser.send(page, f"{place}/assure")
    full = await browser.send(assured, f"{place}/load", capacity_status="full")
    seen = await browser.get(f"{place}/preview")
    closed = await browser.send(full, f"{place}/steps/suspend", reason_code="fully_booked")
    gone = await browser.send(closed, f"{place}/steps/withdraw")
    unseen = await browser.get(f"{place}/preview")
    twice = await browser.post(f"{place}/steps/suspend", etag="*")

    assert "还没有人确认过" in page.text
    assert "已确认信息仍然正确" in assured.text
    assert "已更新，匹配马上用上" in full.text
    assert "已满" in seen.text
    assert "22831234" not in seen.text
    assert "暂停服务" in closed.text
    assert "已撤下" in gone.text
    assert "目前别人看不到" in unseen.text
    assert foreign.status_code == HTTPStatus.FORBIDDEN
    assert twice.status_code == HTTPStatus.CONFLICT
    assert [one.url for one in (seen, gone, unseen, twice) if Outline(one.text).faults()] == []


async def test_a_provider_is_listed_after_the_desk_has_looked(world: World) -> None:
    browser = await provider_in(world)
    blank = await browser.get("/supply/entries/new/provider")

    made = await browser.send(blank, "/supply/entries/new/provider", name="检测研究院")
    place = made.url.path
    hidden = await browser.get(f"{place}/preview")
    entry = place.rpartition("/")[2]
    headers = {**bearer(world.folder, Role.OPERATOR), "If-Match": "*"}
    await world.catalog.put(
        f"/providers/{entry}/listing", json={"action": "verify"}, headers=headers
    )
    verified = await browser.get(place)
    listed = await browser.send(verified, f"{place}/listing/list")
    service = await browser.get("/supply/entries/new/offering")
    off = await browser.send(listed, f"{place}/listing/delist", reason_code="")
    blanks = [
        await browser.get(f"/supply/entries/new/{kind}") for kind in ("facility", "achievement")
    ]

    assert "待审核" in made.text
    assert "还没有上架" in hidden.text
    assert "已上架" in listed.text
    assert f'value="{entry}"' in service.text
    assert off.status_code == HTTPStatus.CONFLICT
    pages = (made, verified, service, *blanks)
    assert {str(page.url): found for page in pages if (found := Outline(page.text).faults())} == {}
    assert (await browser.get(NEW)).status_code == HTTPStatus.FORBIDDEN
    assert (await browser.get("/supply/entries/new/needs")).status_code == HTTPStatus.NOT_FOUND
