"""Calls an endpoint and what it depends on, as found out once when the app starts.

FastAPI finds that out anew for each request, which takes longer than most of our endpoints. What
it does with what was sent stays its own: if anything of that is not as it should be, nothing is
called here, and FastAPI answers as it always does.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, get_origin, get_type_hints

from fastapi._compat import field_annotation_is_sequence, lenient_issubclass
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_validation_alias, request_params_to_args
from fastapi.routing import RouteContext
from pydantic import BaseModel
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

READ_JSON: Final = "keqiao.json"
"""Where in the scope stands what was sent as JSON, once it has been read."""

_NOT_OURS: Final = (
    "response_param_name",
    "background_tasks_param_name",
    "security_scopes_param_name",
    "websocket_param_name",
    "concurrency",
)
"""What a dependency may ask for that only FastAPI gives."""


class SaidOtherwiseError(Exception):
    """What was sent is not as it should be; nothing has been done yet."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One function to call.

    Args:
        call: It, or what makes a context of it.
        entered: Whether it is a context, left after the last step.
        given: Which earlier step's outcome goes into which parameter.
        asked: The parameters that take the request itself.
        sent: What of the path, the query and the headers is read into its parameters: single
            values, and what FastAPI reads.
        queries: What takes a whole query.
        bodies: What takes the body.
    """

    call: Callable[..., Any]
    entered: bool
    given: tuple[tuple[str, int], ...]
    asked: tuple[str, ...]
    sent: tuple[tuple[str, tuple["_Value", ...], list[Any]], ...]
    queries: tuple["_QueryModel", ...]
    bodies: tuple[Any, ...]

    def read(self, request: Request) -> dict[str, Any]:
        """Return what was sent for the parameters, and the request where it is asked for.

        Raises:
            SaidOtherwiseError: It is not what the parameters take.
        """
        values: dict[str, Any] = dict.fromkeys(self.asked, request)
        for place, single, others in self.sent:
            said = getattr(request, place)
            for value in single:
                values[value.field.name] = value.read(said)
            if others:
                found, errors = request_params_to_args(others, said)
                _require_none(errors)
                values |= found
        for query in self.queries:
            values[query.field.name] = query.read(request)
        for field in self.bodies:
            values[field.name] = _body(field, request)
        return values


class DirectCall:
    """An endpoint, called with all that it depends on.

    Args:
        steps: What is called one after the other, the endpoint last.
    """

    def __init__(self, steps: tuple[_Step, ...]) -> None:
        self._steps = steps
        self._enters = any(step.entered for step in steps)

    async def answer(self, request: Request) -> Response:
        """Return what the endpoint answers.

        Raises:
            SaidOtherwiseError: What was sent is not as it should be; nothing has been called.
        """
        said = [step.read(request) for step in self._steps]
        if not self._enters:
            return await self._all(said, None)
        # Left before the answer leaves: a commit that fails is a request that failed.
        async with AsyncExitStack() as stack:
            return await self._all(said, stack)

    async def _all(self, said: list[dict[str, Any]], stack: AsyncExitStack | None) -> Response:
        outcomes: list[Any] = []
        for step, values in zip(self._steps, said, strict=True):
            for name, place in step.given:
                values[name] = outcomes[place]
            outcome = step.call(**values)
            if step.entered and stack is not None:
                outcomes.append(await stack.enter_async_context(outcome))
            else:
                outcomes.append(await outcome)
        answer: Response = outcomes[-1]
        return answer


def direct_call(route: RouteContext) -> DirectCall | None:
    """Return how to call the endpoint of a route; None if FastAPI has to do it.

    That is where the endpoint does not write its own answer, or anything is asked for that is
    not a coroutine, a context for the length of the call, or a value from the request.
    """
    if not _answers_itself(route):
        return None
    ordered = _in_order(route.dependant)
    places = {id(dependant): place for place, dependant in enumerate(ordered.values())}
    if not all(_can_be_called(dependant) for dependant in ordered.values()):
        return None
    return DirectCall(tuple(_step(dependant, ordered, places) for dependant in ordered.values()))


def _answers_itself(route: RouteContext) -> bool:
    answer = get_type_hints(route.endpoint).get("return")
    writes = inspect.isclass(answer) and issubclass(answer, Response)
    # One that may be larger than others is counted by a wrapper of FastAPI's.
    return writes and route.max_body_size is None and not route._embed_body_fields  # noqa: SLF001 - nowhere else


def _in_order(dependant: Dependant) -> dict[Any, Dependant]:
    """Return everything that is called, each function once, what it depends on before it."""
    found: dict[Any, Dependant] = {}
    for part in dependant.dependencies:
        for call, deeper in _in_order(part).items():
            found.setdefault(call, deeper)
    found.setdefault(dependant.call, dependant)
    return found


def _can_be_called(dependant: Dependant) -> bool:
    if any(getattr(dependant, name) is not None for name in _NOT_OURS):
        return False
    if dependant.cookie_params or not dependant.use_cache or len(dependant.body_params) > 1:
        return False
    if inspect.isasyncgenfunction(dependant.call):
        return dependant.scope == "function"
    called = getattr(dependant.call, "__call__", None)  # noqa: B004 - a scheme is an object
    return inspect.iscoroutinefunction(dependant.call) or inspect.iscoroutinefunction(called)


def _step(dependant: Dependant, ordered: dict[Any, Dependant], places: dict[int, int]) -> _Step:
    call: Any = dependant.call
    entered = inspect.isasyncgenfunction(call)
    given = (
        (part.name, places[id(ordered[part.call])])
        for part in dependant.dependencies
        if part.name is not None
    )
    asked = (dependant.request_param_name, dependant.http_connection_param_name)
    return _Step(
        asynccontextmanager(call) if entered else call,
        entered,
        tuple(given),
        tuple(name for name in asked if name is not None),
        tuple(_sent(dependant)),
        tuple(_QueryModel.of(field) for field in dependant.query_params if _is_model(field)),
        tuple(dependant.body_params),
    )


def _sent(dependant: Dependant) -> Iterator[tuple[str, tuple["_Value", ...], list[Any]]]:
    one_by_one = [field for field in dependant.query_params if not _is_model(field)]
    for place, fields in (
        ("path_params", dependant.path_params),
        ("query_params", one_by_one),
        ("headers", dependant.header_params),
    ):
        if fields:
            single = [field for field in fields if _is_single(field)]
            others = [field for field in fields if field not in single]
            yield (
                place,
                tuple(_Value(field, get_validation_alias(field)) for field in single),
                others,
            )


def _is_single(field: Any) -> bool:  # noqa: ANN401 - a field of FastAPI's
    """Tell whether a value is said once, by one name, and is what it is if nobody says it."""
    info = field.field_info
    by_one_name = info.validation_alias is None or isinstance(info.validation_alias, str)
    several = field_annotation_is_sequence(info.annotation) or lenient_issubclass(
        info.annotation, BaseModel
    )
    return by_one_name and not several and not info.validate_default


@dataclass(frozen=True, slots=True)
class _Value:
    """A single value, and by what name it is sent."""

    field: Any
    name: str

    def read(self, said: Mapping[str, Any]) -> object:
        """Return the value, or what stands for it where it is not sent.

        Raises:
            SaidOtherwiseError: It is not sent and has to be, or is not what it should be.
        """
        sent = said.get(self.name)
        if sent is not None:
            value, errors = self.field.validate(sent, {}, loc=(self.name,))
            _require_none(errors)
            return value
        if self.field.field_info.is_required():
            raise SaidOtherwiseError
        return deepcopy(self.field.default)


def _is_model(field: Any) -> bool:  # noqa: ANN401 - a field of FastAPI's
    model = field.field_info.annotation
    if not (inspect.isclass(model) and issubclass(model, BaseModel)):
        return False
    return all(part.validation_alias is None for part in model.model_fields.values())


@dataclass(frozen=True, slots=True)
class _QueryModel:
    """A model that takes all of a query; which of its fields are lists is known beforehand."""

    field: Any
    names: frozenset[str]
    lists: frozenset[str]

    @classmethod
    def of(cls, field: Any) -> "_QueryModel":  # noqa: ANN401 - a field of FastAPI's
        """Return how the model of a parameter is read."""
        fields = field.field_info.annotation.model_fields
        lists = (name for name, part in fields.items() if get_origin(part.annotation) is list)
        return cls(field, frozenset(fields), frozenset(lists))

    def read(self, request: Request) -> object:
        """Return the model that a query says.

        Raises:
            SaidOtherwiseError: It says something else.
        """
        said = request.query_params if request.scope["query_string"] else QueryParams()
        if not self.names.issuperset(said):
            raise SaidOtherwiseError  # Whether more may be said than is asked for, FastAPI knows.
        told = {name: said.getlist(name) if name in self.lists else said[name] for name in said}
        value, errors = self.field.validate(told, {}, loc=("query",))
        _require_none(errors)
        return value


def _body(field: Any, request: Request) -> object:  # noqa: ANN401 - a field of FastAPI's
    if READ_JSON not in request.scope:
        raise SaidOtherwiseError
    value, errors = field.validate(request.scope[READ_JSON], {}, loc=("body",))
    _require_none(errors)
    return value


def _require_none(errors: list[Any]) -> None:
    if errors:
        raise SaidOtherwiseError
