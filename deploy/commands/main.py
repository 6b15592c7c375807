"""The `keqiao` command: finds the language, runs a subcommand, turns every failure into a sentence.

It exits with 0 when all went well, 1 when some of the work could not be done,
2 when nothing could, and 130 when it was interrupted.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import typer
from typer.main import get_command

from deploy.commands.accounts import account
from deploy.commands.auditing import audit
from deploy.commands.evaluating import evaluate
from deploy.commands.helping import translate_help
from deploy.commands.importing import import_rows
from deploy.commands.languages import choose_language
from deploy.commands.matching import match
from deploy.commands.migrating import migrate
from deploy.commands.publishing import openapi
from deploy.commands.ranking import rank
from deploy.commands.rebuilding import reindex
from deploy.commands.running import run
from deploy.commands.saving import backup, restore, verify
from deploy.commands.search_keys import search_keys
from deploy.commands.serving import serve
from deploy.commands.settings import settings
from deploy.commands.speech import complain, remark
from deploy.commands.tokens import token
from deploy.commands.understanding import understand
from shared.errors import PlatformError
from shared.language import Text, current_language

EXIT_NOTHING_DONE: Final = 2
EXIT_INTERRUPTED: Final = 130

_COMMANDS: Final[Mapping[str, Callable[..., int]]] = {
    "run": run,
    "serve": serve,
    "settings": settings,
    "backup": backup,
    "verify": verify,
    "restore": restore,
    "migrate": migrate,
    "import": import_rows,
    "match": match,
    "understand": understand,
    "rank": rank,
    "evaluate": evaluate,
    "reindex": reindex,
    "search-keys": search_keys,
    "token": token,
    "account": account,
    "audit": audit,
    "openapi": openapi,
}
_MISUSED = Text(
    "命令写法有误：{message}\n用法见 keqiao --help。", "{message}\nSee keqiao --help for the usage."
)
_UNEXPECTED = Text(
    "意外错误（{kind}）：{message}\n设置环境变量 KEQIAO_DEBUG=1 再试可看到详情。",
    "Something unexpected ({kind}): {message}\nSet KEQIAO_DEBUG=1 to see the details.",
)
_NO_ACCESS = Text("无法读写 {path}：{reason}。", "Cannot read or write {path}: {reason}.")
_INTERRUPTED = Text("已中断。", "Interrupted.")


def execute(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never raises for anything a person can do."""
    language, rest = choose_language(arguments, os.environ)
    token = current_language.set(language)
    try:
        return _run(rest)
    except (KeyboardInterrupt, typer.Abort):
        remark(_INTERRUPTED)
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place where one can become a sentence
        _tell(error)
        return EXIT_NOTHING_DONE
    finally:
        current_language.reset(token)


def _tell(error: Exception) -> None:
    match error:
        case typer.TyperException():
            remark(_MISUSED, message=error.format_message())
        case PlatformError():
            complain(error)
        case OSError():
            remark(_NO_ACCESS, path=error.filename, reason=error.strerror)
        case _ if os.environ.get("KEQIAO_DEBUG"):
            raise error
        case _:
            remark(_UNEXPECTED, kind=type(error).__name__, message=str(error))


def _run(arguments: Sequence[str]) -> int:
    command = get_command(application())
    translate_help(command)
    code = command.main(args=list(arguments), prog_name="keqiao", standalone_mode=False)
    return int(code or 0)


def application() -> typer.Typer:
    """Return the commands, with their help in English."""
    application = typer.Typer(add_completion=False, no_args_is_help=True)
    application.callback()(_about)
    for name, command in _COMMANDS.items():
        application.command(name)(command)
    return application


def _about(
    lang: str = typer.Option("", "--lang", help="Language: zh or en; else that of LANG."),
) -> None:
    """KeQiao, a city's one-stop platform for science and technology services."""
