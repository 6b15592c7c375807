"""The search box in a real browser: what is found changes while one types, and goes back."""

from pathlib import Path
from typing import Any

from tests.portal.pages.visitors.test_search import FACETS, HIT
from tests.portal.pages.world import world_in
from tests.running import served

WIDER = "document.documentElement.scrollWidth - window.innerWidth"


async def test_what_is_found_changes_while_one_types(
    tmp_path: Path,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
) -> None:
    async with world_in(tmp_path) as world, served(world.site.app, started=True) as url:
        world.similar.facets = FACETS
        context = await chromium.new_context(
            base_url=url, locale="zh-CN", viewport={"width": 360, "height": 740}
        )
        page = await context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        await page.goto("/search?kind=expert")
        nothing = await page.locator("#count").inner_text()
        world.similar.hits = [HIT]

        await page.locator("#q").fill("压铸")
        await page.locator("#found mark").first.wait_for()
        found = await page.locator("#count").inner_text()
        address, focused = page.url, await page.evaluate("document.activeElement.id")
        wider = await page.evaluate(WIDER)
        world.similar.hits = []
        await page.go_back()
        await page.locator("#found mark").first.wait_for(state="detached")
        back = page.url

        assert [nothing, found] == ["找到 0 条", "找到 40 条"]
        assert "kind=expert" in address
        assert "q=%E5%8E%8B" in address
        assert focused == "q"
        assert wider <= 0
        assert back.endswith("/search?kind=expert")
        assert said == []
