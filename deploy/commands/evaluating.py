"""`keqiao evaluate`: how good the platform's own matches were, by what became of them.

It reads matching's database itself; the service may run meanwhile, or not at all.
"""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import orjson
import sqlalchemy as sa
import typer
from rich import box
from rich.table import Table

from deploy.commands import options
from deploy.commands.progress import progress_bar
from deploy.commands.speech import remark, results, say, spoken
from deploy.registry import SERVICES
from shared.database import Database
from shared.errors import NotFoundError
from shared.language import Text
from shared.settings import ServiceSettings

if TYPE_CHECKING:
    from services.matching.evaluation.history import Figure, Group, Quality, Report

_NOTHING: Final = 1


class NoHistoryError(NotFoundError):
    """The database of matching is not there."""

    slug = "no-match-history"
    title = Text("没有匹配记录", "No history of matches")
    detail = Text(
        "匹配服务的数据库不存在或没有匹配记录：服务尚未启动过，或数据目录不对。",
        "Matching has no database here, or one without a history: it never ran, or this is not "
        "its directory.",
    )


_COUNTS = Text(
    "有响应的需求 {needs} 个，其中 {cases} 个在首次邀请或响应之前展示过匹配；"
    "共记录 {lists} 份列表。",
    "{needs} needs with a response; of {cases} matches were shown before the first of it. "
    "{lists} lists are kept.",
)
_NO_CASES = Text(
    "还没有可以评价的记录：要先展示过匹配，再有邀请或响应。",
    "There is nothing to judge yet: it takes matches that were shown and responses after that.",
)
_READ_WITH_CARE = Text(
    "排在前面的更容易被邀请，因此各项数字对当时展示的顺序有利；* 表示少于 {few} 例，不足为凭。",
    "Who stands first is asked more often, so the figures flatter the order that was shown; "
    "* is of fewer than {few}, and says little.",
)
_ORDERS: Final = {
    "feedback_on": Text("计入反馈", "with feedback"),
    "feedback_off": Text("不计反馈", "without"),
}
_ORDER = Text("排序", "order")
_FIRST5 = Text("进入前 5", "in the first 5")
_FIRST10 = Text("进入前 10", "in the first 10")
_RECIPROCAL = Text("选中者倒数名次", "reciprocal rank")
_PAIRWISE = Text("选中者先于落选者", "chosen before lost")
_GROUP = Text("分组", "group")
_PLACES = Text("占前 10 名席位", "share of 10 places")
_GROUPS: Final = {
    "kind": Text("类别", "kind"),
    "region": Text("服务方地区", "helper's region"),
    "supplier": Text("服务方", "helper"),
    "industry": Text("需求行业", "need's industry"),
    "need_region": Text("需求地区", "need's region"),
    "tier": Text("需求公开程度", "need's openness"),
}


def evaluate(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    data_directory: options.OneFolder = None,
) -> int:
    """Report how good the platform's own matches were, with outcomes and without, by group."""
    report = asyncio.run(_evaluated(data_directory))
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _show(report)
    return 0 if report.cases else _NOTHING


async def _evaluated(folder: Path | None) -> "Report":
    # Imported here: what ranks takes a while to load.
    from services.matching.evaluation import history  # noqa: PLC0415 - see above

    settings = SERVICES["matching"].read_settings(
        **({} if folder is None else {"data_dir": folder})
    )
    if not isinstance(settings, ServiceSettings):
        raise NoHistoryError
    database = Database(settings.dsn, settings.limits)
    if database.dialect == "sqlite" and not _file_of(database).is_file():
        raise NoHistoryError
    try:
        with progress_bar() as progress:
            task = progress.add_task("", total=await history.lists_shown(database))
            return await history.evaluate(
                database, lambda done: progress.update(task, completed=done)
            )
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        raise NoHistoryError from error
    finally:
        await database.dispose()


def _file_of(database: Database) -> Path:
    return Path(database.url.database or "")


def _show(report: "Report") -> None:
    from services.matching.evaluation.history import FEW  # noqa: PLC0415 - as above

    say(_COUNTS, needs=report.needs, cases=report.cases, lists=report.lists)
    if not report.cases:
        remark(_NO_CASES)
        return
    results().print(_overall(report))
    for order, groups in report.groups.items():
        results().print(_by_group(order, groups))
    remark(_READ_WITH_CARE, few=FEW)


def _overall(report: "Report") -> Table:
    table = Table(box=box.SIMPLE)
    for heading in (_ORDER, _FIRST5, _FIRST10, _RECIPROCAL, _PAIRWISE):
        table.add_column(spoken(heading))
    for order, quality in report.quality.items():
        table.add_row(spoken(_ORDERS[order]), *map(_figure, _figures(quality)))
    return table


def _figures(quality: "Quality") -> "tuple[Figure, ...]":
    return quality.first5, quality.first10, quality.reciprocal_rank, quality.pairwise


def _by_group(order: str, groups: "Sequence[Group]") -> Table:
    table = Table(box=box.SIMPLE, title=spoken(_ORDERS[order]))
    for heading in (_GROUP, _PLACES, _FIRST5, _FIRST10, _RECIPROCAL):
        table.add_column(spoken(heading))
    for group in groups:
        name = f"{spoken(_GROUPS[group.name])} {group.value}"
        shown = (group.places, group.first5, group.first10, group.reciprocal_rank)
        table.add_row(name, *map(_figure, shown))
    return table


def _figure(figure: "Figure") -> str:
    if figure.value is None:
        return "–"
    error = "" if figure.error is None else f" ± {figure.error:.3f}"
    return f"{figure.value:.3f}{error} (n={figure.n}){'*' if figure.few else ''}"
