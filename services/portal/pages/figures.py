"""How days, moments, money and places are written for people."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from shared.classification import industries, region_name
from shared.clock import CITY_TIME
from shared.language import Language

MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day(value: date | str | None, language: Language) -> str:
    """Return a day in words: 2026年11月23日, or 23 Nov 2026; nothing of nothing."""
    if not value:
        return ""
    known = date.fromisoformat(value) if isinstance(value, str) else value
    if language is Language.ZH:
        return f"{known.year}年{known.month}月{known.day}日"
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"


def moment(value: datetime | str | None, language: Language) -> str:
    """Return a moment by the clocks of the city; nothing of nothing."""
    if not value:
        return ""
    known = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = known.astimezone(CITY_TIME)
    return f"{day(local.date(), language)} {local:%H:%M}"


def money(value: Decimal | str | None, language: Language) -> str:
    """Return an amount in 元, without empty decimal places: 200,000 元, or CNY 200,000."""
    if value is None or value == "":
        return ""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return str(value)
    said = f"{amount:,.2f}".removesuffix(".00")
    return f"{said} 元" if language is Language.ZH else f"CNY {said}"


def region(code: str | None) -> str:
    """Return the name of a region, or its code if it has none."""
    return (region_name(code) or code) if code else ""


@lru_cache(maxsize=2)
def industries_named(language: Language) -> tuple[tuple[str, str], ...]:
    """Return code and name of every industry, in the order of codes."""
    return tuple(
        (code, label.zh if language is Language.ZH else label.en)
        for code, label in industries().items()
    )
