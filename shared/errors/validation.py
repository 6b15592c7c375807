"""Turns pydantic's complaints into sentences people can act upon."""

from collections.abc import Iterable, Mapping, Sequence
from string import Formatter
from typing import Any, Protocol

from pydantic_core import PydanticCustomError

from shared.errors.problems import FieldProblem
from shared.errors.sentences import COMPLAINTS, UNKNOWN
from shared.language import Language, Text

_PLACES = frozenset({"body", "query", "path", "header", "cookie"})
"""Where FastAPI found a value; its first word of a location, of no use to a person."""


class ValidationFailure(Protocol):
    """Pydantic's `ValidationError` or FastAPI's `RequestValidationError`."""

    def errors(self) -> Sequence[Any]:
        """Return pydantic's error dictionaries."""


def invalid_value(message: Text, expected: Text, **facts: object) -> PydanticCustomError:
    """Return the error a validator raises when a rule of our own is broken.

    `raise invalid_value(Text("…", "…"), Text("…", "…"))`: both sentences reach
    the caller in their language; `facts` fill their placeholders.
    """
    context = {**facts, "problem": (message, expected), "said": _fill(message.en, facts)}
    return PydanticCustomError("invalid_value", "{said}", context)


def field_problems(failure: ValidationFailure) -> list[FieldProblem]:
    """Return one problem for each thing that is wrong, in the order found."""
    return [_problem_of(error) for error in failure.errors()]


def describe(failure: ValidationFailure, language: Language) -> list[dict[str, str | None]]:
    """Return what is wrong as `{field, message, expected}`, for a bulk report."""
    return [problem.wire(language) for problem in field_problems(failure)]


def _problem_of(error: Mapping[str, Any]) -> FieldProblem:
    context = dict(error.get("ctx") or {})
    if "expected" in context:  # Pydantic writes 'a', 'b' or 'c'.
        context["expected"] = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    message, expected = _complaint_of(str(error["type"]), context)
    return FieldProblem(dotted(error["loc"]), _filled(message, context), _filled(expected, context))


def _complaint_of(kind: str, context: Mapping[str, Any]) -> tuple[Text, Text]:
    if kind == "invalid_value" and "problem" in context:
        return context["problem"][0], context["problem"][1]
    if kind == "value_error":
        return _escaped(str(context.get("error", ""))) or UNKNOWN.message, UNKNOWN.expected
    return COMPLAINTS.get(kind, UNKNOWN)


def _escaped(said: str) -> Text | None:
    plain = said.replace("{", "{{").replace("}", "}}")
    return Text(plain, plain) if plain else None


def _filled(text: Text, context: Mapping[str, Any]) -> Text:
    return Text(_fill(text.zh, context), _fill(text.en, context))


def _fill(template: str, context: Mapping[str, Any]) -> str:
    """Fill a template; a placeholder pydantic did not supply becomes an ellipsis."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.format(**{name: context.get(name, "…") for name in names})


def dotted(location: Iterable[str | int]) -> str:
    """Return a location as a path such as `cases.0.title`."""
    parts = list(location)
    if parts and parts[0] in _PLACES:
        parts = parts[1:]
    return ".".join(str(part) for part in parts) or "body"
