"""Bodies made from the descriptions of the services: right by them, nearly right, and garbage."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from shared.clock import city_today

Schema = Mapping[str, Any]

UNKNOWN: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"
JUNK: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "\x00",
    "\ud83d",
    "电" * 3,
    [],
    {},
    [[]],
    "2027-02-30",
)
TEXTS: Final = ("样品不合格", "压铸件气孔多，良率低", "a", "C38", "441900", "460", "li@example.cn")
OPEN_TO_ALL: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("/api/organizations",),
    "/catalog": ("/registrations", "/teams", "/providers", "/experts"),
    "/requests": ("/",),
}
"""What may be tried of each service; people's accounts are not given away here."""


@dataclass(frozen=True)
class Route:
    """Something that takes a body, and what its description says of that."""

    method: str
    path: str
    schema: Schema
    named: Mapping[str, Schema]


def routes(documents: Mapping[str, Any]) -> Iterator[Route]:
    """Yield what takes JSON, by the descriptions of the services."""
    for mount, document in documents.items():
        named = document["components"]["schemas"]
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                content = operation.get("requestBody", {}).get("content", {})
                if "application/json" in content and path.startswith(OPEN_TO_ALL[mount]):
                    schema = content["application/json"]["schema"]
                    yield Route(method.upper(), mount + path, schema, named)


def body_for(route: Route, chance: random.Random) -> Any:  # noqa: ANN401 - JSON
    """Return a body as a route describes it, or one that is wrong somewhere."""
    body = _drawn(route.schema, route.named, chance)
    if chance.random() < 0.4 and isinstance(body, dict) and body:
        name = chance.choice(sorted(body))
        body[chance.choice([name, name, "unheard_of"])] = chance.choice(JUNK)
    return body


def _drawn(schema: Schema, named: Mapping[str, Schema], chance: random.Random) -> Any:  # noqa: ANN401 - JSON
    if "$ref" in schema:
        return _drawn(named[schema["$ref"].rpartition("/")[2]], named, chance)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if "anyOf" in schema:
        return _drawn(chance.choice(schema["anyOf"]), named, chance)
    if schema.get("type") == "object":
        needed = schema.get("required", ())
        return {
            name: _drawn(of, named, chance)
            for name, of in schema.get("properties", {}).items()
            if name in needed or chance.random() < 0.3
        }
    if schema.get("type") == "array":
        return [_drawn(schema["items"], named, chance) for _ in range(chance.randrange(3))]
    return _SIMPLE.get(schema.get("type", ""), _nothing)(schema, chance)


def _text(schema: Schema, chance: random.Random) -> str:
    if schema.get("format") == "uuid":
        return UNKNOWN
    if schema.get("format") == "date":
        return str(city_today() + timedelta(days=chance.randrange(-40, 400)))
    if re.fullmatch(r"\^?\[0-9a-f\]\{64\}\$?", schema.get("pattern", "")):
        return "0" * 64
    return chance.choice(TEXTS)


def _number(schema: Schema, chance: random.Random) -> float:
    return chance.randrange(int(schema.get("minimum", 0)), int(schema.get("maximum", 5000)) + 1)


def _yes_or_no(_schema: Schema, chance: random.Random) -> bool:
    return chance.random() < 0.5


def _nothing(_schema: Schema, _chance: random.Random) -> None:
    return None


_SIMPLE: Final[Mapping[str, Callable[[Schema, random.Random], Any]]] = {
    "string": _text,
    "integer": _number,
    "number": _number,
    "boolean": _yes_or_no,
}
