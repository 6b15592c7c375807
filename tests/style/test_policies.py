"""Who may do what is decided in a service's policy: nowhere else is anybody's role looked at."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.style.sources import ROOT, modules

DECIDING = {"require", "RoleMissingError"}
"""What `shared.auth` has for policies alone."""

NAMING = {"role", "Caller"}
"""Calls that say whom a message is for, or as whom the clock acts: they let nobody pass."""


def of_a_policy(path: Path) -> bool:
    """Tell whether a module is a service's policy, or a part of it."""
    return path.parts[2] in {"policy", "policy.py"}


def decisions(module: ast.Module) -> Iterator[int]:
    """Yield the lines in which a module looks at what somebody is to the platform."""
    named = {
        id(node)
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in NAMING
        for node in ast.walk(call)
    }
    from_auth = _imported_from_auth(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and id(node) not in named:
            role = isinstance(node.value, ast.Name) and node.value.id == "Role"
            if node.attr == "has" or (role and "Role" in from_auth):
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "shared.auth":
            yield from (node.lineno for alias in node.names if alias.name in DECIDING)
        elif isinstance(node, ast.ImportFrom) and node.module == "shared.callers":
            yield node.lineno


def _imported_from_auth(module: ast.Module) -> set[str]:
    return {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "shared.auth"
        for alias in node.names
    }


def test_nobodys_role_is_looked_at_outside_of_policies() -> None:
    services = [
        (path, module)
        for path, module in modules()
        if path.parts[0] == "services" and len(path.parts) > 2
    ]

    elsewhere = [
        f"{path}:{line}"
        for path, module in services
        if not of_a_policy(path)
        for line in decisions(module)
    ]

    assert elsewhere == []
    assert [path for path, module in services if of_a_policy(path) and any(decisions(module))]


def test_every_service_has_one_policy() -> None:
    services = [path for path in (ROOT / "services").iterdir() if (path / "app.py").exists()]

    policies = {path.name: [*path.rglob("policy"), *path.rglob("policy.py")] for path in services}

    assert len(policies) == 4
    assert all(len(found) == 1 for found in policies.values()), policies


def test_a_decision_is_found_however_it_is_written() -> None:
    source = """
from shared.auth import Caller, Role, require
def a(caller): require(caller)
def b(caller): return caller.has(Role.OPERATOR)
def c(caller): return Role.OPERATOR in caller.roles
def d(): return tell(to=role(Role.OPERATOR))
def e(): return Caller("clock", frozenset({Role.OPERATOR}))
from shared.callers import require_operator
"""

    found = list(decisions(ast.parse(source)))

    assert sorted(set(found)) == [2, 4, 5, 8]
