"""Pages hold together on Chromium 109: `make old-browser`."""

from typing import Any, Final

import pytest
from playwright.async_api import async_playwright

from tests.portal.pages.browser.old import FLAGS, old_chromium
from tests.portal.tour.town import Town

PLACES: Final = ("/", "/search?q=压铸", "/services", "/open-needs", "/sign-in", "/about")
LOOKS: Final = """
    () => {
        const style = selector => getComputedStyle(document.querySelector(selector));
        return {
            ground: style("body").backgroundColor,
            header: style(".site-header").borderBottomWidth,
            wide: document.documentElement.scrollWidth - window.innerWidth,
        };
    }
"""
ACCENT: Final = "getComputedStyle(document.querySelector('main .btn-primary')).backgroundColor"


@pytest.mark.soak
async def test_an_old_browser_shows_pages_in_their_colours_and_runs_what_they_load(
    town: Town,
) -> None:
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=old_chromium(), args=FLAGS)
        page = await browser.new_page(base_url=town.url, locale="zh-CN")
        page.on("pageerror", lambda error: errors.append(str(error)))
        seen: dict[str, Any] = {}
        for place in PLACES:
            await page.goto(place)
            seen[place] = await page.evaluate(LOOKS)
        await page.goto("/sign-in")
        accent = await page.evaluate(ACCENT)
        version = browser.version
        await browser.close()

    assert version.startswith("109.")
    assert errors == []
    assert {one["ground"] for one in seen.values()} == {"rgb(244, 246, 249)"}
    assert {one["header"] for one in seen.values()} == {"1px"}
    assert all(one["wide"] <= 0 for one in seen.values())
    assert accent == "rgb(11, 95, 165)"
