"""`keqiao understand`: what the platform takes a text to speak of, as a table."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import orjson
import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from deploy.client import Client
from deploy.commands import options
from deploy.commands.connecting import operator_token
from deploy.commands.speech import remark, results, say, spoken
from shared.language import Language, Text, current_language

_NOTHING: Final = 1
_MOST_RELATED: Final = 4

_CONCEPT = Text("概念", "concept")
_WRITTEN = Text("写作", "written")
_BROADER = Text("上位词", "broader")
_FIELD = Text("领域", "field")
_RELATED = Text("对策／针对的问题", "remedies / problems removed")
_NO_CONCEPT = Text("没有认出技术术语。", "No technical term is recognised.")
_FILED = Text("学科 {disciplines}；行业 {industries}", "Disciplines {disciplines}; {industries}")


def understand(
    text: Annotated[str, typer.Argument(help="The text, or - for stdin.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the platform's answer.")] = False,
    url: options.Url = options.DEFAULT_URL,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
    token: options.Token = "",
) -> int:
    """Say what a text is understood as, in the terms of the vocabulary."""
    client = Client(url, operator_token(token, data_directory))
    answer = asyncio.run(_ask(client, sys.stdin.read() if text == "-" else text))
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _show(answer)
    return 0 if answer["concepts"] else _NOTHING


async def _ask(client: Client, text: str) -> Any:  # noqa: ANN401 - JSON
    async with client:
        return await client.post("/matching/understanding", {"text": text})


def _show(answer: Mapping[str, Any]) -> None:
    if not answer["concepts"]:
        remark(_NO_CONCEPT)
        return
    table = Table(box=box.SIMPLE)
    for heading in (_CONCEPT, _WRITTEN, _BROADER, _FIELD, _RELATED):
        table.add_column(spoken(heading))
    for concept in answer["concepts"]:
        table.add_row(*map(escape, _row(concept, answer["text"])))
    results().print(table)
    say(_FILED, disciplines=_named(answer["disciplines"]), industries=_named(answer["industries"]))


def _row(concept: Mapping[str, Any], text: str) -> Sequence[str]:
    forms = dict.fromkeys(text[start:end] for start, end in concept["spans"])
    field = _name(concept["field"]) if concept["field"] else ""
    related = "、".join(concept["related"][:_MOST_RELATED])
    return concept["name"], "、".join(forms), " < ".join(concept["broader"]), field, related


def _named(codes: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(f"{code['code']} {_name(code)}" for code in codes)


def _name(thing: Mapping[str, Any]) -> str:
    return str(thing["zh" if current_language.get() is Language.ZH else "en"])
