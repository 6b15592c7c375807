"""`python -m tests.benchmarks`: how fast the whole platform is, through HTTP as users see it.

Exits with 1 only when `--strict` is given and a target is missed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.benchmarks.report import show, show_growth
from tests.benchmarks.run import measure

QUICK: tuple[list[int], int] = ([10_000], 60)


def main() -> int:
    """Measure, print, and judge."""
    options = _options()
    sizes, needs = QUICK if options.quick else (options.entries, options.needs)
    measured, missed = [], False
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="keqiao-bench-") as folder:
            measured.append(measure(Path(folder), size, needs))
        missed |= show(measured[-1], Console())
    show_growth(measured, Console())
    return 1 if missed and options.strict else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--entries",
        type=int,
        nargs="+",
        default=[100_000],
        help="entries in the catalogue; of several sizes, it is also shown how the cost grows",
    )
    parser.add_argument("--needs", type=int, default=200, help="needs that are matched")
    parser.add_argument("--quick", action="store_true", help="10,000 entries and 60 needs")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a target is missed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
