"""Every page that links lead to: axe finds nothing, none is wider than a phone, none is dead."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import Any, Final

import pytest

from tests.portal.pages.browser.axe import (
    VIOLATIONS,
    load_axe,
    violations_but_of_colours,
    violations_in_both_themes,
)
from tests.portal.pages.browser.people import sign_in
from tests.portal.tour.town import Town
from tests.portal.tour.walking import NOBODY, Seen, walk_all

PHONE: Final = {"width": 360, "height": 740}
WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
SOME: Final = 4
"""One in so many pages is looked at in English, too; `make soak` looks at all of them."""

Look = Callable[[Any], Awaitable[list[str]]]
LANGUAGES: Final[dict[str, Look]] = {
    "zh-CN": violations_in_both_themes,
    # Another language changes no colour.
    "en": violations_but_of_colours,
}


async def faults_of(page: Any, seen: Seen, look: Look) -> list[str]:  # noqa: ANN401 - of playwright
    """Open a page and return what is wrong with it."""
    answer = await page.goto(seen.path, wait_until="domcontentloaded")
    if seen.typed:
        for name, words in seen.typed.items():
            await page.locator(f"main form [name={name}]").fill(words)
        form = page.locator(f"main form:has([name={next(iter(seen.typed))}])")
        await form.locator("[type=submit]").first.click()
        await page.wait_for_load_state("networkidle")
    wide = await page.evaluate(WIDER) > 0
    found = [*await look(page), *(["wider than a phone"] if wide else [])]
    # A browser complains of any page that is not 200, which a half written need is not.
    assert answer.status in {200, 404, 422}
    return [f"{seen.who} {seen.path}: {one}" for one in found]


async def faults_in(
    browser: Any,  # noqa: ANN401 - of playwright
    url: str,
    pages: Iterable[Seen],
    language: str,
) -> list[str]:
    """Go through pages in a language, signed in as whoever sees them."""
    found: list[str] = []
    for who, mine in groupby(pages, key=lambda seen: seen.who):
        context = await browser.new_context(
            base_url=url, bypass_csp=True, locale=language, viewport=PHONE, reduced_motion="reduce"
        )
        page = await context.new_page()
        page.on("pageerror", lambda error, into=found: into.append(f"script: {error}"))
        if who != NOBODY:
            await sign_in(page, who)
        for seen in mine:
            found += await faults_of(page, seen, LANGUAGES[language])
        await context.close()
    return found


@pytest.mark.parametrize(
    "one_in", [SOME, pytest.param(1, marks=pytest.mark.soak)], ids=["some", "all"]
)
async def test_every_page_is_for_everybody_in_both_languages_and_themes(
    town: Town,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
    one_in: int,
) -> None:
    pages = await asyncio.to_thread(walk_all, town.url, town.people)
    looked_at = {"zh-CN": pages, "en": pages[::one_in]}

    found = await asyncio.gather(
        *(faults_in(chromium, town.url, some, language) for language, some in looked_at.items())
    )

    assert len(pages) > 60
    assert [one for faults in found for one in faults] == []


async def test_axe_would_find_something(
    town: Town,
    chromium: Any,  # noqa: ANN401 - as above
) -> None:
    page = await chromium.new_page(base_url=town.url, bypass_csp=True)
    await page.goto("/")
    await load_axe(page)

    await page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img>')")

    bad = await page.evaluate(VIOLATIONS, {})
    assert [one.partition(":")[0] for one in bad] == ["image-alt"]
