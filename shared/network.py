"""How services reach each other: by name, in this process or over the wire.

A peer is always addressed as `http://<service>/…`. In one process that host is
the peer's app; apart, it is a URL from settings or a DNS name. No caller can
tell which, and whatever goes wrong is a `PlatformError`: what the peer said, or
`PeerUnavailableError`.
"""

import asyncio
import contextvars
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final, cast

import httpx
from starlette.types import ASGIApp
from typing_extensions import override

from shared.circuits import Circuit
from shared.clock import utc_now
from shared.errors.handlers import PROBLEM_JSON
from shared.errors.problems import CATEGORIES, UnavailableError
from shared.keys import KeyRing
from shared.language import Text, current_language
from shared.logging import current_request_id
from shared.settings import AppSettings
from shared.tokens import ISSUER_HOSTS, Issuer

JWKS_PATH: Final = "/.well-known/jwks.json"
TOKEN_LIFETIME: Final = timedelta(minutes=2)
CONNECT_SECONDS: Final = 3.0

LIMITS: Final = httpx.Limits(max_connections=64, max_keepalive_connections=16, keepalive_expiry=30)
"""For the wire; a long poll holds one connection for each feed followed."""


class PeerUnavailableError(UnavailableError):
    """A peer did not answer, or not with anything we understand."""

    slug = "peer-unavailable"
    title = Text("服务暂时不可用", "A service is unavailable")
    detail = Text(
        "内部服务 {peer} 暂时没有应答，请稍后重试。",
        "The service {peer} does not answer at the moment; try again later.",
    )

    def __init__(self, peer: str) -> None:
        super().__init__(peer=peer)


class InProcessTransport(httpx.ASGITransport):
    """An `ASGITransport` that keeps the promises the wire would keep.

    The stock transport ignores time-outs, lets the callee see and write the
    caller's context variables, and re-raises the callee's exceptions.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app=cast("Any", app), raise_app_exceptions=False)

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        limit = request.extensions.get("timeout", {}).get("read")
        call = asyncio.get_running_loop().create_task(
            super().handle_async_request(request), context=contextvars.Context()
        )
        try:
            # Not `wait_for`, which up to Python 3.11 may forget that we were cancelled.
            async with asyncio.timeout(limit):
                return await call
        except TimeoutError as error:
            raise httpx.ReadTimeout("The peer took too long.", request=request) from error


class PeerTransport(httpx.AsyncBaseTransport):
    """Takes a request to the app of that name, or over the wire.

    `local` is looked up at each call, so services that follow each other in a
    circle can be created one after the other.
    """

    def __init__(self, local: Mapping[str, ASGIApp], urls: Mapping[str, str]) -> None:
        self._local = local
        self._urls = {name: httpx.URL(url) for name, url in urls.items()}
        # No retries: whether a call may be repeated is for its caller to say.
        self._wire = httpx.AsyncHTTPTransport(limits=LIMITS, trust_env=False)

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if app := self._local.get(host):
            return await InProcessTransport(app).handle_async_request(request)
        if base := self._urls.get(host):
            request.url = _moved(request.url, base)
            request.headers["Host"] = request.url.netloc.decode("ascii")
        return await self._wire.handle_async_request(request)

    @override
    async def aclose(self) -> None:
        await self._wire.aclose()


class ServiceSigner:
    """Says who we are to our peers, with a token for each that is renewed in time."""

    def __init__(self, keys: KeyRing, name: str) -> None:
        self._issuer = Issuer(keys, name)
        self._name = name
        self._held: dict[str, tuple[str, datetime]] = {}
        """By peer, the token and when it was made."""

    def token_for(self, peer: str) -> str:
        """Return a token for `peer` that is good for another minute at least."""
        now = utc_now()
        token, made_at = self._held.get(peer, ("", now))
        # A clock that was put back makes a token one of the future, which nobody accepts.
        if not (token and made_at <= now < made_at + TOKEN_LIFETIME / 2):
            token = self._issuer.issue(
                subject=self._name, roles=["service"], audience=[peer], lifetime=TOKEN_LIFETIME
            )
            self._held[peer] = (token, now)
        return token


class PeerClient(httpx.AsyncClient):
    """Calls peers, saying on whose account; every failure is an error of ours."""

    def __init__(
        self, transport: PeerTransport, *, signer: ServiceSigner | None, seconds: float
    ) -> None:
        soon = min(CONNECT_SECONDS, seconds)
        timeout = httpx.Timeout(seconds, connect=soon, pool=soon)
        super().__init__(transport=transport, timeout=timeout, follow_redirects=False)
        self._signer = signer
        self._circuits: defaultdict[str, Circuit] = defaultdict(Circuit)

    @override
    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        peer = request.url.host
        circuit = self._circuits[peer]
        if not circuit.lets_through():
            raise PeerUnavailableError(peer)
        self._introduce(request, peer)
        try:
            response = await super().send(request, **options)
        except httpx.TimeoutException as error:
            circuit.unanswered()
            raise PeerUnavailableError(peer) from error
        except httpx.HTTPError as error:
            raise PeerUnavailableError(peer) from error
        circuit.answered()
        await _raise_problem(response, peer)
        return response

    def _introduce(self, request: httpx.Request, peer: str) -> None:
        """Say who asks, in which language, and on account of which request."""
        request.headers.setdefault("Accept-Language", current_language.get())
        if asked := current_request_id():
            request.headers.setdefault("X-Request-ID", asked)
        # A token of ours is shown to our peers only, and never in place of a person's.
        if self._signer and peer in ISSUER_HOSTS and request.url.path != JWKS_PATH:
            bearer = f"Bearer {self._signer.token_for(peer)}"
            request.headers.setdefault("Authorization", bearer)


def connect(
    local: Mapping[str, ASGIApp],
    *,
    urls: Mapping[str, str] | None = None,
    signer: ServiceSigner | None = None,
    timeout: float = 10.0,
) -> httpx.AsyncClient:
    """Return the client a service calls its peers with.

    Args:
        local: The apps that live in this process, by service name; may still be filled.
        urls: Where other peers are; a peer in neither is at `http://<name>`.
        signer: Who we are; peers see an anonymous caller without it.
        timeout: How long a peer may take, in seconds.
    """
    return PeerClient(PeerTransport(local, urls or {}), signer=signer, seconds=timeout)


def keyring_of(settings: AppSettings) -> KeyRing:
    """Return the signing keys of a service."""
    return KeyRing(settings.key_folder)


def peers_of(settings: AppSettings, local: Mapping[str, ASGIApp]) -> httpx.AsyncClient:
    """Return the client that the service of these settings calls its peers with, as itself."""
    signer = ServiceSigner(keyring_of(settings), settings.name)
    urls = {name: str(url) for name, url in settings.peers.items()}
    return connect(local, urls=urls, signer=signer)


def jwks_fetch(settings: AppSettings, peers: httpx.AsyncClient) -> Callable[[str], Awaitable[Any]]:
    """Return how a service gets the public keys of a signer: its own from disk, others' by HTTP."""
    own = keyring_of(settings)

    async def fetch(host: str) -> Any:  # noqa: ANN401 - whatever the peer answers is checked later
        if host == settings.name:
            return {"keys": await asyncio.to_thread(own.public_keys)}
        return (await peers.get(f"http://{host}{JWKS_PATH}")).json()

    return fetch


def _moved(url: httpx.URL, base: httpx.URL) -> httpx.URL:
    """Return `url` at the peer's real address; the base may have a path of its own."""
    raw_path = base.raw_path.rstrip(b"/") + url.raw_path
    return url.copy_with(scheme=base.scheme, host=base.host, port=base.port, raw_path=raw_path)


async def _raise_problem(response: httpx.Response, peer: str) -> None:
    if response.is_success or response.status_code == HTTPStatus.NOT_MODIFIED:
        return
    await response.aread()
    category = CATEGORIES.get(response.status_code)
    if category is None or response.headers.get("content-type", "") != PROBLEM_JSON:
        raise PeerUnavailableError(peer)
    try:
        problem = response.json()
    except ValueError as error:
        raise PeerUnavailableError(peer) from error
    raise category.from_problem(problem if isinstance(problem, dict) else {})
