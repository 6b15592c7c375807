"""What is told to `make assets` is what pages use."""

import json
import re

from tests.style.sources import ROOT

PAGES = ROOT / "services" / "portal" / "pages"
SPRITE = set((ROOT / "assets" / "icons.txt").read_text("utf-8").split())


def written() -> str:
    """Return all that pages are made of."""
    files = [file for file in PAGES.rglob("*") if file.suffix in {".py", ".html"}]
    return "".join(file.read_text("utf-8") for file in files)


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    named = set(re.findall(r'\bicon\("([a-z0-9-]+)"|picture="([a-z0-9-]+)"', written()))

    assert {one or other for one, other in named} - SPRITE == set()


def test_every_icon_of_the_sprite_is_named_somewhere() -> None:
    said = set(re.findall(r'["\']([a-z0-9-]+)["\']', written()))

    assert SPRITE - said == set()


DANGEROUS = re.compile(
    r"localStorage|sessionStorage|indexedDB|innerHTML|outerHTML|insertAdjacentHTML|postMessage"
    r"|document\.(write|domain|cookie)|\beval\(|new Function|__proto__|prototype"
)
"""What makes markup or code of text, keeps data in a browser, or lets others speak to a page."""


def test_no_script_makes_markup_of_text_or_keeps_anything_in_a_browser() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in (ROOT / "assets").glob("*.js")}

    assert len(scripts) > 3
    assert {
        name: found[0] for name, text in scripts.items() if (found := DANGEROUS.search(text))
    } == {}
    page = (PAGES / "templates" / "base.html").read_text("utf-8")
    assert '"allowEval":false' in page
    assert '"historyCacheSize":0' in page


def test_packages_are_pinned_by_hash_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: told for name, told in lock["packages"].items() if name}

    assert [name for name, told in packages.items() if "integrity" not in told] == []
    assert [name for name, told in packages.items() if "resolved" in told] == []


def test_every_package_is_pinned_exactly() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]

    assert [name for name, version in wanted.items() if not re.fullmatch(r"[\d.]+", version)] == []
