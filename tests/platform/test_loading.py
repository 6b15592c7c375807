"""What running the platform loads, and what it leaves alone: memory that every process has."""

import subprocess
import sys
from typing import Final

SPARED: Final = (
    "apprise",
    "holidays.countries.germany",
    "meilisearch",
    "openpyxl",
    "pypinyin",
    "snowballstemmer.french_stemmer",
)
"""Each takes three megabytes or more (with all its kind), and is used by few or by nobody."""

STARTED: Final = f"""
import sys, tempfile
from pathlib import Path
from deploy.platform import create_platform

create_platform(Path(tempfile.mkdtemp()))
print(*[name for name in {SPARED!r} if name in sys.modules])
print(vars(sys.modules["rjieba"]).get("cut"))
"""


def test_the_platform_loads_only_what_it_uses() -> None:
    command = [sys.executable, "-c", STARTED]
    answer = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own

    loaded, everybodys_dictionary = answer.stdout.decode().splitlines()

    assert loaded == ""
    assert everybodys_dictionary == "None"
