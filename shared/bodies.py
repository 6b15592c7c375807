"""How large a body may be: as large as usual, or as large as the files that a place takes."""

import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


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
        kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
        return self.uploads.limit if kind == "multipart/form-data" else self.usual


class BodyLimiter:
    """Counts what comes in, since not every request announces how much it will be."""

    def __init__(self, app: ASGIApp, *, limits: BodyLimits) -> None:
        self._limits = limits
        largest = {limits.usual} | ({limits.uploads.limit} if limits.uploads else set())
        self._limited = {limit: RequestBodyLimitMiddleware(app, limit) for limit in largest}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; reading more than is taken fails."""
        limit = self._limits.of(scope) if scope["type"] == "http" else self._limits.usual
        await self._limited[limit](scope, receive, send)
