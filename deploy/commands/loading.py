"""Loads the demo data into a platform that has just started, by the import that users have."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from rich.progress import Progress, TaskID

from deploy.client import Client
from deploy.commands.connecting import operator_token
from deploy.commands.progress import progress_bar
from deploy.commands.speech import complain, field_sentence, remark, remarks, spoken
from deploy.importing.kinds import KINDS, ImportKind
from deploy.importing.transfer import InterruptedTransferError, Rejected, Tally, Transfer
from shared.language import Text
from shared.reading.columns import Columns
from shared.reading.source import open_source

FOLDER: Final = Path(__file__).parent.parent / "demo"
SOURCE: Final = "demo"
_ROWS_A_BATCH: Final = 50
"""Small, so that Ctrl-C need not wait for a large one."""

_LOADING = Text("载入演示数据", "Loading demo data")
_LOADED = Text("演示数据已载入：{count} 条。", "The demo data is loaded: {count} records.")
_LATER = Text(
    "演示数据没有载完，下次启动时继续。",
    "The demo data is not complete; the next start goes on with it.",
)


async def load_demo_once(url: str, data_directory: Path) -> None:
    """Load every demo file, unless that was done before for these data.

    Once is once: what a person changed or withdrew since is not put back.
    """
    done = data_directory / ".demo-loaded"
    if done.exists():
        return
    tally = Tally()
    try:
        async with Client(url, operator_token("", data_directory)) as client:
            await _load(client, tally)
    except InterruptedTransferError as error:
        complain(error.cause)
        remark(_LATER)
    except asyncio.CancelledError:
        remark(_LATER)
        raise
    else:
        done.touch()
        remark(_LOADED, count=tally.stored)


async def _load(client: Client, tally: Tally) -> None:
    sources = {kind: open_source(FOLDER / f"{name}.jsonl") for name, kind in KINDS.items()}
    with progress_bar() as progress:
        total = sum(source.size for source in sources.values())
        task = progress.add_task(spoken(_LOADING), total=total)
        before = 0
        for kind, source in sources.items():
            show = partial(_show, progress, task, before)
            await _transfer(client, kind, show).send(source.rows, tally)
            before += source.size


def _show(progress: Progress, task: TaskID, before: int, position: int) -> None:
    progress.update(task, completed=before + position)


def _transfer(client: Client, kind: ImportKind, show: Callable[[int], None]) -> Transfer:
    options = {"source": SOURCE} | ({"publish": True} if kind.service == "requests" else {})
    return Transfer(
        client,
        kind.path,
        options,
        Columns.of(kind.shape(), (), (), from_cells=False),
        on_rejected=_tell,
        on_progress=show,
        rows_a_batch=_ROWS_A_BATCH,
    )


def _tell(rejected: Rejected) -> None:
    for problem in rejected.problems:
        remarks().print(f"{rejected.number}  {field_sentence(problem)}")
