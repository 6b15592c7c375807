"""With a keyboard and nothing else: from a blank need to the last step before it is posted."""

from pathlib import Path
from typing import Any, Final

from tests.portal.conftest import MATCH
from tests.portal.pages.browser.test_story import TEXT
from tests.portal.pages.world import world_in
from tests.running import served

MOST_STOPS: Final = 60
FOCUSED: Final = """() => {
  const here = document.activeElement, label = here.labels && here.labels[0];
  const told = label ? label.innerText : here.getAttribute("aria-label") || here.innerText;
  // Of a date, the browser itself shows which of its parts it is.
  const seen = here.type === "date" || getComputedStyle(here).outlineStyle !== "none";
  return [told.trim(), seen];
}"""


async def reach(page: Any, name: str) -> None:  # noqa: ANN401 - a page of playwright
    """Go on with the tab key to what begins with a name; where one is has to be seen."""
    stops = []
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        told, seen = await page.evaluate(FOCUSED)
        assert seen, f"{told} has the focus, and nobody sees it."
        stops.append(told)
        if told.startswith(name):
            return
    raise AssertionError(stops)


async def press(page: Any, name: str) -> None:  # noqa: ANN401 - as above
    """Go on to a button or a link and press it."""
    await reach(page, name)
    await page.keyboard.press("Enter")


async def type_into(page: Any, name: str, text: str) -> None:  # noqa: ANN401 - as above
    """Go on to a field, once there is one, and type into it."""
    await page.get_by_label(name).wait_for()
    await reach(page, name)
    await page.keyboard.type(text)


async def test_a_need_is_matched_and_written_with_the_keyboard_alone(
    tmp_path: Path,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
) -> None:
    async with world_in(tmp_path) as world, served(world.site.app, started=True) as url:
        world.similar.matches = [dict(MATCH)]
        context = await chromium.new_context(locale="zh-CN")
        page = await context.new_page()
        await page.goto(url)

        await press(page, "跳到主要内容")
        await type_into(page, "您的需求", TEXT)
        await press(page, "查找")
        await page.get_by_role("heading", name="匹配结果").wait_for()
        await press(page, "发布这条需求")
        await page.get_by_label("问题描述").wait_for()
        await press(page, "保存，下一步")
        await type_into(page, "预算上限（元）", "200,000")
        await press(page, "保存，下一步")
        await type_into(page, "联系电话", "0769-22831234")
        await press(page, "保存，下一步")
        await page.get_by_role("heading", name="检查并提交").wait_for()

        told = await page.inner_text("main")
        await context.close()
    assert all(typed in told for typed in (TEXT, "200,000", "0769-22831234"))
