"""What may and what must be in the repository."""

import importlib.util
import re
import stat
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.style.sources import ROOT, texts, tracked_files

# Written in pieces, so that this file does not name what it forbids.
REGISTRIES = re.compile(
    "|".join(
        host.replace(" ", "").replace(".", "[.]")
        for host in (
            "registry .npmjs",
            "files .pythonhosted",
            "pypi .org",
            "deb .debian.org",
            "registry .yarnpkg",
            "mirrors .aliyun",
            "pypi .tuna",
            "repo .maven",
            "crates .io",
            "proxy .golang",
        )
    )
)
OUTSIDE = re.compile(r"(?<![\w.])(\.\./|/work/)(shared|seeds)\b")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
REQUIREMENTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-node.txt",
    "requirements-tools.txt",
)


def test_no_file_names_a_package_registry() -> None:
    naming = [str(path) for path, text in texts() if REGISTRIES.search(text)]

    assert naming == []


def test_no_file_refers_to_what_lies_outside_the_repository() -> None:
    referring = [str(path) for path, text in texts() if OUTSIDE.search(text)]

    assert referring == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "README.en.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "LICENSE",
        "docs/architecture.md",
        "docs/pitfalls.md",
        "Makefile",
        ".ci/run",
        *REQUIREMENTS,
    ],
)
def test_what_a_newcomer_looks_for_is_there(name: str) -> None:
    assert Path(name) in tracked_files()


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")

    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_two_readmes_are_in_their_languages_and_name_each_other() -> None:
    chinese = (ROOT / "README.md").read_text("utf-8")
    english = (ROOT / "README.en.md").read_text("utf-8")

    assert "(README.en.md)" in chinese
    assert "(README.md)" in english
    assert len(re.findall(r"[\u4e00-\u9fff]", chinese)) > 500
    assert chinese.count("```") == english.count("```")
    assert chinese.count("\n## ") == english.count("\n## ")


def test_every_link_in_the_documents_leads_to_a_file() -> None:
    broken = [
        f"{path}: {target}"
        for path, text in texts()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", text)
        if not (ROOT / path.parent / target).exists()
    ]

    assert broken == []


def test_every_decision_names_what_enforces_it() -> None:
    decisions = [(path, text) for path, text in texts() if path.parent == Path("docs/decisions")]

    silent = [str(path) for path, text in decisions if "## Enforced by" not in text]

    assert len(decisions) >= 5
    assert silent == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]

    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "==" in packages[0]
    assert "http" + "s://" not in text


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("requirements.txt", "dependencies"),
        ("requirements-dev.txt", "dev"),
        ("requirements-node.txt", "node"),
        ("requirements-tools.txt", "tools"),
    ],
)
def test_the_pinned_versions_are_those_the_project_asks_for(name: str, group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"].get(group) or project["dependency-groups"][group]
    pinned = dict(PINNED.findall((ROOT / name).read_text("utf-8")))

    stale = [
        asked
        for requirement in map(Requirement, wanted)
        if (asked := str(requirement))
        and pinned.get(requirement.name, "0") not in requirement.specifier
    ]

    assert stale == [], "run: make requirements"


def test_import_requests_is_not_ours() -> None:
    found = importlib.util.find_spec("requests")

    assert found is None or not Path(found.origin or "").is_relative_to(ROOT / "tests")
    assert found is None or not Path(found.origin or "").is_relative_to(ROOT / "services")


def test_ci_runs_the_same_as_a_developer() -> None:
    script = ROOT / ".ci" / "run"

    assert script.stat().st_mode & stat.S_IXUSR
    assert "make test" in script.read_text("utf-8")
