"""Answers every error, deliberate or not, with an RFC 9457 problem document."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope
from typing_extensions import override

from shared.errors.database import DATABASE_ERRORS, database_problem
from shared.errors.methods import allowed_methods, spelt_out_methods
from shared.errors.problems import (
    CATEGORIES,
    ForbiddenError,
    InvalidError,
    MalformedError,
    MethodNotAllowedError,
    NotFoundError,
    PlatformError,
    UnauthenticatedError,
    UnsupportedMediaError,
)
from shared.errors.validation import field_problems
from shared.language import Text, preferred_language
from shared.logging import current_request_id

PROBLEM_JSON = "application/problem+json"
log = logging.getLogger(__name__)


class FieldError(BaseModel):
    """What is wrong with one field, as a reader of the API sees it."""

    field: str = Field(examples=["keywords.0"])
    message: str
    expected: str | None = None


class ProblemDocument(BaseModel):
    """An RFC 9457 problem, as a reader of the API sees it; more members may follow."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:keqiao:problem:not-found"])
    title: str
    status: int
    detail: str
    instance: str
    request_id: str | None = None
    errors: list[FieldError] = []


class NoSuchPathError(NotFoundError):
    """No endpoint has this path."""

    slug = "no-such-path"
    title = Text("没有这个地址", "No such path")
    detail = Text(
        "没有地址 {path}，请对照接口说明检查。",
        "There is nothing at {path}; compare it with the API description.",
    )


class UnreadableBodyError(MalformedError):
    """The body is not what its content type says it is."""

    slug = "malformed-body"
    detail = Text("无法解析请求内容。", "The body cannot be parsed.")


class NotJsonError(UnsupportedMediaError):
    """A JSON document was wanted and something else was sent."""

    detail = Text(
        "请以 Content-Type: application/json 发送 JSON 内容。",
        "Send JSON, with Content-Type: application/json.",
    )

    @override
    def headers(self) -> Mapping[str, str]:
        return {"Accept": "application/json"}


def install_error_handlers(app: FastAPI) -> None:
    """Make `app` answer deliberate errors, refused input, unknown paths and a busy database.

    What nobody foresaw is answered by the middleware of `shared.application`.
    """
    app.add_exception_handler(PlatformError, _answer_platform_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, answer_framework_error)
    for kind in DATABASE_ERRORS:
        app.add_exception_handler(kind, _answer_database_error)


def problem_response(error: PlatformError, scope: Scope) -> Response:
    """Return the answer to a request that met `error`, in the language it asked for."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    language = preferred_language(headers.get("accept-language"))
    document = {
        **error.problem(language),
        "instance": quote(scope["path"], safe="/:@!$&'()*+,;=~"),
        "request_id": current_request_id(),
    }
    # What a caller sent may hold unpaired surrogates, which UTF-8 cannot.
    body = json.dumps(document, ensure_ascii=False, allow_nan=False).encode(errors="replace")
    answer = {**error.headers(), "Content-Language": language, "Vary": "Accept-Language"}
    return Response(body, error.status, answer, media_type=PROBLEM_JSON)


async def _answer_platform_error(request: Request, error: Exception) -> Response:
    refused = isinstance(error, UnauthenticatedError | ForbiddenError)
    if refused and request.path_params and (spelt_out := spelt_out_methods(request)):
        # Who it is was asked before whether `/teams/reason-codes` has an id in it.
        error = MethodNotAllowedError(request.method, spelt_out)
    return problem_response(cast("PlatformError", error), request.scope)


async def _answer_invalid(request: Request, error: Exception) -> Response:
    failure = cast("RequestValidationError", error)
    if _is_another_path(request, failure.errors()):
        refusal = MethodNotAllowedError(request.method, spelt_out_methods(request))
        return problem_response(refusal, request.scope)
    if _must_say_who(request):
        return problem_response(UnauthenticatedError(), request.scope)
    if _body_is_not_json(request, failure.errors()):
        return problem_response(NotJsonError(), request.scope)
    return problem_response(InvalidError(problems=field_problems(failure)), request.scope)


async def _answer_database_error(request: Request, error: Exception) -> Response:
    problem = database_problem(error)
    if problem is None:
        raise error
    log.warning("A request could not be served: %r", error)
    return problem_response(problem, request.scope)


def _body_is_not_json(request: Request, errors: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether the body was refused as a whole because of what it claims to be."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_read_as_json = kind == "application/json" or kind.endswith("+json")
    refused_whole = any(
        error["loc"] == ("body",) and error["type"] != "missing" for error in errors
    )
    return refused_whole and not is_read_as_json


def _is_another_path(request: Request, errors: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a path that is spelt out elsewhere was taken for one with an id in it."""
    in_path = any(error["loc"][0] == "path" for error in errors)
    return in_path and bool(spelt_out_methods(request))


def _must_say_who(request: Request) -> bool:
    """Tell whether nobody in particular asks for what is not for everybody.

    The endpoint would have said so, had what was sent been right.
    """
    extra = getattr(request.scope.get("route"), "openapi_extra", None) or {}
    return not getattr(request.state, "says_who", True) and {} not in extra.get("security", [])


async def answer_framework_error(request: Request, error: Exception) -> Response:
    """Answer a refusal of Starlette's or FastAPI's in our own words."""
    refusal = cast("HTTPException", error)
    return problem_response(_translated(refusal.status_code, request), request.scope)


def _translated(status: int, request: Request) -> PlatformError:
    """Return our own word for a refusal of Starlette's or FastAPI's."""
    if status == NotFoundError.status:
        return NoSuchPathError(path=request.scope["path"])
    if status == MalformedError.status:
        return UnreadableBodyError()
    if status == MethodNotAllowedError.status:
        return MethodNotAllowedError(request.method, allowed_methods(request))
    return CATEGORIES.get(status, PlatformError)()
