"""Where everything must be tested, a test that was skipped is a failure."""

import os
from typing import Any

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if anything was skipped and `CI` is set."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("CI"):
        reporter.write_line("")
        reporter.write_line(f"{len(skipped)} skipped; with CI set nothing may be.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
