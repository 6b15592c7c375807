"""Which language an answer is written in: Chinese unless the caller prefers English."""

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

USUAL_LENGTH: Final = 200
"""Browsers say less; what is longer is read each time, and not kept."""


class Language(StrEnum):
    """A language every message exists in; also its tag on the wire."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in both languages, either may hold `{placeholders}`."""

    zh: str
    en: str

    def pick(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.zh if language is Language.ZH else self.en


current_language: ContextVar[Language] = ContextVar("current_language", default=Language.ZH)
"""The language of the request being answered; peers are asked in the same one."""


def preferred_language(accept_language: str | None) -> Language:
    """Return the language an `Accept-Language` header asks for (RFC 9110, 12.5.4).

    The highest quality value wins, then the one named first. What we cannot
    read or do not speak is passed over; if nothing is left, it is Chinese.
    """
    if accept_language is None:
        return Language.ZH
    usual = len(accept_language) <= USUAL_LENGTH
    return _remembered(accept_language) if usual else _read(accept_language)


def _read(accept_language: str) -> Language:
    quality: dict[Language, float] = {}
    for tag, weight in _weighted_tags(accept_language):
        for language in _languages_of(tag):
            quality.setdefault(language, weight)
    acceptable = [language for language, weight in quality.items() if weight > 0]
    return max(acceptable, key=lambda language: quality[language], default=Language.ZH)


_remembered = lru_cache(maxsize=256)(_read)
"""Browsers say the same with each request, and there are few browsers."""


def _weighted_tags(header: str) -> Iterator[tuple[str, float]]:
    """Yield tags with their weights, the wildcard after every named tag."""
    tags = []
    for part in header.split(","):
        tag, _, parameter = part.partition(";")
        tags.append((tag.strip().lower(), _weight(parameter.strip())))
    yield from sorted(tags, key=lambda pair: pair[0] == "*")


def _weight(parameter: str) -> float:
    if not parameter:
        return 1.0
    try:
        weight = float(parameter.removeprefix("q="))
    except ValueError:
        return 0.0
    # Written so that NaN, which compares with nothing, is refused too.
    return weight if 0 <= weight <= 1 else 0.0


def _languages_of(tag: str) -> tuple[Language, ...]:
    if tag == "*":
        return tuple(Language)
    primary = tag.partition("-")[0]
    return tuple(language for language in Language if language == primary)
