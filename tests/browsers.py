"""Which browser the machine has; what needs one is skipped where there is none, and says so."""

import shutil
from pathlib import Path
from typing import Final

import pytest

CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FOLDER: Final = Path(__file__).parent / "portal" / "pages" / "browser"
NEEDED: Final = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here: apt-get install chromium fonts-noto-cjk"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(NEEDED)
