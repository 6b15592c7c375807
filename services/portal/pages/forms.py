"""Forms: what was typed, what is wrong with it, and where."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Final

from fastapi import Request
from pydantic import ValidationError

from services.portal.pages.regions import region_code_of
from shared.errors import (
    FieldProblem,
    InvalidError,
    PlatformError,
    UnavailableError,
    field_problems,
)
from shared.language import Language, Text, current_language

FORM_ERRORS: Final = (ValidationError, PlatformError)
"""What can be wrong with what somebody sent; `trouble_of` says it on the page."""

NEEDED: Final = Text("要求：{}", " Needed: {}")
"""What would be right, behind what is wrong."""

PLACE: Final = "region_code"
LOCAL_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was not taken."""

    problems: Sequence[FieldProblem] = ()
    refusal: str | None = None
    away: bool = False
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is shown: with what was typed, and what is wrong."""

    typed: Mapping[str, str] = field(default_factory=dict)
    trouble: Trouble | None = None

    @property
    def errors(self) -> dict[str, FieldProblem]:
        """The first problem of each field."""
        found: dict[str, FieldProblem] = {}
        for problem in self.trouble.problems if self.trouble else ():
            found.setdefault(problem.field, problem)
        return found

    @property
    def status(self) -> HTTPStatus:
        """What the page is answered with."""
        return self.trouble.status if self.trouble else HTTPStatus.OK

    def value(self, name: str, otherwise: str = "") -> str:
        """Return what stands in a field."""
        return self.typed.get(name, otherwise)


def trouble_of(error: Exception) -> Trouble:
    """Return what to say about an error; one of ours is told in the reader's language."""
    if isinstance(error, ValidationError):
        return Trouble(problems=field_problems(error))
    if not isinstance(error, PlatformError):
        raise error
    if isinstance(error, InvalidError) and error.problems:
        return Trouble(problems=error.problems)
    away = isinstance(error, UnavailableError)
    refusal = error.sentence(current_language.get())
    return Trouble(refusal=refusal, away=away, status=error.status)


def at_fields(trouble: Trouble) -> Trouble:
    """Return a trouble of which every part stands at a field; one field may hold several values."""
    problems = [replace(one, field=one.field.partition(".")[0]) for one in trouble.problems]
    return replace(trouble, problems=problems)


async def typed_into(request: Request, names: Iterable[str]) -> dict[str, str]:
    """Return what was typed into our fields; what is not ours is left out.

    A place is told by its code, however it was named.
    """
    async with request.form() as form:
        said = {name: form.get(name) for name in names}
    typed = {name: value for name, value in said.items() if isinstance(value, str)}
    if PLACE in typed:
        typed[PLACE] = region_code_of(typed[PLACE])
    return typed


def own_path(wanted: str, otherwise: str) -> str:
    """Return where to go next, if it is a place on this site."""
    return wanted if LOCAL_PATH.fullmatch(wanted) else otherwise


def told(problem: FieldProblem, language: Language) -> str:
    """Return what is wrong with a field, and what would be right."""
    said = problem.message.pick(language)
    if problem.expected is None:
        return said
    return said + NEEDED.pick(language).format(problem.expected.pick(language))
