"""The cookie of a session, and the gate that turns it into a bearer token.

Behind the gate nobody knows cookies: a request shows a token in its
`Authorization` header or it is anonymous. The gate is also where requests that
another site makes a browser send are stopped, by `Sec-Fetch-Site` and, from old
browsers, `Origin`; a request with an `Authorization` header cannot be forged so.

The cookie is `__Host-keqiao` (HttpOnly, Secure, SameSite=Lax). Only on plain HTTP
to this machine itself, as with `make run`, it is `keqiao-local` without `Secure`,
since not every browser takes a secure cookie there. On plain HTTP to any other
name no browser keeps the cookie: nobody signs in over an open line. All our other
cookies are called so, too: with `__Host-`, and without it only there (OWASP ASVS 3.3.3).
"""

from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.errors import ForbiddenError, problem_response
from shared.language import Text

SECURE_NAME: Final = "__Host-keqiao"
LOCAL_NAME: Final = "keqiao-local"
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OURS: Final = frozenset({"same-origin", "none"})


class ForeignSiteError(ForbiddenError):
    """Another site made a browser send this."""

    slug = "foreign-site"
    title = Text("跨站请求被拒绝", "Sent by another site")
    detail = Text(
        "此请求来自其他网站的页面，已拒绝。请在本平台的页面上操作。",
        "A page of another site sent this request; use the pages of this platform.",
    )


def set_cookie(response: Response, scope: Scope, token: str, *, seconds: int) -> None:
    """Give a browser its session; an empty token takes the cookie back."""
    _set(response, scope, LOCAL_NAME if is_local(scope) else SECURE_NAME, token, seconds)


def leave_cookie(
    response: Response, scope: Scope, cookie: str, value: str, *, seconds: int
) -> None:
    """Leave something else with a browser; an empty value takes it back."""
    _set(response, scope, name_of(cookie, scope), value, seconds)


def _set(response: Response, scope: Scope, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=not is_local(scope),
        httponly=True,
        samesite="lax",
    )


def name_of(cookie: str, scope: Scope) -> str:
    """Return what a cookie of ours is called there, so that no other host can plant it."""
    return cookie if is_local(scope) else f"__Host-{cookie}"


class CookieGate:
    """Turns the session's cookie into a bearer token, unless another site sent the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if "authorization" not in headers:
                if scope["method"] not in SAFE_METHODS and _is_foreign(headers):
                    await problem_response(ForeignSiteError(), scope)(scope, receive, send)
                    return
                scope = _with_bearer(scope, _session_in(headers, scope))
        await self._app(scope, receive, send)


def _with_bearer(scope: Scope, token: str) -> Scope:
    if not token:
        return scope
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["Authorization"] = f"Bearer {token}"
    return {**scope, "headers": headers.raw}


def _is_foreign(headers: Headers) -> bool:
    """Say whether a browser tells that a page of another site is behind a request.

    Who sends neither header is no browser of the last years, or no browser.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in OURS
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc != headers.get("host", "")
    # A cookie without either comes from a browser too old to protect.
    return "cookie" in headers and "mozilla" in headers.get("user-agent", "").lower()


def _session_in(headers: Headers, scope: Scope) -> str:
    cookies = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    found = cookies.get(LOCAL_NAME if is_local(scope) else SECURE_NAME)
    return found.value if found else ""


def is_local(scope: Scope) -> bool:
    """Say whether this is plain HTTP to the machine itself, by the name the browser used."""
    host = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname
    return scope.get("scheme", "http") == "http" and host in LOOPBACK
