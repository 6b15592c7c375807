"""What every app makes anew and is the same each time, made once in a process of tests.

A worker of the tests makes more than a thousand apps. Half of what a world of pages took was spent
on reading the signatures of the same endpoints again, on templates, and on the list of authorities
that a client trusts which never leaves this process.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

import jinja2
import pytest
from fastapi import routing
from httpx._transports import default as wire

KEPT: Final = "_known_to_tests"
"""Where a route keeps what was made of it; it goes with the route."""


def share() -> None:
    """Share from now on, for as long as this process lives."""
    patch = pytest.MonkeyPatch()
    for owner, name, once in (
        (routing._EffectiveRouteContext, "from_api_route", _routes_once),
        (jinja2.Environment, "compile", _templates_once),
        (wire, "create_ssl_context", cache),
    ):
        patch.setattr(owner, name, once(getattr(owner, name)))


def _routes_once(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same for a route that is included again in the same way.

    All that differs then is the app to ask for replaced dependencies; no test replaces any, and
    what is kept must not hold an app.
    """

    def from_api_route(*, original_route: Any, include_context: Any) -> Any:  # noqa: ANN401 - FastAPI ships private types
        context = replace(include_context, dependency_overrides_provider=None)
        kept: list[tuple[Any, Any]] = original_route.__dict__.setdefault(KEPT, [])
        for known, made in kept:
            if known == context:
                return made
        made = make(original_route=original_route, include_context=context)
        kept.append((context, made))
        return made

    return from_api_route


def _templates_once(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same code for the same text that is compiled under the same rules."""
    kept: dict[object, Any] = {}

    def compile_(environment: jinja2.Environment, source: Any, *told: Any, **more: Any) -> Any:  # noqa: ANN401 - Jinja's
        rules = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        key = (type(environment), rules, source, told, tuple(more.items()))
        if key not in kept:
            kept[key] = make(environment, source, *told, **more)
        return kept[key]

    return compile_
