"""Puts a service's app together: what all of them have in common, on one screen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from typing import Any, Final

import httpx
from fastapi import APIRouter, FastAPI
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

from shared.bodies import BodyLimiter, BodyLimits, Uploads
from shared.errors.handlers import PROBLEM_JSON, ProblemDocument, install_error_handlers
from shared.health import Check, health_router
from shared.metrics.endpoints import metrics_router
from shared.metrics.measures import Measures
from shared.metrics.watching import Watched
from shared.middleware import AddressGate, JsonGate, RequestContext
from shared.network import JWKS_PATH, jwks_fetch, keyring_of
from shared.reference import reference_router
from shared.settings import AppSettings
from shared.switchboard import Switchboard
from shared.tokens import TokenVerifier

API_VERSION: Final = "0.1.0"
SCHEMAS: Final = "#/components/schemas/{model}"

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class ServiceApp(FastAPI):
    """A FastAPI app behind what all of ours have in front, which does not pass FastAPI in vain.

    Its description tells that every operation may answer a problem.

    Args:
        front: What every request passes first, from outside in.
        told: What FastAPI is told.
    """

    def __init__(self, front: Sequence[Middleware], **told: Any) -> None:  # noqa: ANN401 - FastAPI's
        super().__init__(**told)
        self._front = tuple(front)

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            # FastAPI's own way asks each time whether anybody traces it.
            await Starlette.__call__(self, scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    @override
    def build_middleware_stack(self) -> ASGIApp:
        # Of FastAPI's own stack all but what would answer, before us, errors that nobody foresaw.
        handled = ExceptionMiddleware(
            AsyncExitStackMiddleware(self.router), self.exception_handlers
        )
        app: ASGIApp = Switchboard(self, handled)
        for part in reversed(self._front):
            app = part.cls(app, *part.args, **part.kwargs)
        return app

    @override
    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            described = super().openapi()
            schema = ProblemDocument.model_json_schema(ref_template=SCHEMAS)
            known = described.setdefault("components", {}).setdefault("schemas", {})
            known.update(schema.pop("$defs", {}))
            known["ProblemDocument"] = schema
        return super().openapi()


def service_app(  # noqa: PLR0913 - all by name; together they are what a service is
    settings: AppSettings,
    *,
    title: str,
    peers: httpx.AsyncClient,
    lifespan: Lifespan | None = None,
    routers: Iterable[APIRouter] = (),
    checks: Mapping[str, Check] | None = None,
    state: Mapping[str, Any] | None = None,
    middleware: Iterable[Middleware] = (),
    uploads: Uploads | None = None,
    before_stop: Iterable[Callable[[], None]] = (),
    watched: Watched | None = None,
) -> FastAPI:
    """Return an app that answers `routers` the way every service answers.

    That is: problems for errors, request ids, limits, health, descriptions, our public keys.

    Args:
        settings: What the service was told.
        title: What the API's description is called.
        peers: For calling other services, whose keys come through it; the app closes it.
        lifespan: What is opened and closed with the app.
        routers: The service's own endpoints.
        checks: What must hold for the service to be ready, by name.
        state: What endpoints find at `request.app.state`.
        middleware: The service's own, between ours and the endpoints.
        uploads: Where larger bodies are taken, if they are forms with files.
        before_stop: What a server calls before it waits for the last answers.
        watched: What of it Prometheus is told besides what was answered.
    """
    measures = Measures(settings.name)
    everywhere = _middleware(BodyLimits(settings.max_body_bytes, uploads), measures)
    app = _bare_app(title, _closing(peers, lifespan), [*everywhere, *middleware])
    ours = {"verifier": _verifier(settings, peers), "locations": {}, **(state or {})}
    _keep(app, {**ours, "before_stop": partial(_call_all, tuple(before_stop))})
    told = metrics_router(settings.metrics_token, measures, watched, checks or {})
    known = (health_router(checks or {}), told, _keys_router(settings), reference_router(title))
    _include(app, (*routers, *known))
    return app


def _verifier(settings: AppSettings, peers: httpx.AsyncClient) -> TokenVerifier:
    return TokenVerifier(audience=settings.name, fetch=jwks_fetch(settings, peers))


def _keep(app: FastAPI, state: Mapping[str, Any]) -> None:
    for name, resource in state.items():
        setattr(app.state, name, resource)


def _include(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    for router in routers:
        app.include_router(router)


def _call_all(actions: Iterable[Callable[[], None]]) -> None:
    for action in actions:
        action()


_PROBLEM_RESPONSE: Final[dict[str, Any]] = {
    "description": "An RFC 9457 problem.",
    "content": {PROBLEM_JSON: {"schema": {"$ref": SCHEMAS.format(model="ProblemDocument")}}},
}


def _closing(peers: httpx.AsyncClient, lifespan: Lifespan | None) -> Lifespan:
    """Return the service's lifespan, after which its client is closed."""

    @asynccontextmanager
    async def both(app: FastAPI) -> AsyncIterator[None]:
        try:
            async with lifespan(app) if lifespan else nullcontext():
                yield
        finally:
            await peers.aclose()

    return both


def _bare_app(title: str, lifespan: Lifespan, front: Sequence[Middleware]) -> FastAPI:
    app = ServiceApp(
        front,
        title=title,
        version=API_VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        responses={"default": _PROBLEM_RESPONSE},
    )
    install_error_handlers(app)
    return app


def _operation_id(route: APIRoute) -> str:
    """Return the endpoint's own name, so that generated clients read well and stay the same."""
    return route.name


def _middleware(limits: BodyLimits, measures: Measures) -> list[Middleware]:
    return [
        Middleware(RequestContext, measures=measures),
        Middleware(AddressGate, limits=limits),
        Middleware(BodyLimiter, limits=limits),
        Middleware(JsonGate, max_body_bytes=limits.usual),
    ]


def _keys_router(settings: AppSettings) -> APIRouter:
    keys = keyring_of(settings)
    router = APIRouter(tags=["keys"])

    @router.get(JWKS_PATH)
    async def read_public_keys() -> JSONResponse:
        """Return the keys our tokens are checked with, as a JSON Web Key Set (RFC 7517)."""
        public = await asyncio.to_thread(keys.public_keys)
        return JSONResponse({"keys": public}, headers={"Cache-Control": "public, max-age=60"})

    return router
