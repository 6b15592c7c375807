"""What happens to every request before and after its endpoint; plain ASGI, answers pass through."""

import logging
import re
import time
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import orjson
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.bodies import BodyLimits, header_in
from shared.direct import READ_JSON
from shared.errors.handlers import problem_response
from shared.errors.methods import remember_root
from shared.errors.problems import MalformedError, PlatformError, TooLargeError
from shared.language import Text, current_language, preferred_language
from shared.logging import request_id
from shared.metrics.measures import Measures
from shared.types import new_id

MAX_DEPTH: Final = 64
"""How deep JSON may be nested; nothing of ours needs more than a handful."""

SECURITY_HEADERS: Final[Mapping[bytes, bytes]] = {
    b"content-security-policy": (
        b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
log = logging.getLogger(__name__)


class BodyTooLargeError(TooLargeError):
    """More was sent than is taken."""

    slug = "body-too-large"
    detail = Text(
        "请求内容超过 {limit_bytes} 字节的上限，请分批发送。",
        "The body is larger than the {limit_bytes} bytes taken at once; send it in parts.",
    )


class MalformedJsonError(MalformedError):
    """The body says it is JSON and is not."""

    slug = "malformed-json"
    title = Text("JSON 格式错误", "Malformed JSON")
    detail = Text(
        "请求内容不是有效的 JSON（第 {line} 行第 {column} 列：{reason}）。",
        "The body is not valid JSON (line {line}, column {column}: {reason}).",
    )


class NestedTooDeeplyError(MalformedError):
    """The body has more levels than anything we understand."""

    slug = "nested-too-deeply"
    detail = Text("JSON 嵌套超过 {limit} 层。", "The JSON is nested more than {limit} levels deep.")


class NulInAddressError(MalformedError):
    """The address holds a NUL, which no database can look for."""

    slug = "nul-in-address"
    detail = Text("地址中含有空字符（%00）。", "The address contains a NUL character (%00).")


class RequestContext:
    """Gives each request an id, a language, safe headers and, whatever happens, an answer."""

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self._app = app
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        remember_root(scope)
        # Not every server has one; whoever answers writes into it who is calling.
        scope.setdefault("state", {})
        id_token = request_id.set(_given_or_new(header_in(scope, b"x-request-id")))
        language = preferred_language(header_in(scope, b"accept-language"))
        language_token = current_language.set(language)
        try:
            await self._answer(scope, receive, _Answer(send))
        finally:
            request_id.reset(id_token)
            current_language.reset(language_token)

    async def _answer(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        began = time.perf_counter()
        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            log.info("The caller hung up before everything was said.")
        except Exception:
            log.exception("Nobody foresaw this error.")
            if answer.status is not None:
                raise  # Half an answer has left; the server must cut the connection.
            await problem_response(PlatformError(), scope)(scope, receive, answer)
        finally:
            spent = time.perf_counter() - began
            self._measures.count(scope, answer.status, spent)
            log.info("Request answered.", extra=_facts(scope, answer.status, spent))


class _Answer:
    """Sends an answer with our headers on it, and remembers its status."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = _with_ours(message.get("headers", ()))
            if self.status == HTTPStatus.TEMPORARY_REDIRECT:
                headers = MutableHeaders(scope=message)
                headers["Location"] = _path_in(headers.get("location", ""))
        await self._send(message)


class AddressGate:
    """Refuses what needs no reading: a NUL in the address, a body announced as too large."""

    def __init__(self, app: ASGIApp, *, limits: BodyLimits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it with what is wrong with it."""
        if scope["type"] == "http":
            try:
                self._check(scope)
            except PlatformError as error:
                await problem_response(error, scope)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
            raise NulInAddressError
        announced = header_in(scope, b"content-length") or "0"
        if not announced.isdecimal() or int(announced) > self._limits.of(scope):
            raise BodyTooLargeError(limit_bytes=self._limits.of(scope))


class JsonGate:
    """Lets only JSON that is JSON come near an endpoint.

    Python's own reader takes `NaN`, halves of surrogate pairs and a thousand
    levels; each would fail later, in the database or in the answer. Stands
    inside Starlette's limiter, which counts bodies of unannounced length.
    """

    def __init__(self, app: ASGIApp, *, max_body_bytes: int) -> None:
        self._app = app
        self._limit = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it with what is wrong with it."""
        if scope["type"] == "http" and _is_json(scope):
            try:
                body = await self._whole(receive)
                scope.update(_read_json(body))
            except PlatformError as error:
                await problem_response(error, scope)(scope, receive, send)
                return
            receive = _replaying(body, receive)
        await self._app(scope, receive, send)

    async def _whole(self, receive: Receive) -> bytes:
        parts = []
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    # What has come so far may look whole; nobody asked for that.
                    raise ClientDisconnect
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    return b"".join(parts)
        except HTTPException as error:
            raise BodyTooLargeError(limit_bytes=self._limit) from error


def _is_json(scope: Scope) -> bool:
    kind = (header_in(scope, b"content-type") or "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def _read_json(body: bytes) -> dict[str, Any]:
    """Return what was said, for whoever needs it; nothing of a body that is empty."""
    if not body.strip():
        return {}  # Whether there may be no body is for the endpoint to say.
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedJsonError(
            line=error.lineno, column=error.colno, reason=error.msg.partition(": line")[0]
        ) from error
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _depth_exceeds(value):
        raise NestedTooDeeplyError(limit=MAX_DEPTH)
    return {READ_JSON: value}


def _depth_exceeds(value: object) -> bool:
    """Tell whether `value` has more than `MAX_DEPTH` levels, without recursion."""
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _replaying(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives `body` once and then whatever else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _with_ours(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer and what every answer of ours has besides."""
    told = [(name, value) for name, value in headers if name != b"x-request-id"]
    named = {name for name, _ in told}
    told.append((b"x-request-id", (request_id.get() or "").encode()))
    told += [(name, value) for name, value in SECURITY_HEADERS.items() if name not in named]
    if b"cache-control" not in named:
        kept = b"private, no-cache" if b"etag" in named else b"no-store"
        told.append((b"cache-control", kept))
    return told


def _path_in(address: str) -> str:
    """Return the address without the host: Starlette leads on to the one that a caller claims."""
    said = urlsplit(address)
    return urlunsplit(("", "", "/" + said.path.lstrip("/"), said.query, ""))


def _given_or_new(given: str | None) -> str:
    """Return the caller's request id, unless it could be mistaken for more than an id."""
    return given if given and _REQUEST_ID.fullmatch(given) else new_id().hex


def _facts(scope: Scope, status: int | None, spent: float) -> dict[str, Any]:
    return {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "caller": getattr(scope["state"].get("caller"), "subject", ""),
        "milliseconds": round(spent * 1000, 1),
    }
