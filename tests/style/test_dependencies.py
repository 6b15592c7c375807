"""What FastAPI provides to an endpoint does not wait for a thread to be free."""

import ast
from collections.abc import Iterator

from tests.style.sources import modules


def provided(module: ast.Module) -> Iterator[str]:
    """Yield the names of the functions that a module hands to `Depends`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Depends":
            yield from (one.id for one in node.args if isinstance(one, ast.Name))


def plain(module: ast.Module) -> set[str]:
    """Return the names of the functions of a module that are not coroutines."""
    return {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


def test_every_dependency_is_a_coroutine() -> None:
    ours = {path: module for path, module in modules() if path.parts[0] in {"services", "shared"}}

    in_threads = {
        f"{path}: {name}"
        for path, module in ours.items()
        for name in set(provided(module)) & plain(module)
    }

    assert any(set(provided(module)) for module in ours.values())
    assert in_threads == set()
