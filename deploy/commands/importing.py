"""`keqiao import`: brings a file into a running platform, and answers for every row."""

import asyncio
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from deploy.client import Client
from deploy.commands import options
from deploy.commands.connecting import operator_token
from deploy.commands.progress import progress_bar
from deploy.commands.speech import complain, field_sentence, remark, say, spoken
from deploy.importing.kinds import KINDS, ImportKind, KindName
from deploy.importing.transfer import InterruptedTransferError, Rejected, Tally, Transfer
from shared.language import Text, current_language
from shared.reading.columns import BadMappingError, Columns
from shared.reading.errors import UnreadableFileError
from shared.reading.rejects import Rejects
from shared.reading.rows import Source
from shared.reading.source import open_source

ALL_GOOD: Final = 0
SOME_BAD: Final = 1
STOPPED: Final = 2
INTERRUPTED: Final = 130

_SOURCE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")

_ROW = Text("[bold red]第 {number} 行[/]", "[bold red]row {number}[/]")
_COUNTS = Text(
    "{label}：新增 {created}，更新 {updated}，未变 {unchanged}，退回 {rejected}。来源：{source}",
    "{label}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected. "
    "Source: {source}",
)
_DRY_RUN = Text("试运行，没有保存任何内容；将会：", "A dry run, nothing was stored; it would give:")
_STOPPED = Text(
    "导入中途停止：至少 {stored} 行已保存。重新执行同一命令即可继续，不会重复。",
    "The import stopped half-way: at least {stored} rows are stored. The same command again "
    "goes on from there and doubles nothing.",
)
_REPORT_WRITTEN = Text("退回的行已写入 {path}", "The rejected rows are in {path}")
_NO_FILE = Text("找不到文件 {path}。", "There is no file {path}.")
_SOURCE_NEEDED = Text(
    "文件名不能当作来源名，请用 --source 给出（字母、数字和 ._:/-）。",
    "The file's name cannot name the source; say --source (letters, digits and ._:/-).",
)
_ONLY_DEMANDS = Text("--publish 只用于需求。", "--publish is for demands only.")


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for, and what became of it."""

    kind: ImportKind
    source: str
    dry_run: bool
    publish: bool
    tally: Tally = field(default_factory=Tally)

    def request(self) -> dict[str, Any]:
        """Return what each request says besides its rows."""
        publish = {"publish": True} if self.publish else {}
        return {"source": self.source, "dry_run": self.dry_run, **publish}


def import_rows(  # noqa: PLR0913 - the options of a command
    kind: Annotated[KindName, typer.Argument(help="What the rows are.")],
    file: options.DataFile,
    *,
    pairs: options.Pairs = [],  # noqa: B006 - typer makes a new list each time
    ignored: options.Ignored = [],  # noqa: B006 - the same
    source: options.SourceName = "",
    sheet: options.Sheet = "",
    dry_run: options.DryRun = False,
    publish: options.Publish = False,
    report: options.Report = None,
    url: options.Url = options.DEFAULT_URL,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
    token: options.Token = "",
) -> int:
    """Bring the rows of a file into a running platform. Doing it twice doubles nothing."""
    order = _Order(KINDS[kind], _source_name(source, file), dry_run, publish)
    if publish and order.kind.service != "requests":
        raise BadMappingError(_ONLY_DEMANDS)
    opened = _opened(file, sheet)
    tabular = opened.columns is not None
    columns = Columns.of(order.kind.shape(), pairs, ignored, from_cells=tabular)
    if opened.columns is not None:
        columns.check(opened.columns)
    client = Client(url, operator_token(token, data_directory))
    with ExitStack() as stack:
        listener = _Listener(stack, opened.size, report)
        transfer = Transfer(
            client,
            order.kind.path,
            order.request(),
            columns,
            on_rejected=listener.rejected,
            on_progress=listener.progressed,
        )
        code = _run(transfer, opened, order.tally)
    return _conclude(order, code, report)


def _source_name(given: str, file: Path) -> str:
    name = given or file.stem
    if not _SOURCE_NAME.fullmatch(name):
        raise BadMappingError(_SOURCE_NEEDED)
    return name


def _opened(file: Path, sheet: str) -> Source:
    if not file.is_file():
        raise UnreadableFileError(_NO_FILE, path=file)
    opened = open_source(file, sheet or None)
    for notice in opened.notices:
        remark(notice)
    return opened


def _run(transfer: Transfer, opened: Source, tally: Tally) -> int:
    """Send everything; whatever stops it half-way has been told when this returns."""
    try:
        asyncio.run(_send(transfer, opened, tally))
    except InterruptedTransferError as error:
        complain(error.cause)
    except UnreadableFileError as error:
        complain(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    else:
        return SOME_BAD if tally.rejected else ALL_GOOD
    return STOPPED


async def _send(transfer: Transfer, opened: Source, tally: Tally) -> None:
    async with transfer.client:
        await transfer.send(opened.rows, tally)


def _conclude(order: _Order, code: int, report: Path | None) -> int:
    tally = order.tally
    if code in {STOPPED, INTERRUPTED} and not order.dry_run:
        remark(_STOPPED, stored=tally.stored)
    if order.dry_run:
        say(_DRY_RUN)
    counts = {name: tally.counts[name] for name in ("created", "updated", "unchanged", "rejected")}
    label = order.kind.label.pick(current_language.get())
    say(_COUNTS, label=label, source=order.source, **counts)
    if report and tally.rejected:
        say(_REPORT_WRITTEN, path=report)
    return code


class _Listener:
    """Shows how far the transfer is, and every row that was not taken."""

    def __init__(self, stack: ExitStack, size: int, report: Path | None) -> None:
        self._progress = stack.enter_context(progress_bar())
        self._task = self._progress.add_task("", total=max(size, 1))
        self._rejects = (
            stack.enter_context(Rejects(report, current_language.get())) if report else None
        )

    def progressed(self, position: int) -> None:
        """Move the bar."""
        self._progress.update(self._task, completed=position)

    def rejected(self, row: Rejected) -> None:
        """Print what is wrong with a row, and write it into the report."""
        for problem in row.problems:
            line = f"{spoken(_ROW, number=row.number)}  {field_sentence(problem)}"
            self._progress.console.print(line, soft_wrap=True)
            if self._rejects:
                field_name = (problem.get("field") or "").partition(".")[0]
                value = row.values.get(field_name) if row.values else None
                self._rejects.write(row.number, problem, value)
