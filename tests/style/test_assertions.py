"""Every test asserts something, and none replaces a part of ours by a mock."""

import ast

from tests.style.sources import functions, modules

ASSERTING_CALLS = ("raises", "warns")


def _asserts(function: ast.AST) -> bool:
    """Return whether something in the function can fail the test by intention."""
    return any(isinstance(node, ast.Assert) or _expects(node) for node in ast.walk(function))


def _expects(node: ast.AST) -> bool:
    """Return whether this is `pytest.raises(…)`, or a checker such as `assert_equal(…)`."""
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func).rpartition(".")[2].lstrip("_")
    return name in ASSERTING_CALLS or name.startswith(("assert_", "check_", "expect_"))


def test_every_test_asserts() -> None:
    silent = [
        f"{path}:{function.lineno} {function.name}"
        for path, module in modules()
        if path.name.startswith("test_")
        for function in functions(module)
        if function.name.startswith("test_") and not _asserts(function)
    ]

    assert silent == []


def test_no_test_asserts_only_the_obvious() -> None:
    obvious = [
        f"{path}:{node.lineno}"
        for path, module in modules()
        if path.parts[0] == "tests"
        for node in ast.walk(module)
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant)
    ]

    assert obvious == []


def test_no_test_mocks() -> None:
    mocking = [
        str(path)
        for path, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any("mock" in name for name in (getattr(node, "module", "") or "", *_names(node)))
    ]

    assert mocking == []


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names]
