"""What is tracked: the files the rules of this folder look at."""

import ast
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ATTEMPTS = 20


def tracked_files() -> list[Path]:
    """Return every tracked file that is there, as paths from the root."""
    listed = subprocess.run(
        ["/usr/bin/env", "git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return [Path(name) for name in names if (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """Yield the tracked files that are text, with their text."""
    for path in tracked_files():
        try:
            yield path, (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the tracked Python files, parsed."""
    for path in tracked_files():
        if path.suffix == ".py":
            yield path, _parsed((ROOT / path).read_text("utf-8"))


def _parsed(source: str) -> ast.Module:
    """Return the tree of a source.

    Up to Python 3.11.9 the parser fails when another thread parses at the same moment, which
    it does to point at a place in a traceback (github.com/python/cpython/issues/106905). The
    platform of other tests may be logging one.
    """
    for _ in range(_ATTEMPTS):
        with suppress(SystemError):
            return ast.parse(source)
    return ast.parse(source)


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module, inner ones and methods too."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
