"""One's own messages, tokens and data on pages."""

import re
from http import HTTPStatus

import pytest

from tests.portal.pages.outline import Outline
from tests.portal.pages.supply.conftest import somebody_in
from tests.portal.pages.world import World
from tests.portal.site import PASSWORD

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHER = PASSWORD[::-1]


async def test_messages_go_as_somebody_chose_and_programs_are_tried(world: World) -> None:
    browser = await world.signed_in("li@firm.cn")

    page = await browser.get("/account/messages")
    wrong = await browser.send(page, "/account/messages", quiet_from="25:00")
    saved = await browser.send(wrong, "/account/messages", quiet_from="22:00", digest="daily")
    kept = Outline((await browser.get("/account/messages")).text).forms
    added = await browser.send(
        saved, "/account/messages/webhooks", name="ERP", url="https://erp.firm.cn/hook"
    )
    hooks = await browser.get("/account/messages")
    [tried] = [one.action for one in Outline(hooks.text).forms if one.action.endswith("/try")]
    sent = await browser.post(tried)
    off = await browser.post(tried.replace("/try", "/switch"), enabled="no")
    refused = await browser.post(tried)
    gone = await browser.post(tried.replace("/try", "/remove"))

    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="25:00"' in wrong.text
    [sheet] = [form.fields for form in kept if form.action == "/account/messages"]
    assert (sheet["quiet_from"], sheet["digest"]) == ("22:00", "daily")
    assert "desk.email" not in sheet
    assert "whsec_" in added.text
    assert "whsec_" not in hooks.text
    assert "测试消息已发出" in sent.text
    assert "已停用" in off.text
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "还没有推送地址" in gone.text
    pages = (page, wrong, added, hooks)
    assert {str(one.url): found for one in pages if (found := Outline(one.text).faults())} == {}


async def test_an_address_is_changed_with_the_code_that_it_got(world: World) -> None:
    browser = await world.signed_in("sun@firm.cn")
    new = "sun@newfirm.cn"

    page = await browser.get("/account/address")
    wrong = await browser.send(page, "/account/address", email=new, password=OTHER)
    sent = await browser.send(wrong, "/account/address", email=new, password=PASSWORD)
    mistyped = await browser.send(sent, "/account/address/confirm", token=new)
    code = await world.site.code(new)
    changed = await browser.send(mistyped, "/account/address/confirm", token=code)

    assert wrong.status_code == HTTPStatus.FORBIDDEN
    assert f'value="{new}"' in wrong.text
    assert PASSWORD not in wrong.text + sent.text
    assert mistyped.status_code == HTTPStatus.GONE
    assert "邮箱已更改" in changed.text
    assert new in changed.text
    pages = (page, wrong, sent, mistyped)
    assert [fault for one in pages for fault in Outline(one.text).faults()] == []


async def test_a_token_is_shown_once_and_taken_back(world: World) -> None:
    browser = await world.signed_in("qian@firm.cn", language="en")

    page = await browser.get("/account/tokens")
    none = await browser.post("/account/tokens", name="ERP", days="30")
    made = await browser.send(page, "/account/tokens", name="ERP")
    listed = await browser.get("/account/tokens")
    [place] = [one.action for one in Outline(listed.text).forms if "/revoke" in one.action]
    gone = await browser.post(place)
    again = await browser.client.post(place)

    assert none.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "kqp_" in made.text
    assert "kqp_" not in listed.text
    assert "The token is taken back" in gone.text
    assert again.status_code == HTTPStatus.NOT_FOUND
    pages = (page, none, made, listed)
    assert {str(one.url): found for one in pages if (found := Outline(one.text).faults())} == {}


async def test_who_wants_it_is_not_offered_and_leaves_for_good(world: World) -> None:
    expert = await somebody_in(world, "张教授")
    browser = expert.browser

    renamed = await browser.post("/account/profile", name="张三", letter_language="en")
    page = await browser.get("/account/data")
    quiet = await browser.send(page, "/account/data/offered")
    unsure = await browser.post("/account/data/close", password=PASSWORD)
    wrong = await browser.post("/account/data/close", password=OTHER, sure="yes")
    closed = await browser.post("/account/data/close", password=PASSWORD, sure="yes")
    later = await browser.get("/account/data")

    assert "已保存" in renamed.text
    assert re.search(r'name="name"[^>]*value="张三"', renamed.text)
    assert "匹配不再主动推荐您" in quiet.text
    assert unsure.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert wrong.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
    assert "账号已注销" in closed.text
    assert later.url.path == "/sign-in"
    pages = (renamed, page, unsure, closed)
    assert {str(one.url): found for one in pages if (found := Outline(one.text).faults())} == {}
