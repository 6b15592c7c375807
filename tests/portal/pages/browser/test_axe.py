"""Every page that links lead to: axe finds nothing, none is wider than a phone, none is dead."""

import asyncio
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

import pytest

from tests.portal.pages.browser.axe import (
    VIOLATIONS,
    load_axe,
    violations_in_both_themes,
    violations_made_easier,
)
from tests.portal.pages.browser.people import sign_in
from tests.portal.tour.town import Town
from tests.portal.tour.walking import NOBODY, UNANSWERED, Seen, left_out

PHONE: Final = {"width": 360, "height": 740}
WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
SOME: Final = 4
"""One in so many pages is looked at in English, too; `make soak` looks at all of them, and also in
large text with strong contrast."""


async def faults_of(
    page: Any,  # noqa: ANN401 - of playwright
    seen: Seen,
    *,
    easier: bool,
) -> list[str]:
    """Open a page and return what is wrong with it, also when made easier to read if so asked."""
    answer = await page.goto(seen.path, wait_until="domcontentloaded")
    if seen.typed:
        for name, words in seen.typed.items():
            await page.locator(f"main form [name={name}]").fill(words)
        form = page.locator(f"main form:has([name={next(iter(seen.typed))}])")
        await form.locator("[type=submit]").first.click()
        await page.wait_for_load_state("networkidle")
    wide = [await page.evaluate(WIDER)]
    found = await violations_in_both_themes(page)
    if easier:
        found += await violations_made_easier(page)
        wide += [await page.evaluate(WIDER)]
    found += ["wider than a phone"] if max(wide) > 0 else []
    # A half written need says what is missing, and what is for others says so.
    assert answer.status in {200, 403, 404, 422}
    return [f"{seen.who} {seen.path}: {one}" for one in found]


async def faults_in(
    browser: Any,  # noqa: ANN401 - of playwright
    url: str,
    pages: Iterable[Seen],
    language: str,
    *,
    easier: bool,
) -> list[str]:
    """Go through pages in a language, signed in as whoever sees them."""
    found: list[str] = []
    for who, mine in groupby(pages, key=lambda seen: seen.who):
        context = await browser.new_context(
            base_url=url, bypass_csp=True, locale=language, viewport=PHONE, reduced_motion="reduce"
        )
        await context.route(UNANSWERED, lambda _: None)
        page = await context.new_page()
        page.on("pageerror", lambda error, into=found: into.append(f"script: {error}"))
        if who != NOBODY:
            await sign_in(page, who)
        for seen in mine:
            found += await faults_of(page, seen, easier=easier)
        await context.close()
    return found


@pytest.mark.parametrize(
    "one_in", [SOME, pytest.param(1, marks=pytest.mark.soak)], ids=["some", "all"]
)
async def test_every_page_is_for_everybody_in_both_languages_and_themes(
    town: Town,
    pages: list[Seen],
    chromium: Any,  # noqa: ANN401 - a browser of playwright
    one_in: int,
) -> None:
    looked_at = {"zh-CN": pages, "en": pages[::one_in]}

    found = await asyncio.gather(
        *(
            faults_in(chromium, town.url, some, language, easier=one_in == 1)
            for language, some in looked_at.items()
        )
    )

    assert [one for faults in found for one in faults] == []


def test_no_page_is_left_out_of_what_is_looked_at_and_pictured(pages: list[Seen]) -> None:
    assert left_out(pages) == set()
    assert left_out([one for one in pages if one.page != "/about"]) == {"/about"}


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
