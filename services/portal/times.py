"""How days and moments are written for people, on pages and in letters."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from babel.dates import format_date, format_time

from shared.clock import CITY_TIME
from shared.language import Language, current_language

LOCALES: Final[Mapping[Language, str]] = {Language.ZH: "zh_Hans_CN", Language.EN: "en_GB"}
DAYS: Final[Mapping[Language, str]] = {Language.ZH: "long", Language.EN: "medium"}


def day(value: date | str | None, language: Language | None = None) -> str:
    """Return a day in words: 2026年11月23日, or 23 Nov 2026; nothing of nothing."""
    if not value:
        return ""
    known = date.fromisoformat(value) if isinstance(value, str) else value
    read = language or current_language.get()
    return format_date(known, DAYS[read], LOCALES[read])


def moment(value: datetime | str | None, language: Language | None = None) -> str:
    """Return a moment by the clocks of the city; nothing of nothing."""
    if not value:
        return ""
    known = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = known.astimezone(CITY_TIME)
    read = language or current_language.get()
    time = format_time(local, "HH:mm", tzinfo=CITY_TIME, locale=LOCALES[read])
    return f"{day(local.date(), read)} {time}"
