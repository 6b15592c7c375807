"""Leads a request to its endpoint at once, where FastAPI would try one route after another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette._utils import get_route_path
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.direct import DirectCall, SaidOtherwiseError, direct_call
from shared.errors.methods import METHODS

DEEPEST: Final = 12
"""No path of ours has more parts; what has is nobody's."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A route, and how it is called directly, if it can be."""

    route: RouteContext
    call: DirectCall | None

    def takes(self, method: str, depth: int) -> bool:
        """Tell whether a request with this method and so many slashes may be for it."""
        template = self.route.path or ""
        anywhere = not isinstance(self.route.original_route, APIRoute) or ":path}" in template
        methods = self.route.methods
        return (not methods or method in methods) and (anywhere or template.count("/") == depth)


class Switchboard:
    """Calls endpoints that can be called directly; leaves all else to FastAPI.

    Args:
        app: The app, all of whose routes are there when the first request comes.
        usual: How FastAPI answers, with all that it has around its router.
    """

    def __init__(self, app: FastAPI, usual: ASGIApp) -> None:
        self._app = app
        self._usual = usual
        self._lines: tuple[_Line, ...] = ()
        self._candidates: dict[tuple[str, int], tuple[_Line, ...]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        found = self._find(scope) if scope["type"] == "http" else None
        if found is None:
            await self._usual(scope, receive, send)
            return
        line, call, parameters = found
        scope["path_params"] = {**scope.get("path_params", {}), **parameters}
        scope["route"], scope["endpoint"] = line.original_route, line.endpoint
        request = Request(scope, receive, send)
        try:
            answer = await call.answer(request)
        except SaidOtherwiseError:
            await self._usual(scope, receive, send)
            return
        except Exception as error:  # noqa: BLE001 - what nobody handles goes on
            answer = await self._handled(request, error)
        await answer(scope, receive, send)

    async def _handled(self, request: Request, error: Exception) -> Response:
        """Return what the app answers to such an error, as FastAPI finds it.

        Raises:
            Exception: The error, if the app does not know what to answer.
        """
        known: Mapping[Any, Any] = self._app.exception_handlers
        handler = next((known[kind] for kind in type(error).__mro__ if kind in known), None)
        if handler is None:
            raise error
        answer: Response = await handler(request, error)
        return answer

    def _find(self, scope: Scope) -> tuple[RouteContext, DirectCall, Mapping[str, Any]] | None:
        path = get_route_path(scope)
        for line in self._possible(scope["method"], path.count("/")):
            match = line.route.path_regex.match(path)
            if match:
                # The first that matches is meant, as FastAPI has it, whether or not it is ours.
                return (line.route, line.call, match.groupdict()) if line.call else None
        return None

    def _possible(self, method: str, depth: int) -> tuple[_Line, ...]:
        if method not in METHODS or depth > DEEPEST:
            return ()  # Nobody makes us remember without end.
        known = self._candidates.get((method, depth))
        if known is None:
            known = tuple(line for line in self._all() if line.takes(method, depth))
            self._candidates[method, depth] = known
        return known

    def _all(self) -> tuple[_Line, ...]:
        if not self._lines:
            self._lines = tuple(_line(route) for route in iter_route_contexts(self._app.routes))
        return self._lines


def _line(route: RouteContext) -> _Line:
    # A kind of route of its own may do more than call its endpoint.
    plain = type(route.original_route) is APIRoute
    return _Line(route, direct_call(route) if plain else None)
