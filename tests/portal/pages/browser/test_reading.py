"""Who has no scripts finds help, and reads all of a case, in both languages."""

from typing import Any, Final

import pytest

from tests.portal.pages.browser.people import VIEWS, Hand, hand_of
from tests.portal.tour.town import Town

TABS: Final = ("", "/work", "/outcome", "/dispute", "/record")
TEXT: Final = "铝合金压铸件表面有气孔，目前良率只有八成，希望降到 3% 以下。"
SHARED: Final = {"zh-CN": "双方都提到", "en": "Both speak of"}


async def of_everybody(hand: Hand) -> list[str]:
    """Go from a blank need to somebody who could help, and read what else is public."""
    await hand.open("/")
    await hand.send("#results", text=TEXT)
    matches = await hand.said()
    await hand.follow('^="/experts/"')
    expert = await hand.said()
    await hand.open("/search?q=压铸")
    marked = await hand.page.locator("main mark").count()
    if await hand.page.locator("label[for=menu-open]").is_visible():
        await hand.page.locator("label[for=menu-open]").click()
    async with hand.page.expect_navigation():
        await hand.page.locator('header nav a[href="/open-needs"]').click()
    needs = hand.page.locator('main a[href^="/needs/"]')
    title = await needs.first.inner_text()
    await hand.follow('^="/needs/"')
    assert marked > 0
    assert title in await hand.page.inner_text("h1")
    return [matches, expert]


async def of_a_case(firm: Hand, expert: Hand) -> dict[str, str]:
    """Read the board, the responses to a need, and each page of a cooperation."""
    await firm.open("/needs")
    await firm.open("/served-hours")
    await expert.open("/supply/engagements")
    place = await expert.page.locator('main a[href^="/engagements/"]').last.get_attribute("href")
    read = {tab: await expert.open(f"{place}{tab}") for tab in TABS}
    await expert.follow('^="/needs/"')
    await firm.open(f"{str(expert.page.url).partition('?')[0]}/responses")
    await firm.follow('^="/responses/"')
    return read


@pytest.mark.parametrize("language", VIEWS)
async def test_who_has_no_scripts_reads_everything(
    town: Town,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
    language: str,
) -> None:
    visitor, firm, expert = crew = [
        await hand_of(chromium, town, who, language, scripts=False)
        for who in ("", "firm", "expert")
    ]

    matches, found = await of_everybody(visitor)
    read = await of_a_case(firm, expert)

    assert SHARED[language] in matches
    assert len(found) > 100
    assert "报告二.pdf" in read["/work"]
    assert "X 光" in read["/outcome"] + read["/work"]
    assert all(len(said) > 100 for said in read.values())
    assert [hand.errors for hand in crew] == [[], [], []]
