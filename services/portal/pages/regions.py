"""The regions a visitor may choose, provinces and cities of GB/T 2260, and how they type them."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from shared.classification import region_is_current, region_name
from shared.language import Language, current_language

CODE_LENGTH: Final = 6


def choosable_regions() -> tuple[tuple[str, str], ...]:
    """Return code and full name of every province and city that there is, in the order of codes."""
    return _choosable(current_language.get())


@lru_cache(maxsize=2)
def _choosable(language: Language) -> tuple[tuple[str, str], ...]:
    """Return them in a language.

    A municipality's second code, for its districts together, has no name of its own.
    """
    named: dict[str, str] = {}
    for number in range(1100, 8300):
        code = f"{number:04d}00"
        name = region_name(code, language) if region_is_current(code) else None
        if name:
            named.setdefault(name, code)
    return tuple((code, name) for name, code in named.items())


def region_code_of(text: str) -> str:
    """Return the code of a place that is named as people name it, if there is just one.

    What names none, or several, is left for whoever says what is wrong with it.
    """
    said = text.strip()
    if not said or (len(said) == CODE_LENGTH and said.isdigit()):
        return said
    return next((codes[0] for codes in _codes_of(said) if len(codes) == 1), text)


def _codes_of(said: str) -> Iterable[list[str]]:
    """Yield the codes of places so called: as it is written, then as it may be meant."""
    for ending in (said, f"{said}市", f"{said}省"):
        yield [code for code, name in _choosable(Language.ZH) if name.endswith(ending)]
    english = said.casefold()
    for beginning in (english, f"{english},"):
        yield [
            code
            for code, name in _choosable(Language.EN)
            if name.casefold() == english or name.casefold().startswith(beginning)
        ]


def region_typed(code: str) -> str:
    """Return the name of a place, if the place is found by it again; otherwise what is there."""
    return dict(choosable_regions()).get(code, code)


def region_listed(code: str) -> str:
    """Return the name of a place for a list, without commas, which stand between places there."""
    short = region_typed(code).partition(",")[0]
    return short if region_code_of(short) == code else code


REGION_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {"place": region_typed}
"""What templates may write behind a place that stands in a field."""
