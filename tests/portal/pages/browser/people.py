"""What people do in a browser."""

from typing import Any

from tests.platform.story.parties import PASSWORD


async def sign_in(page: Any, who: str) -> None:  # noqa: ANN401 - a page of playwright
    """Sign in as one of the town."""
    await page.goto("/sign-in")
    await page.locator("#email").fill(f"{who}@city.cn")
    await page.locator("#password").fill(PASSWORD)
    await page.locator("main form button").first.click()
    await page.wait_for_load_state()
