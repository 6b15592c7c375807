"""Passages that operators mark in a need: told by their words, found in the text."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.portal.pages.desk.snapshots import CaseSnapshot
from shared.errors import FieldProblem, InvalidError
from shared.language import Text

PASSAGES: Final = 4
"""How many passages the form has room for."""

PARTS: Final = ("field", "words", "note")
FIELDS: Final = ("title", "description", "public_summary", "confidential_detail")
LONGEST_NUMBER: Final = 20


def passage_field(number: int, part: str) -> str:
    """Return the name of a field of the passage with this number, from 0."""
    return f"passage_{number}_{part}"


def marked(need: CaseSnapshot, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the passages as the requests service takes them.

    Raises:
        InvalidError: Words are not in the text, or a passage says nothing of them.
    """
    problems: list[FieldProblem] = []
    passages: list[dict[str, Any]] = []
    for number, field, words, note in _said(typed):
        start = str(getattr(need, field, None) or "").find(words) if words else -1
        if start < 0:
            problems.append(_not_there(passage_field(number, "words")))
        elif not note:
            problems.append(_no_note(passage_field(number, "note")))
        else:
            passages.append(
                {"field": field, "start": start, "end": start + len(words), "note": note}
            )
    if problems:
        raise InvalidError(problems=problems)
    return passages


def plain(number: str) -> str:
    """Return a case number as it is written, whatever surrounds it."""
    return number.strip().upper()[:LONGEST_NUMBER]


def _said(typed: Mapping[str, str]) -> Iterator[tuple[int, str, str, str]]:
    for number in range(PASSAGES):
        field, words, note = (
            typed.get(passage_field(number, part), "").replace("\r\n", "\n").strip()
            for part in PARTS
        )
        if words or note:
            yield number, field if field in FIELDS else FIELDS[1], words, note


def _not_there(field: str) -> FieldProblem:
    return FieldProblem(
        field,
        Text("所选内容中没有这段文字。", "These words are not in the chosen text."),
        Text("从原文中照抄一段", "some words as they stand there"),
    )


def _no_note(field: str) -> FieldProblem:
    return FieldProblem(
        field,
        Text("没有写明怎么修改。", "It is not said what to do about it."),
        Text("一句话", "a sentence"),
    )
