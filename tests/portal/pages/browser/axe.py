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
        root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    }
"""
EASIER: Final = "() => document.documentElement.classList.add('size-large', 'contrast-strong')"
"""Large text and strong contrast, as who cannot see well chooses them."""

COLOURS: Final = {"runOnly": ["color-contrast"]}
"""The costliest rule, and the only one that depends on the theme."""


async def load_axe(page: Any) -> None:  # noqa: ANN401 - a page of playwright
    """Put axe beside a page that is open."""
    await page.evaluate(SCRIPT.read_text("utf-8"))


async def violations_in_both_themes(page: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what axe finds on a page, and what it finds of its colours in the other theme."""
    await load_axe(page)
    found: list[str] = await page.evaluate(VIOLATIONS, {})
    await page.evaluate(OTHER_THEME)
    return [*found, *await page.evaluate(VIOLATIONS, COLOURS)]


async def violations_made_easier(page: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what axe finds in both themes with large text and strong contrast, where it is."""
    await page.evaluate(EASIER)
    found: list[str] = await page.evaluate(VIOLATIONS, {})
    await page.evaluate(OTHER_THEME)
    return [*found, *await page.evaluate(VIOLATIONS, COLOURS)]
