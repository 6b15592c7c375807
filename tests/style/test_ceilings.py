"""The ceilings: what has to stay small so that a newcomer can read it."""

import ast
import re

from tests.style.sources import ROOT, functions, modules, texts

MAX_LINES = 300
MAX_FUNCTION_LINES = 40
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "common", "base", "crud", "misc"}
GENERATED = "migrations/versions/"

# The brackets keep these patterns from finding themselves.
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b|NotImplemente[d]Error")
BARE_EXEMPTION = re.compile(
    r"#\s*(noq[a](?!: [A-Z]+[0-9]+)|type: ignor[e](?!\[))|pragma: no cove[r]"
)
UNEXPLAINED_EXEMPTION = re.compile(
    r"# noq[a]: [A-Z0-9, ]+$|# type: ignor[e]\[[a-z, -]+\]$", re.MULTILINE
)


def test_no_python_file_is_longer_than_the_ceiling() -> None:
    long = {
        str(path): text.count("\n")
        for path, text in texts()
        if path.suffix == ".py" and text.count("\n") > MAX_LINES
    }

    assert long == {}


def test_no_function_is_longer_than_the_ceiling() -> None:
    long = {
        f"{path}:{function.lineno} {function.name}": length
        for path, module in modules()
        if GENERATED not in str(path)
        for function in functions(module)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION_LINES
    }

    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    nameless = [str(path) for path, _ in modules() if path.stem in FORBIDDEN_NAMES]

    assert nameless == []


def test_nothing_is_left_unfinished() -> None:
    unfinished = [
        f"{path}: {found.group()}"
        for path, text in texts()
        if path.suffix == ".py" and (found := UNFINISHED.search(text))
    ]

    assert unfinished == []


def test_every_exemption_from_a_rule_names_the_rule_and_the_reason() -> None:
    bare = [
        f"{path}: {found.group().strip()}"
        for path, text in texts()
        if path.suffix == ".py"
        for pattern in (BARE_EXEMPTION, UNEXPLAINED_EXEMPTION)
        for found in pattern.finditer(text)
    ]

    assert bare == []


def test_every_folder_with_python_is_a_package() -> None:
    folders = {path.parent for path, _ in modules()}

    missing = [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()]

    assert [folder for folder in missing if GENERATED.rstrip("/") not in folder] == []


def test_every_module_outside_the_tests_says_what_it_is() -> None:
    silent = [
        str(path)
        for path, module in modules()
        if path.parts[0] != "tests" and not ast.get_docstring(module)
    ]

    assert silent == []
