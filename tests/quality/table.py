"""Prints how good the order of matches is on folders of judgements, and what each part gives.

python -m tests.quality.table FOLDER [FOLDER ...] [--method NAME ...]

A folder holds corpus.jsonl and queries.jsonl as `keqiao rank` reads them, and qrels.tsv with
query_id, doc_id and level. Each ranking is made by the code that serves matches.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.console import Console
from rich.table import Table

from deploy.commands.progress import progress_bar
from services.matching.evaluation.folder import rank_folder
from services.matching.ranking.nearness import Nearness
from tests.quality.measures import Measures, measured, read_table
from tests.quality.methods import METHODS


def measure(folder: Path, method: str) -> Measures:
    """Rank a folder by a method, and score the ranking."""
    qrels = folder / "qrels.tsv"
    with (
        TemporaryDirectory() as scratch,
        pytest.MonkeyPatch.context() as patch,
        progress_bar() as bars,
    ):
        METHODS[method](patch)
        task = bars.add_task(f"{folder.name}: {method}", total=None)
        run = Path(scratch) / "run.tsv"
        rank_folder(
            folder,
            run,
            qrels,
            lambda done, steps: bars.update(task, completed=done, total=steps),
        )
        return measured(read_table(qrels), read_table(run))


def show(folders: Sequence[Path], methods: Sequence[str], console: Console) -> None:
    """Print a table of every folder."""
    for folder in folders:
        figures = ("nDCG at 10", "pairwise", "MRR at 10")
        table = Table("method", *figures, *(f"{each} fit" for each in Nearness), title=folder.name)
        for method in methods:
            found = measure(folder, method)
            order = (found.ndcg10, found.pairwise, found.mrr10)
            table.add_row(method, *map(str, (*order, *found.fitting.values())))
        console.print(table)


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.table", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--method", action="append", choices=list(METHODS))
    given = parser.parse_args()
    show(given.folders, given.method or list(METHODS), Console())


if __name__ == "__main__":
    main()
