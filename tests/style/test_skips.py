"""What `CI` changes about a run of the tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CONFTEST = "from tests.skips import pytest_sessionfinish\n"
TESTS = """
import pytest

def test_something():
    assert True

@pytest.mark.skip(reason="no server")
def test_something_else():
    assert True
"""


@pytest.mark.parametrize(("ci", "workers", "code"), [("", "0", 0), ("1", "0", 1), ("1", "1", 1)])
def test_a_skipped_test_fails_the_run_where_everything_must_be_tested(
    tmp_path: Path, ci: str, workers: str, code: int
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_it.py").write_text(TESTS)

    run = subprocess.run(  # noqa: S603 - our own tests
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            workers,
            "-p",
            "no:cacheprovider",
            "test_it.py",
        ],
        cwd=tmp_path,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == code, run.stdout + run.stderr
    assert ("nothing may be" in run.stdout) == bool(code)
