"""`python -m tests.benchmarks.hot`: what the paths cost that are asked most often.

Each path is asked of the platform and of a bare Starlette handler on the same database, in turns.
Both layouts on SQLite; with `--postgresql URL` on a server whose databases may be created anew.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.benchmarks.hot.lag import GOAL_SECONDS, SECONDS, WRITES_A_SECOND, Lag, lag
from tests.benchmarks.hot.paths import Compared, bare, compare, needs, ours
from tests.databases import create_databases
from tests.platform.layouts import apart, together

LAYOUTS: Final = {"one process": together, "four processes": apart}
PATHS: Final = {
    "submit": 400,
    "read one": 1500,
    "read one, signed in": 1500,
    "list of 20": 400,
    "feed page of 500": 100,
}
WRITES: Final = "writes that are followed"
COUNTS: Final = {**PATHS, WRITES: WRITES_A_SECOND * SECONDS}
QUICK: Final = {name: max(count // 20, 5) for name, count in COUNTS.items()}
NEEDS: Final = 600
GOALS: Final = {
    "read one": 0.20,
    "list of 20": 0.30,
    "feed page of 500": 0.30,
}
SUBMIT: Final = {"SQLite": 0.40, "PostgreSQL": 0.50}
"""Of the bare handler's pace, unlike the others: who submits waits for a disk as well."""


def measured(
    layout: str, databases: Mapping[str, str], counts: Mapping[str, int], stored: int
) -> tuple[dict[str, Compared], Lag]:
    """Start a layout and a bare handler beside it, and compare them path by path.

    Then have one service follow another that is written to.
    """
    with tempfile.TemporaryDirectory(prefix="keqiao-hot-") as name:
        folder = Path(name)
        with LAYOUTS[layout](folder, databases) as running:
            ids = needs(running, stored)
            with bare(running, folder, ids) as reference:
                compared = compare(ours(running, ids), reference, counts)
            return compared, lag(running, writes=counts[WRITES])


def goal_of(path: str, database: str) -> float | None:
    """Return which part of what the bare handler reaches is wanted of a path."""
    return SUBMIT[database] if path == "submit" else GOALS.get(path)


def shown(title: str, database: str, compared: Mapping[str, Compared]) -> Table:
    """Return the table of a layout."""
    figures = ("µs", "a second", "bare µs", "bare a second", "ratio of µs", "of pace")
    table = Table("path", *figures, "goal", title=title)
    for path, one in compared.items():
        goal = goal_of(path, database)
        reached = one.pace if path == "submit" else one.ratio
        judged = "" if goal is None else f"{goal:.2f}: {'met' if reached >= goal else 'MISSED'}"
        table.add_row(
            path,
            f"{one.ours.microseconds:,.0f}",
            f"{one.ours.rate:,.0f}",
            f"{one.bare.microseconds:,.0f}",
            f"{one.bare.rate:,.0f}",
            f"{one.ratio:.2f}",
            f"{one.pace:.2f}",
            judged,
        )
    return table


def told(behind: Lag) -> str:
    """Return in a line how long a copy took to follow."""
    longest = behind.part(0.99)
    judged = "met" if longest <= GOAL_SECONDS else "MISSED"
    return (
        f"copies, at {behind.rate:.0f} writes a second: p50 {behind.part(0.5):.2f} s, "
        f"p99 {longest:.2f} s; goal {GOAL_SECONDS:.0f} s: {judged}"
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.hot", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the requests")
    parser.add_argument("--postgresql", metavar="URL", help="a server, as postgresql://…/postgres")
    parser.add_argument("--layout", choices=LAYOUTS, action="append", help="only this one")
    options = parser.parse_args()
    counts = QUICK if options.quick else COUNTS
    database = "PostgreSQL" if options.postgresql else "SQLite"
    console = Console()
    for layout in options.layout or LAYOUTS:
        databases = create_databases(options.postgresql) if options.postgresql else {}
        compared, behind = measured(layout, databases, counts, NEEDS)
        console.print(shown(f"{layout}, {database}", database, compared))
        console.print(told(behind))
    return 0


if __name__ == "__main__":
    sys.exit(main())
