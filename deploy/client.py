"""Calls a running platform from outside, as its users do."""

import asyncio
import ipaddress
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Self

import httpx
import orjson

from shared.errors import CATEGORIES, PlatformError, UnavailableError
from shared.language import Text, current_language

_PAUSES = (0.5, 1.0, 2.0)
"""Seconds between the attempts at a call that may be repeated."""


class UnreachableError(UnavailableError):
    """Nobody answers at the address."""

    slug = "unreachable"
    title = Text("连不上平台", "The platform does not answer")
    detail = Text(
        "{url} 没有应答（{reason}）。请确认平台已启动（make run），或用 --url 指定地址。",
        "{url} does not answer ({reason}). Is the platform running (make run)? "
        "Another address goes into --url.",
    )


class NotAPlatformError(UnavailableError):
    """Somebody answers, but not as this platform does."""

    slug = "not-a-platform"
    title = Text("应答不是科桥平台的", "This is not the platform's answer")
    detail = Text(
        "{url} 的应答无法识别（HTTP {code}）。请检查地址。",
        "The answer of {url} cannot be understood (HTTP {code}). Check the address.",
    )


class Client:
    """A platform at an address; answers are parsed, problems are raised as our errors."""

    def __init__(self, url: str, token: Callable[[], str | None]) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._http = httpx.AsyncClient(
            base_url=self._url,
            timeout=httpx.Timeout(120, connect=5),
            trust_env=not _is_this_machine(self._url),  # no proxy stands between us and ourselves
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def get(self, path: str, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Return what lies at `path`.

        Raises:
            PlatformError: The platform's own problem, or that it cannot be reached.
        """
        return await self._answer("GET", path, params=parameters)

    async def post(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Post `body` as JSON and return the answer; raises as `get`."""
        return await self._answer("POST", path, content=orjson.dumps(body))

    async def put(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Change what lies at `path`, whatever its version is; raises as `get`."""
        return await self._answer("PUT", path, content=orjson.dumps(body))

    async def upload(self, path: str, file: tuple[str, bytes], fields: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
        """Send a file (its name and content) with a form's fields; raises as `get`."""
        return await self._answer("POST", path, files={"file": file}, data=fields)

    async def post_repeatable(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Post what may be posted twice; tried again for a while if nobody answers."""
        for pause in _PAUSES:
            try:
                return await self.post(path, body)
            except UnavailableError:
                await asyncio.sleep(pause)
        return await self.post(path, body)

    async def _answer(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
        with self._as_our_errors():
            headers = self._headers(is_json="files" not in options)
            response = await self._http.request(method, path, headers=headers, **options)
        body = self._parsed(response)
        if response.is_success:
            return body
        category = CATEGORIES.get(response.status_code, PlatformError)
        raise category.from_problem(body)

    def _headers(self, *, is_json: bool) -> dict[str, str]:
        headers = {"Accept-Language": current_language.get().value, "If-Match": "*"}
        if is_json:
            headers["Content-Type"] = "application/json"
        if token := self._token():
            headers["Authorization"] = f"Bearer {token}"
        return headers

    @contextmanager
    def _as_our_errors(self) -> Iterator[None]:
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise UnreachableError(url=self._url, reason=reason) from error

    def _parsed(self, response: httpx.Response) -> Any:  # noqa: ANN401 - JSON
        if response.status_code == HTTPStatus.NO_CONTENT:
            return None
        try:
            return orjson.loads(response.content)
        except orjson.JSONDecodeError as error:
            raise NotAPlatformError(url=self._url, code=response.status_code) from error


def _is_this_machine(url: str) -> bool:
    host = httpx.URL(url).host
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
