"""What a field holds, read from the JSON schema of the rows that a service takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

Schema = Mapping[str, Any]


class Form(Enum):
    """How the text of a cell becomes a value."""

    TEXT = auto()
    WHOLE = auto()
    DECIMAL = auto()
    YES_NO = auto()
    DAY = auto()
    LIST = auto()
    PARTS = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a field; a list has the shape of its items, an object those of its parts."""

    form: Form
    item: "Shape | None" = None
    parts: tuple[tuple[str, "Shape"], ...] = ()


@dataclass(frozen=True, slots=True)
class RowShape:
    """The fields a row may have, and those without which it is refused."""

    fields: Mapping[str, Shape]
    required: frozenset[str]


_SCALARS = {"integer": Form.WHOLE, "number": Form.DECIMAL, "boolean": Form.YES_NO}


def row_shape(schema: Schema) -> RowShape:
    """Return the shape of a row from its schema, as pydantic writes it."""
    definitions = schema.get("$defs", {})
    fields = {
        name: _shape(field, definitions) for name, field in schema.get("properties", {}).items()
    }
    return RowShape(fields, frozenset(schema.get("required", ())))


def _shape(schema: Schema, definitions: Schema) -> Shape:
    """Return the shape of the first alternative that is not null; a number wins over its text."""
    alternatives = list(_alternatives(schema, definitions))
    chosen = next((one for one in alternatives if one.get("type") in _SCALARS), alternatives[0])
    kind = chosen.get("type")
    if kind == "array":
        return Shape(Form.LIST, item=_shape(chosen.get("items", {}), definitions))
    if kind == "object":
        properties = chosen.get("properties", {})
        parts = tuple((name, _shape(part, definitions)) for name, part in properties.items())
        return Shape(Form.PARTS, parts=parts)
    if chosen.get("format") == "date":
        return Shape(Form.DAY)
    return Shape(_SCALARS.get(str(kind), Form.TEXT))


def _alternatives(schema: Schema, definitions: Schema) -> Iterator[Schema]:
    if reference := schema.get("$ref"):
        schema = definitions[str(reference).rpartition("/")[2]]
    choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    for choice in choices:
        yield from _alternatives(choice, definitions)
    if not choices:
        yield schema
