"""axe finds nothing on any page, light and dark, large and small."""

import os
from pathlib import Path
from typing import Any, Final

import pytest

from tests.portal.conftest import MATCH
from tests.portal.pages.browser.axe import NoAxeError, axe_script
from tests.portal.pages.test_every_page import FOR_ALL
from tests.portal.pages.test_needs import SAID, posted
from tests.portal.pages.world import World, world_in
from tests.portal.site import PASSWORD
from tests.running import served

RULES: Final = (
    "axe.run().then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"
)
LOOKS: Final = {"light": "zh", "dark": "en"}


@pytest.fixture(scope="session")
def axe() -> str:
    """The script; where everything must be tested, it must be there."""
    try:
        return axe_script()
    except NoAxeError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"axe-core could not be had: {error}")


async def places(world: World) -> list[str]:
    """Fill the pages of li@firm.cn, and return their paths."""
    owner = await world.firm("li@firm.cn")
    need = await posted(owner)
    draft = (await owner.post("/needs/new", **SAID)).url.path
    world.similar.matches = [dict(MATCH)]
    steps = [f"{draft}?step={step}" for step in range(1, 5)]
    return ["/needs", f"/needs/{need}", "/account", "/inbox", "/organizations/new", *steps]


async def violations(page: Any, path: str, axe: str) -> list[str]:  # noqa: ANN401 - of playwright
    """Open a page and return what axe finds on it."""
    await page.goto(path)
    # Who is not signed in would be led away, and nothing would be looked at.
    assert path == "/sign-in" or "/sign-in" not in page.url
    await page.evaluate(axe)
    return [f"{path}: {one}" for one in await page.evaluate(RULES)]


@pytest.mark.parametrize("scheme", LOOKS)
async def test_axe_finds_nothing_on_any_page(
    tmp_path: Path,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
    axe: str,
    scheme: str,
) -> None:
    async with world_in(tmp_path) as world, served(world.site.app, started=True) as url:
        own = await places(world)
        context = await chromium.new_context(
            base_url=url,
            bypass_csp=True,
            color_scheme=scheme,
            locale=LOOKS[scheme],
            viewport={"width": 400, "height": 800},
        )
        page = await context.new_page()
        found = [one for path in FOR_ALL for one in await violations(page, path, axe)]
        await page.goto("/sign-in")
        await page.locator("#email").fill("li@firm.cn")
        await page.locator("#password").fill(PASSWORD)
        await page.locator("main form button").first.click()
        found += [one for path in own for one in await violations(page, path, axe)]
        await page.goto("/")
        await page.locator("#text").fill("气孔")
        await page.locator("main form button").first.click()
        await page.evaluate(axe)
        found += await page.evaluate(RULES)
        await page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img>')")
        bad = await page.evaluate(RULES)
        await context.close()

        assert found == []
        assert [one.partition(":")[0] for one in bad] == ["image-alt"]
