"""What FastAPI provides to an endpoint does not wait for a thread to be free."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def provided(module: ast.Module) -> Iterator[str]:
    """Yield the names of the functions that a module hands to `Depends`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Depends":
            yield from (one.id for one in node.args if isinstance(one, ast.Name))


def plain(module: ast.Module) -> set[str]:
    """Return the names of the functions of a module that are not coroutines."""
    return {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


def test_every_dependency_is_a_coroutine() -> None:
    modules = {
        path: ast.parse(path.read_text("utf-8"))
        for folder in ("services", "shared")
        for path in (ROOT / folder).rglob("*.py")
    }

    in_threads = {
        f"{path.relative_to(ROOT)}: {name}"
        for path, module in modules.items()
        for name in set(provided(module)) & plain(module)
    }

    assert any(set(provided(module)) for module in modules.values())
    assert in_threads == set()
