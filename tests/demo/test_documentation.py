"""The pictures in the documentation are those of the tables that the services live by."""

import ast

from deploy.documentation import LIFECYCLES, PAGE, page
from tests.style.sources import modules


def test_the_page_of_lifecycles_is_as_the_tables_have_it() -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert written == page(), "Run: python -m deploy.documentation"


def test_every_lifecycle_of_the_platform_is_on_the_page() -> None:
    made = [
        str(path)
        for path, module in modules()
        if path.parts[0] == "services"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Lifecycle"
    ]

    assert sorted(f"`{path}`" for path in made) == sorted(place for _, place, _ in LIFECYCLES)


def test_every_state_can_be_reached() -> None:
    assert [life.unreachable() for _, _, life in LIFECYCLES] == [set()] * len(LIFECYCLES)
