"""The way of a new user: from a blank need over registering to a case number."""

import re
from http import HTTPStatus

import httpx

from tests.portal.pages.world import USCC, Browser, World
from tests.portal.site import PASSWORD

TEXT = "铝合金压铸件表面有气孔，目前良率只有八成。希望降到 3% 以下，三个月内见效。"


def at(page: httpx.Response) -> str:
    return page.url.path


async def fill_in(browser: Browser) -> httpx.Response:
    """Go from a blank need over the steps to the last one, as a visitor."""
    first = await browser.post("/needs/new", go="start", text=TEXT, budget_max="200,000")
    draft = at(first)
    metric = {"metric_targets__0__name": "气孔率", "metric_targets__0__target_value": "3"}
    second = await browser.send(first, draft, go="next")
    third = await browser.send(second, draft, go="next", **metric)
    contact = {"contact_phone": "0769-22831234", "confidential_detail": "配方 KQ-77"}
    last = await browser.send(third, draft, go="next", **contact)
    assert "铝合金压铸件表面有气孔" in first.text
    assert "200,000" in second.text
    assert [at(page) for page in (second, third, last)] == [draft] * 3
    return last


async def register(world: World, browser: Browser, last: httpx.Response) -> httpx.Response:
    """Register from the last step, confirm, and be back there."""
    form = await browser.get(re.findall(r'href="(/register\?next[^"]+)', last.text)[0])
    said = {"name": "王芳", "email": "wang@firm.cn", "password": PASSWORD, "consent": "yes"}
    sent = await browser.send(form, "/register", **said)
    code = await world.site.code("wang@firm.cn")
    return await browser.send(sent, "/register/confirm", token=code, password=PASSWORD)


async def test_a_blank_need_becomes_a_case_and_nothing_typed_is_lost_on_the_way(
    world: World,
) -> None:
    browser = world.browser()

    last = await fill_in(browser)
    draft = at(last)
    back = await register(world, browser, last)
    form = await browser.get(re.findall(r'href="(/organizations/new[^"]+)', back.text)[0])
    waiting = await browser.send(form, "/organizations/new", name="王芳压铸厂", uscc=USCC)
    await world.verify_all()
    ready = await browser.get("/needs")
    posted = await browser.send(await browser.get(f"{draft}?step=4"), f"{draft}/post")
    listed = await browser.get("/needs")

    assert [at(page) for page in (back, waiting)] == [draft] * 2
    assert "KQ-77" in back.text
    assert "正在核验" in waiting.text
    assert "尚未提交" in ready.text
    [number] = set(re.findall(r"KQ-\d{4}-\d{6}", posted.text))
    assert f"已提交，编号 {number}" in posted.text
    assert "王芳压铸厂" in posted.text
    assert number in listed.text
    assert "尚未提交" not in listed.text
    assert (await browser.get(draft)).status_code == HTTPStatus.NOT_FOUND


async def test_who_is_known_need_not_say_how_to_reach_them(world: World) -> None:
    browser = await world.firm("li@firm.cn", name="李四")
    draft = at(await browser.post("/needs/new", title="压铸件气孔", description=TEXT))

    last = await browser.get(f"{draft}?step=4")
    posted = await browser.send(last, f"{draft}/post")

    assert "li@firm.cn" in last.text
    assert "li@firm.cn" in posted.text
    assert "已提交，编号" in posted.text


async def test_what_is_refused_at_the_end_is_told_and_stays_to_be_changed(world: World) -> None:
    browser = await world.firm("li@firm.cn")
    draft = at(await browser.post("/needs/new", title="气孔", description="多"))
    page = await browser.get(f"{draft}?step=4")

    refused = await browser.send(page, f"{draft}/post")
    more = await browser.send(
        await browser.get(draft), draft, go="next", title="压铸件气孔", description=TEXT
    )
    posted = await browser.send(await browser.get(f"{draft}?step=4"), f"{draft}/post")
    listed = await browser.get("/needs")

    assert refused.status_code == HTTPStatus.CONFLICT
    assert "标题和描述太短" in refused.text
    assert at(more) == draft
    assert "已提交，编号" in posted.text
    assert listed.text.count("KQ-") == 1


async def test_letters_lead_to_the_page_on_which_one_goes_on(world: World) -> None:
    await world.browser().post("/password/forgotten", email="li@firm.cn")
    await world.site.register("li@firm.cn")
    letters = await world.site.nobody.get("/api/dev/mailbox", params={"recipient": "li@firm.cn"})

    assert [letter["body"].count("/register/confirm") for letter in letters.json()] == [1]
