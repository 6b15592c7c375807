"""Takes a picture of every page: desktop and phone, light and dark."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browsers import CHROMIUM
from tests.platform.story.parties import PASSWORD
from tests.portal.tour.walking import NOBODY, UNANSWERED, Seen

FLAGS: Final = ("--no-sandbox", "--disable-gpu")
SIZES: Final[Mapping[str, tuple[int, int]]] = {"desktop": (1280, 900), "phone": (390, 844)}
THEMES: Final = ("light", "dark")
TALLEST: Final = 6000
"""Longer pages are cut here, in pixels."""

BEST: Final[Mapping[str, str]] = {
    "visitor-home-desktop-light": "home",
    "visitor-search-desktop-light": "search",
    "firm-needs-need-id-responses-desktop-light": "responses",
    "expert-supply-desktop-dark": "supply",
    "operator-desk-figures-desktop-light": "figures",
    "visitor-open-needs-phone-light": "phone",
}
"""The pages that the readmes show as far as a screen goes, and what they are called there."""

BEST_ONES: Final = "best"


def take_pictures(url: str, pages: Iterable[Seen], folder: Path) -> int:
    """Write a picture of each page in each size and theme; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    by_person: dict[str, list[Seen]] = {}
    for seen in pages:
        by_person.setdefault(seen.who, []).append(seen)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        count = sum(_of(browser, url, who, mine, folder) for who, mine in by_person.items())
        browser.close()
    return count


def _of(browser: Browser, url: str, who: str, pages: list[Seen], folder: Path) -> int:
    state = _state(browser, url, who)
    taken = 0
    for size, (width, height) in SIZES.items():
        view: Any = {"width": width, "height": height}
        context = browser.new_context(
            base_url=url,
            viewport=view,
            locale="zh-CN",
            storage_state=state,
            reduced_motion="reduce",
        )
        context.route(UNANSWERED, lambda _: None)
        for seen in pages:
            taken += _shoot(context, seen, size, folder)
        context.close()
    return taken


def _state(browser: Browser, url: str, who: str) -> Any:  # noqa: ANN401 - of playwright
    """Sign somebody in, and return the cookies that this left."""
    context = browser.new_context(base_url=url, locale="zh-CN")
    if who != NOBODY:
        page = context.new_page()
        page.goto("/sign-in")
        page.locator("#email").fill(f"{who}@city.cn")
        page.locator("#password").fill(PASSWORD)
        page.locator("main form button").first.click()
    state = context.storage_state()
    context.close()
    return state


def _shoot(context: BrowserContext, seen: Seen, size: str, folder: Path) -> int:
    page = context.new_page()
    page.goto(seen.path)
    _fill(page, seen.typed)
    width, height = SIZES[size]
    tall = min(TALLEST, max(height, int(page.evaluate("document.body.scrollHeight"))))
    for theme in THEMES:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        file = folder / f"{seen.slug}-{size}-{theme}.png"
        clip: Any = {"x": 0, "y": 0, "width": width, "height": tall}
        page.screenshot(path=file, full_page=True, clip=clip)
        if called := BEST.get(file.stem):
            page.screenshot(path=folder / BEST_ONES / f"{called}.png")
    page.close()
    return len(THEMES)


def _fill(page: Page, typed: Mapping[str, str]) -> None:
    """Send what is typed into the form that has these fields, and wait for the answer."""
    for name, words in typed.items():
        page.locator(f"main form [name={name}]").fill(words)
    if typed:
        page.locator(f"main form:has([name={next(iter(typed))}]) [type=submit]").first.click()
        page.wait_for_load_state("networkidle")


def keep_best(folder: Path, kept: Path) -> list[str]:
    """Copy what the readmes show; return what is not there."""
    kept.mkdir(parents=True, exist_ok=True)
    missing = []
    for called in BEST.values():
        picture = folder / BEST_ONES / f"{called}.png"
        if picture.exists():
            shutil.copy(picture, kept)
        else:
            missing.append(called)
    return missing
