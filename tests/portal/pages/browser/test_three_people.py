"""A need from its first words to an exchange of contacts: by a firm, an operator and an expert.

Played in real browsers, in both languages and sizes; forms are known by where they go, so that
the same hands play it in each language.
"""

from dataclasses import dataclass
from typing import Any, Final

import pytest

from tests.platform.story.stage import APPROACH
from tests.portal.pages.browser.people import sign_in
from tests.portal.tour.town import Town

VIEWS: Final = {"zh-CN": (1280, 900), "en": (390, 844)}
WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
SAID: Final = {
    "title": "铸铁泵壳渗漏率降到 1% 以下",
    "description": "灰铸铁泵壳水压试验渗漏率约 6%，希望降到 1% 以下，不换造型线，三个月内见效。",
}


@dataclass
class Hand:
    """Somebody at a browser, who fills in forms by where they go."""

    page: Any
    errors: list[str]

    async def open(self, path: str) -> None:
        """Open a page, which must not need scrolling sideways."""
        await self.page.goto(path)
        if await self.page.evaluate(WIDER) > 0:
            self.errors.append(f"{path} is wider than the screen")

    async def send(self, action: str, **typed: str) -> None:
        """Fill in the form whose address ends so, open it if it is folded, and send it."""
        form = self.page.locator(f'main form[action$="{action}"]').first
        await form.evaluate(
            "one => { const fold = one.closest('details'); if (fold) fold.open = true; }"
        )
        for name, value in typed.items():
            await form.locator(f'[name="{name}"]').first.fill(value)
        button = form.locator('button[type="submit"]').first
        async with self.page.expect_navigation():
            await button.click()


async def hand_of(browser: Any, town: Town, who: str, language: str) -> Hand:  # noqa: ANN401 - of playwright
    """Sit somebody down at a browser of their own."""
    width, height = VIEWS[language]
    context = await browser.new_context(
        base_url=town.url, locale=language, viewport={"width": width, "height": height}
    )
    page, errors = await context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    await sign_in(page, who)
    return Hand(page, errors)


async def a_need_is_posted(firm: Hand) -> str:
    """Write a need in its steps, and return its id."""
    await firm.open("/needs/new")
    await firm.send("/needs/new", **SAID)
    for step in (2, 3):
        await firm.send(f"?step={step}")
    await firm.send("/post")
    return str(firm.page.url).partition("?")[0].rpartition("/")[2]


async def it_is_published(operator: Hand, need: str) -> None:
    """Take it up at the desk, and publish it."""
    await operator.open("/desk")
    await operator.page.locator(f'a[href="/desk/needs/{need}"]').first.click()
    await operator.page.wait_for_url(f"**/desk/needs/{need}")
    await operator.send("/steps/start_review")
    await operator.send("/steps/publish")


async def an_expert_answers(expert: Hand, entry: str, need: str) -> str:
    """Say how one would go about it, and return the response's path."""
    await expert.open(f"/supply/respond/{need}?entry=expert%3A{entry}")
    await expert.send(f"/supply/respond/{need}", approach=APPROACH, contact_phone="0769-88880001")
    await expert.open("/supply/responses")
    return str(await expert.page.locator('main a[href^="/responses/"]').first.get_attribute("href"))


@pytest.mark.parametrize("language", VIEWS)
async def test_three_people_bring_a_need_to_where_contacts_pass(
    town: Town,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
    language: str,
) -> None:
    firm, operator, expert = [
        await hand_of(chromium, town, who, language) for who in ("firm", "operator", "expert")
    ]

    need = await a_need_is_posted(firm)
    await it_is_published(operator, need)
    response = await an_expert_answers(expert, town.expert_entry, need)
    for action in ("take_over", "qualify"):
        await operator.open(response)
        await operator.send(f"/steps/{action}")
    for hand, action in ((firm, "shortlist"), (firm, "agree_contact"), (expert, "agree_contact")):
        await hand.open(response)
        await hand.send(f"/steps/{action}")
    await firm.open(response)
    before = await firm.page.inner_text("main")
    # Who looks at contacts asks for them, as it is recorded.
    await firm.page.locator(f'main a[href^="{response}?"][href*="contacts"]').first.click()
    await firm.page.wait_for_url("**contacts**")

    assert "0769-88880001" not in before
    assert "0769-88880001" in await firm.page.inner_text("main")
    assert [hand.errors for hand in (firm, operator, expert)] == [[], [], []]


async def test_who_has_no_scripts_reads_everything(
    town: Town,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
) -> None:
    context = await chromium.new_context(
        base_url=town.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = await context.new_page()

    await page.goto("/search?q=压铸")
    found = await page.locator("main mark").count()
    await page.locator("label[for=menu-open]").click()
    await page.locator('header nav a[href="/open-needs"]').click()
    needs = page.locator('main a[href^="/needs/"]')
    title = await needs.first.inner_text()
    await needs.first.click()

    assert found > 0
    assert title in await page.inner_text("h1")
