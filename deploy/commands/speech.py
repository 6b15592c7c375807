"""How the command line speaks: in the language asked for, results apart from remarks."""

import os
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape

from shared.errors import PlatformError, UnauthenticatedError
from shared.language import Language, Text, current_language

_NARROWEST_PIPE = 120

_WHO_ARE_YOU = Text(
    "在平台所在的机器上用 --data-dir 指定其数据目录；在别处用 --token 或 KEQIAO_TOKEN。",
    "On the platform's own machine, say --data-dir with its data directory; "
    "elsewhere, --token or KEQIAO_TOKEN.",
)


def results() -> Console:
    """Return where results go: standard output, wide enough for a table in a pipe too."""
    console = Console(highlight=False)
    told = console.is_terminal or "COLUMNS" in os.environ
    return console if told else Console(highlight=False, width=_NARROWEST_PIPE)


def remarks() -> Console:
    """Return where everything else goes: standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def spoken(text: Text, **facts: object) -> str:
    """Return `text` in the language in force, safe to print with markup."""
    named = {name: escape(_joined(fact)) for name, fact in facts.items()}
    return text.pick(current_language.get()).format(**named)


def say(text: Text, **facts: object) -> None:
    """Print a result."""
    results().print(spoken(text, **facts), soft_wrap=True)


def remark(text: Text, **facts: object) -> None:
    """Print what is no result."""
    remarks().print(spoken(text, **facts))


def complain(error: PlatformError) -> None:
    """Print what went wrong and, if fields are to blame, which."""
    problem = error.problem(current_language.get())
    remarks().print(f"[red]{escape(str(problem['title']))}[/]  {escape(str(problem['detail']))}")
    if isinstance(error, UnauthenticatedError):
        remark(_WHO_ARE_YOU)
    entries = problem.get("errors")
    for entry in entries if isinstance(entries, Sequence) else ():
        remarks().print(f"  {field_sentence(entry)}")


def field_sentence(problem: Mapping[str, str | None]) -> str:
    """Return one field's problem as a line: what is wrong, and what would be right."""
    field, message, expected = (problem.get(key) for key in ("field", "message", "expected"))
    said = f"[bold]{escape(field)}[/]  {escape(message or '')}" if field else escape(message or "")
    return f"{said}  {spoken(_EXPECTED, expected=expected)}" if expected else said


_EXPECTED = Text("[dim]应为：{expected}[/]", "[dim]expected: {expected}[/]")


def _joined(fact: object) -> str:
    if isinstance(fact, list | tuple):
        joint = "、" if current_language.get() is Language.ZH else ", "
        return joint.join(str(item) for item in fact)
    return str(fact)
