"""When a run of the tests fails though no test of it did in the end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.verdict import MOST_RUN_AGAIN

ROOT = Path(__file__).parents[2]

CONFTEST = "from tests.verdict import pytest_sessionfinish\n"
SKIPPING = """
import pytest

def test_something():
    assert True

@pytest.mark.skip(reason="no server")
def test_something_else():
    assert True
"""
STUMBLING = """
import pytest

tried = set()

@pytest.mark.parametrize("number", range(COUNT))
def test_something(number):
    known = number in tried
    tried.add(number)
    assert known
"""


def run(folder: Path, tests: str, *options: str, ci: str) -> "subprocess.CompletedProcess[str]":
    """Run these tests in a folder, judged as ours are."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(tests)
    return subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, "test_it.py"],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("ci", "workers", "code"), [("", "0", 0), ("1", "0", 1), ("1", "1", 1)])
def test_a_skipped_test_fails_the_run_where_everything_must_be_tested(
    tmp_path: Path, ci: str, workers: str, code: int
) -> None:
    done = run(tmp_path, SKIPPING, "-n", workers, ci=ci)

    assert done.returncode == code, done.stdout + done.stderr
    assert ("nothing may be" in done.stdout) == bool(code)


@pytest.mark.parametrize(
    ("count", "options", "code"),
    [(1, (), 1), (MOST_RUN_AGAIN, ("--reruns=1",), 0), (MOST_RUN_AGAIN + 1, ("--reruns=1",), 1)],
)
def test_a_test_may_be_run_again_but_not_many_of_them(
    tmp_path: Path, count: int, options: tuple[str, ...], code: int
) -> None:
    done = run(tmp_path, STUMBLING.replace("COUNT", str(count)), *options, ci="1")

    assert done.returncode == code, done.stdout + done.stderr
