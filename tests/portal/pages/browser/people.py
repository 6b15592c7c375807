"""What people do in a browser."""

from dataclasses import dataclass
from typing import Any, Final

from tests.platform.story.parties import PASSWORD
from tests.portal.tour.town import Town

VIEWS: Final = {"zh-CN": (1280, 900), "en": (390, 844)}
"""How large the window is of who reads in a language: a desktop, and a phone."""

PATIENCE: Final = 120_000
"""How many milliseconds a page may take where much else goes on; one is waited for no longer."""

WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
OTHER_LANGUAGE: Final = """
    () => [...document.querySelectorAll("main :is(label, button, summary, legend)")]
        .map(one => [...one.childNodes].filter(part => part.className !== "visually-hidden")
            .map(part => part.textContent).join("").trim())
        .filter(said => /[\\u4e00-\\u9fff]/.test(said))
"""
"""What our words say in Chinese; what people wrote stands elsewhere, or is for who cannot see."""


async def sign_in(page: Any, who: str) -> None:  # noqa: ANN401 - a page of playwright
    """Sign in as one of the town."""
    await page.goto("/sign-in")
    await page.locator("#email").fill(f"{who}@city.cn")
    await page.locator("#password").fill(PASSWORD)
    await page.locator("main form button").first.click()
    await page.wait_for_load_state()


@dataclass
class Hand:
    """Somebody at a browser, who fills in forms by where they go."""

    page: Any
    errors: list[str]
    language: str

    async def open(self, path: str) -> str:
        """Open a page that fits the screen and speaks one language; return what it says."""
        await self.page.goto(path)
        if await self.page.evaluate(WIDER) > 0:
            self.errors.append(f"{path} is wider than the screen")
        if self.language == "en":
            self.errors += await self.page.evaluate(OTHER_LANGUAGE)
        return await self.said()

    async def said(self) -> str:
        """Return what the page says that is open."""
        return str(await self.page.inner_text("main"))

    async def send(self, action: str, **typed: str) -> None:
        """Fill in the form whose address ends so, open it if it is folded, and send it.

        Args:
            action: How the address ends; the first such form is taken.
            typed: What is filled in by name, with `__` for a dot; a box is ticked.
        """
        form = await self.filled(action, typed)
        button = form.locator('button[type="submit"]').first
        async with self.page.expect_navigation():
            await button.click()
        if await self.page.locator("main :is(.invalid-feedback, .alert-danger):visible").count():
            self.errors.append(f"{action}: {await self.said()}")

    async def filled(self, action: str, typed: dict[str, str]) -> Any:  # noqa: ANN401 - of playwright
        """Return a form with what was typed."""
        form = self.page.locator(f'main form[action$="{action}"]').first
        await form.evaluate(
            "one => { for (const fold of [one, ...one.querySelectorAll('details')])"
            " { const near = fold.closest('details'); if (near) near.open = true; } }"
        )
        for name, value in typed.items():
            field = form.locator(f'[name="{name.replace("__", ".")}"]').first
            kind = await field.evaluate("one => one.type")
            if kind == "checkbox":
                await field.check()
            elif kind == "select-one":
                await field.select_option(value)
            else:
                await field.fill(value)
        return form

    async def follow(self, link: str) -> None:
        """Click on a link, known by where it leads."""
        async with self.page.expect_navigation():
            await self.page.locator(f"main a[href{link}]").first.click()


async def hand_of(
    browser: Any,  # noqa: ANN401 - of playwright
    town: Town,
    who: str,
    language: str,
    *,
    scripts: bool = True,
) -> Hand:
    """Sit somebody down at a browser of their own, signed in unless they are nobody."""
    width, height = VIEWS[language]
    context = await browser.new_context(
        base_url=town.url,
        locale=language,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(PATIENCE)
    page, errors = await context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda said: errors.append(said.text) if said.type == "error" else None,
    )
    if who:
        await sign_in(page, who)
    return Hand(page, errors, language)
