"""Which language the command line speaks."""

from collections.abc import Mapping, Sequence

from shared.language import Language

_OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX gives them precedence."""


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[Language, list[str]]:
    """Return the language, and the arguments without the option that asked for it.

    `--lang en` may stand anywhere on the line. Without it the locale decides;
    where that names neither Chinese nor English, it is Chinese.
    """
    rest = list(arguments)
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == _OPTION and place + 1 < len(arguments):
            del rest[place : place + 2]
            return _language(arguments[place + 1]), rest
        if argument.startswith(f"{_OPTION}="):
            del rest[place]
            return _language(argument.removeprefix(f"{_OPTION}=")), rest
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return _language(locale), rest


def _language(tag: str) -> Language:
    return Language.EN if tag.lower().startswith("en") else Language.ZH
