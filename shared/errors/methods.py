"""Which methods a path has: what must stand in the `Allow` of a 405 (RFC 9110, 15.5.6)."""

from typing import Any, Final

from fastapi import Request
from fastapi.routing import iter_route_contexts
from starlette.routing import Match
from starlette.types import Scope

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
"""Every method a route of ours may have; asked one by one to tell which it has."""

_ROOT: Final = "keqiao.root"


def remember_root(scope: Scope) -> None:
    """Note where the app is mounted, before one of its own mounts changes what the scope says."""
    scope[_ROOT] = scope.get("root_path", "")


def allowed_methods(request: Request) -> list[str]:
    """Return every method the request's path has.

    Starlette's own `Allow` names only the methods of the first route that has
    the path, and we have one route for each method.
    """
    allowed = spelt_out_methods(request) or _methods(request, spelt_out=False)
    # A mounted folder of files matches every method and then refuses all but these.
    return ["GET", "HEAD"] if request.method in allowed else allowed


def spelt_out_methods(request: Request) -> list[str]:
    """Return the methods of the routes that are this very path, such as `/people/confirm`.

    Where there are any, `confirm` is nobody's id.
    """
    return _methods(request, spelt_out=True)


def _methods(request: Request, *, spelt_out: bool) -> list[str]:
    asked: dict[str, Any] = {
        "type": "http",
        "path": request.scope["path"],
        "root_path": request.scope.get(_ROOT, ""),
        "headers": [],
        "app": request.app,
    }
    found = set()
    for route in iter_route_contexts(request.app.routes):
        for method in METHODS:
            match, matched = route.matches({**asked, "method": method})
            if match is Match.FULL and not (spelt_out and matched.get("path_params")):
                found.add(method)
    return [method for method in METHODS if method in found]
