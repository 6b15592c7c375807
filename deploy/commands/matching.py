"""`keqiao match`: who could help with a need, and why, as a table."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID

import orjson
import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from deploy.client import Client
from deploy.commands import options
from deploy.commands.connecting import operator_token
from deploy.commands.speech import remark, results, say, spoken
from shared.language import Text
from shared.reading.encoding import detect_encoding
from shared.reading.errors import EMPTY, UnreadableFileError

_LONGEST_PATH: Final = 1_000
_MOST_REASONS: Final = 4
_NOBODY: Final = 1

Match = Mapping[str, Any]


class EntryName(StrEnum):
    """The kinds of catalogue entries."""

    PROVIDER = "provider"
    OFFERING = "offering"
    EXPERT = "expert"
    FACILITY = "facility"
    ACHIEVEMENT = "achievement"


LABELS: Final = {
    EntryName.PROVIDER: Text("服务机构", "provider"),
    EntryName.OFFERING: Text("服务项目", "offering"),
    EntryName.EXPERT: Text("专家", "expert"),
    EntryName.FACILITY: Text("设施设备", "facility"),
    EntryName.ACHIEVEMENT: Text("科技成果", "achievement"),
}
_SCORE = Text("得分", "score")
_WHO = Text("谁能帮", "who could help")
_WHY = Text("为什么", "why")
_NO_MATCH = Text(
    "没有找到合适的。可以换一种说法，或写得更具体些。",
    "Nothing fits. Try other words, or say more.",
)
_BEHIND = Text(
    "索引还有 {count} 处更新未处理，结果可能不完整。",
    "The index is {count} changes behind; the answer may not be complete.",
)
_CONSIDERED = Text("共考虑 {count} 条。排序版本 {version}", "{count} considered. Ranker {version}")

Need = Annotated[
    str, typer.Argument(help="The need in plain words, a file with it, - for stdin, or its id.")
]


def match(  # noqa: PLR0913 - the options of a command
    need: Need,
    *,
    kinds: Annotated[
        list[EntryName], typer.Option("--kind", help="Only entries of this kind. Repeatable.")
    ] = [],  # noqa: B006 - typer makes a new list each time
    limit: Annotated[int, typer.Option(help="How many to show.", min=1, max=100)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print the platform's answer.")] = False,
    url: options.Url = options.DEFAULT_URL,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
    token: options.Token = "",
) -> int:
    """Say who could help with a need, and why."""
    client = Client(url, operator_token(token, data_directory))
    answer = asyncio.run(_ask(client, need, [kind.value for kind in kinds], limit))
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _show(answer)
    return 0 if answer["items"] else _NOBODY


async def _ask(client: Client, need: str, kinds: Sequence[str], limit: int) -> Any:  # noqa: ANN401 - JSON
    async with client:
        if demand_id := _demand_id(need):
            parameters = {"kind": kinds, "limit": limit}
            return await client.get(f"/matching/demands/{demand_id}/matches", parameters)
        body = {"text": _words(need), "filters": {"kind": kinds}, "limit": limit}
        return await client.post("/matching/matches/preview", body)


def _demand_id(need: str) -> UUID | None:
    try:
        return UUID(need)
    except ValueError:
        return None


def _words(need: str) -> str:
    """Return the need's text: typed, piped in, or from a file that is text in any encoding."""
    if need == "-":
        return sys.stdin.read()
    if len(need) > _LONGEST_PATH or "\n" in need or not Path(need).is_file():
        return need
    path = Path(need)
    text = path.read_text(detect_encoding(path))
    if not text.strip():
        raise UnreadableFileError(EMPTY)
    return text


def _show(answer: Match) -> None:
    if answer["pending_changes"]:
        remark(_BEHIND, count=answer["pending_changes"])
    if not answer["items"]:
        say(_NO_MATCH)
        return
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column(spoken(_SCORE), justify="right")
    table.add_column(spoken(_WHO), ratio=2, overflow="fold")
    table.add_column(spoken(_WHY), ratio=3)
    for item in answer["items"]:
        score = f"{item['score']:.2f}"
        table.add_row(str(item["position"]), score, _who(item), _why(item))
    results().print(table)
    say(_CONSIDERED, count=answer["considered"], version=answer["ranker_version"])


def _who(item: Match) -> str:
    """Return an entry's title over how near it is, what it is, whose, and where."""
    label = spoken(LABELS[EntryName(item["kind"])])
    beside = (label, item["organization"], item["region_name"])
    under = " · ".join(escape(str(part)) for part in beside if part)
    return f"[bold]{escape(item['title'])}[/]\n{item['nearness_label']} [dim]{under}[/]"


def _why(item: Match) -> Table:
    """Return the reasons for, those against, and what is not known, each with its sign."""
    # Signs have a column of their own: a line of Chinese has no spaces to break at after one.
    lines = Table.grid(padding=(0, 1, 0, 0))
    lines.add_column()
    lines.add_column(overflow="fold")
    for sign, colour, reasons in (
        ("+", "green", item["reasons_for"][:_MOST_REASONS]),
        ("-", "red", item["reasons_against"][:_MOST_REASONS]),
        ("?", "dim", item["unknown"][:1]),
    ):
        for reason in reasons:
            lines.add_row(f"[{colour}]{sign}[/]", escape(reason))
    return lines
