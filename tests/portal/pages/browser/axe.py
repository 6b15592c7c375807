"""axe-core, which finds what keeps people with disabilities from using a page; from npm."""

from pathlib import Path
from typing import Any, Final

SCRIPT: Final = Path(__file__).parents[4] / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS: Final = """
    async (options) => {
        const found = await axe.run({resultTypes: ["violations"], ...options});
        return found.violations.map(one => one.id + ": " + one.nodes[0].html);
    }
"""
OTHER_THEME: Final = """
    () => {
        const root = document.documentElement;
        const dark = matchMedia("(prefers-color-scheme: dark)").matches;
        root.dataset.bsTheme = dark ? "light" : "dark";
    }
"""
COLOURS: Final = {"runOnly": ["color-contrast"]}
"""The costliest rule, and the only one that depends on the theme."""

BUT_COLOURS: Final = {"rules": {"color-contrast": {"enabled": False}}}


async def load_axe(page: Any) -> None:  # noqa: ANN401 - a page of playwright
    """Put axe beside a page that is open."""
    await page.evaluate(SCRIPT.read_text("utf-8"))


async def violations_in_both_themes(page: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what axe finds on a page, and what it finds of its colours in the other theme."""
    await load_axe(page)
    found: list[str] = await page.evaluate(VIOLATIONS, {})
    await page.evaluate(OTHER_THEME)
    return [*found, *await page.evaluate(VIOLATIONS, COLOURS)]


async def violations_but_of_colours(page: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what axe finds on a page, but for its colours."""
    await load_axe(page)
    found: list[str] = await page.evaluate(VIOLATIONS, BUT_COLOURS)
    return found
