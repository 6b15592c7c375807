"""A new user in a real browser: from a blank need to a case number, at two sizes."""

import re
from pathlib import Path
from typing import Any, Final

import pytest

from tests.portal.conftest import MATCH
from tests.portal.pages.world import USCC, World, world_in
from tests.portal.site import PASSWORD
from tests.running import served

SIZES: Final = {"desktop": (1280, 900), "phone": (360, 740)}
TEXT: Final = "铝合金压铸件表面有气孔，目前良率只有八成。希望降到 3% 以下，三个月内见效。"
TYPED: Final = (TEXT, "200,000", "0769-22831234")
"""What was typed before one was anybody, as it is shown afterwards."""

WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"


async def fits(page: Any) -> bool:  # noqa: ANN401 - a page of playwright
    """Say whether a page needs no scrolling sideways."""
    return int(await page.evaluate(WIDER)) <= 0


async def from_need_to_last_step(page: Any, url: str) -> None:  # noqa: ANN401 - as above
    """See who could help, then write the need in its steps."""
    await page.goto(url)
    await page.get_by_label("您的需求").fill(TEXT)
    await page.get_by_role("button", name="查找").click()
    assert await page.get_by_role("heading", name="匹配结果").is_visible()
    assert await fits(page)
    await page.get_by_role("button", name="发布这条需求").click()
    assert await page.get_by_label("问题描述").input_value() == TEXT
    await page.get_by_role("button", name="保存，下一步").click()
    await page.get_by_label("预算上限（元）").fill("200,000")
    assert await fits(page)
    await page.get_by_role("button", name="保存，下一步").click()
    await page.get_by_label("联系电话").fill("0769-22831234")
    await page.get_by_role("button", name="保存，下一步").click()
    assert await page.get_by_role("heading", name="检查并提交").is_visible()


async def become_somebody(page: Any, world: World) -> None:  # noqa: ANN401 - as above
    """Register on the way, with a code from a letter, and register an organization."""
    await page.get_by_role("link", name="注册并发布").click()
    await page.get_by_label("姓名").fill("王芳")
    await page.get_by_label("电子邮箱").fill("wang@firm.cn")
    await page.get_by_label("新密码").fill(PASSWORD)
    await page.get_by_label("我已阅读并同意").check()
    await page.get_by_role("main").get_by_role("button", name="注册").click()
    await page.get_by_label("信中的确认码").fill(await world.site.code("wang@firm.cn"))
    await page.get_by_label("注册时填写的密码").fill(PASSWORD)
    await page.get_by_role("button", name="完成注册").click()
    await page.get_by_role("link", name="登记单位").click()
    await page.get_by_label("单位全称").fill("王芳压铸厂")
    await page.get_by_label("统一社会信用代码").fill(USCC)
    await page.get_by_role("button", name="登记单位").click()
    assert await page.get_by_text("您的单位正在核验").is_visible()
    await world.verify_all()
    await page.reload()


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_user_gets_from_a_blank_need_to_a_case_number(
    tmp_path: Path,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
    size: str,
) -> None:
    width, height = SIZES[size]
    elsewhere: list[str] = []
    async with world_in(tmp_path) as world, served(world.site.app, started=True) as url:
        world.similar.matches = [dict(MATCH)]
        context = await chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=True, locale="zh-CN"
        )
        page = await context.new_page()
        page.on(
            "request", lambda one: None if one.url.startswith(url) else elsewhere.append(one.url)
        )
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)

        await from_need_to_last_step(page, url)
        await become_somebody(page, world)
        kept = await page.inner_text("main")
        await page.get_by_role("button", name="提交需求").click()

        told = await page.get_by_role("status").inner_text()
        posted = await page.inner_text("main")
        assert all(typed in text for text in (kept, posted) for typed in TYPED)
        assert re.search(r"KQ-\d{4}-\d{6}", told)
        assert await fits(page)
        assert elsewhere == []
        assert errors == []
        await context.close()
