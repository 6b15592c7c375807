"""A real browser."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import async_playwright

from tests.browsers import CHROMIUM


@pytest.fixture
async def chromium() -> AsyncIterator[Any]:
    """The browser of this machine."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        await browser.close()
