"""What the run of all tests is judged by besides its failures: what was skipped, or run again."""

import os
from typing import Any, Final

import pytest

MOST_RUN_AGAIN: Final = 3
"""So many tests of a run may fail once by an accident of the machine; more have a fault."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if tests needed a second try too often, or were skipped while `CI` is set."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    found = reporter.stats if reporter else {}
    skipped = found.get("skipped", []) if os.environ.get("CI") else []
    if skipped:
        _fail(session, reporter, f"{len(skipped)} skipped; with CI set nothing may be.")
    again = found.get("rerun", [])
    if len(again) > MOST_RUN_AGAIN:
        _fail(session, reporter, f"{len(again)} run again; {MOST_RUN_AGAIN} may be.")


def _fail(session: pytest.Session, reporter: Any, why: str) -> None:  # noqa: ANN401 - pytest's own
    reporter.write_line("")
    reporter.write_line(why, red=True)
    session.exitstatus = pytest.ExitCode.TESTS_FAILED
