"""How days, moments, money, numbers and places are written for people, in their language."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from babel.numbers import format_decimal, format_percent

from services.portal.times import LOCALES, day, moment
from shared.classification import industries, region_name
from shared.language import Language, current_language

UNITS: Final = ("B", "kB", "MB", "GB")
KILO: Final = 1000

Figure = Decimal | float | str | None


def money(value: Figure, language: Language | None = None) -> str:
    """Return an amount in 元, without empty decimal places: 200,000 元, or CNY 200,000."""
    amount = _read(value)
    if amount is None:
        return "" if value is None else str(value)
    read = language or current_language.get()
    whole = amount == amount.to_integral_value()
    said = format_decimal(amount, "#,##0" if whole else "#,##0.00", LOCALES[read])
    return f"{said} 元" if read is Language.ZH else f"CNY {said}"


def number(value: Figure, language: Language | None = None) -> str:
    """Return a number as the language groups its digits; nothing of nothing."""
    amount = _read(value)
    if amount is None:
        return "" if value is None else str(value)
    return format_decimal(amount, locale=LOCALES[language or current_language.get()])


def percent(value: float | None, language: Language | None = None) -> str:
    """Return a part of one as a percentage without decimal places; nothing of nothing."""
    if value is None:
        return ""
    return format_percent(value, locale=LOCALES[language or current_language.get()])


def size(octets: int | None, language: Language | None = None) -> str:
    """Return how large a file is: 1.2 MB; nothing of nothing."""
    if octets is None:
        return ""
    left, unit = float(octets), UNITS[0]
    for unit in UNITS:
        if left < KILO or unit == UNITS[-1]:
            break
        left /= KILO
    pattern = "#,##0" if unit == UNITS[0] else "#,##0.#"
    said = format_decimal(left, pattern, LOCALES[language or current_language.get()])
    return f"{said} {unit}"


def region(code: str | None) -> str:
    """Return the name of a region, or its code if it has none."""
    return (region_name(code, current_language.get()) or code) if code else ""


@lru_cache(maxsize=2)
def industries_named(language: Language) -> tuple[tuple[str, str], ...]:
    """Return code and name of every industry, in the order of codes."""
    return tuple(
        (code, label.zh if language is Language.ZH else label.en)
        for code, label in industries().items()
    )


def industry(code: str | None, language: Language | None = None) -> str:
    """Return the name of an industry, or its code if it has none."""
    known = dict(industries_named(language or current_language.get()))
    return known.get(code or "", code or "")


def _read(value: Figure) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in {None, ""} else None
    except InvalidOperation:
        return None


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "day": day,
    "moment": moment,
    "money": money,
    "number": number,
    "percent": percent,
    "size": size,
    "region": region,
    "industry": industry,
}
"""What templates may write behind a value; the language is the reader's unless it is said."""

__all__ = [
    "FILTERS",
    "day",
    "industries_named",
    "industry",
    "moment",
    "money",
    "number",
    "percent",
    "region",
    "size",
]
