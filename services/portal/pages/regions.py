"""The regions a visitor may choose: provinces and cities of GB/T 2260."""

from functools import lru_cache

from shared.classification import region_is_current, region_name
from shared.language import Language, current_language


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
