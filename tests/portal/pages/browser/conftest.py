"""A real browser, and a town to look at with it."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from playwright.async_api import async_playwright

from tests.browsers import CHROMIUM
from tests.portal.tour.town import Town, town_in
from tests.portal.tour.walking import Seen, walk_all


@pytest.fixture
async def chromium() -> AsyncIterator[Any]:
    """The browser of this machine."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A platform on which much has happened; nobody changes it."""
    with town_in(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture(scope="session")
def pages(town: Town) -> list[Seen]:
    """Every page that there is, once, and whoever comes to it."""
    return walk_all(town)
