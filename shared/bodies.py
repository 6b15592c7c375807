"""How large a body may be: as large as usual, or as large as the files that a place takes."""

import re
from dataclasses import dataclass
from typing import cast

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


def header_in(scope: Scope, name: bytes) -> str | None:
    """Return a header of a request by its name in lower case; the first, if there are several.

    For what is looked at in each request; elsewhere `Headers` reads better.
    """
    for key, value in scope["headers"]:
        if key == name:
            return cast("bytes", value).decode("latin-1")
    return None


@dataclass(frozen=True, slots=True)
class Uploads:
    """Where files are taken, and the largest body with one."""

    path: re.Pattern[str]
    """What the end of the path looks like."""
    limit: int


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """What a service takes; a form with a file may be larger, where files are taken."""

    usual: int
    uploads: Uploads | None = None

    def of(self, scope: Scope) -> int:
        """Return the largest body that is taken with this request, in bytes."""
        if self.uploads is None or not self.uploads.path.search(scope["path"]):
            return self.usual
        kind = (header_in(scope, b"content-type") or "").partition(";")[0].strip().lower()
        return self.uploads.limit if kind == "multipart/form-data" else self.usual


class BodyLimiter:
    """Counts what comes in where that was not announced.

    What was announced has been looked at (`AddressGate`), and no server hands on more.
    """

    def __init__(self, app: ASGIApp, *, limits: BodyLimits) -> None:
        self._app = app
        self._limits = limits
        largest = {limits.usual} | ({limits.uploads.limit} if limits.uploads else set())
        self._limited = {limit: RequestBodyLimitMiddleware(app, limit) for limit in largest}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; reading more than is taken fails."""
        if scope["type"] != "http" or _is_announced(scope):
            await self._app(scope, receive, send)
        else:
            await self._limited[self._limits.of(scope)](scope, receive, send)


def _is_announced(scope: Scope) -> bool:
    """Tell whether a request has said how long its body is, or has none."""
    if header_in(scope, b"transfer-encoding") is not None:
        return False
    return scope["method"] == "GET" or header_in(scope, b"content-length") is not None
