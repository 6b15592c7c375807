"""Which browser the machine has; what needs one is left out where there is none, and it is said.

Left out, not skipped: no package brings a browser, so `make test` is complete without.
"""

import importlib.util
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
READY: Final = CHROMIUM is not None and importlib.util.find_spec("playwright") is not None
FOLDER: Final = Path(__file__).parent / "portal" / "pages" / "browser"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a browser, if there is none."""
    ours = [item for item in items if FOLDER in item.path.parents]
    if READY or not ours:
        return
    items[:] = [item for item in items if item not in ours]
    config.hook.pytest_deselected(items=ours)


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 - pytest's own
    """Say that there was no browser."""
    if not READY:
        terminalreporter.write_line(
            "No Chromium here (apt-get install chromium fonts-noto-cjk): "
            "tests/portal/pages/browser was left out."
        )
