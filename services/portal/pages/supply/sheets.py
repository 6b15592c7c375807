"""Between what stands in the editor's fields and what the catalogue is told and tells."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from services.portal.pages.forms import Trouble
from services.portal.pages.regions import region_code_of, region_listed, region_typed
from services.portal.pages.schemas import names_in
from services.portal.pages.supply.fields import (
    CODES_AT_MOST,
    EntryField,
    Widget,
    cases_field,
    fields_of,
)

ROWS_AT_MOST: Final = 30
BLANK_ROWS: Final = 2
"""How many more rows there are than what is filled in."""

KEPT_WITH_A_CASE: Final = ("industry_code", "confirmed_by")
"""What a case says besides, for which the editor has no field."""

Typed = Mapping[str, str]


def names_of(kind: str) -> Iterable[str]:
    """Yield the name of every input of the editor, with all rows there could be."""
    for field in fields_of(kind):
        yield from _inputs(field)


def _inputs(field: EntryField) -> Iterable[str]:
    if field.widget is Widget.ROWS:
        extra = KEPT_WITH_A_CASE if _is_case(field) else ()
        columns = (*(column.name for column in field.columns), *extra)
        for row in range(ROWS_AT_MOST):
            yield from (f"{field.name}.{row}.{column}" for column in columns)
    elif field.widget is Widget.FLAGS:
        yield from (f"{field.name}.{option}" for option in field.options)
    elif field.widget in {Widget.INDUSTRIES, Widget.DISCIPLINES}:
        yield from (f"{field.name}.{number}" for number in range(CODES_AT_MOST))
    else:
        yield field.name


def _is_case(field: EntryField) -> bool:
    return field.name in {"cases", "service_history"}


def packed(kind: str, typed: Typed) -> dict[str, str]:
    """Return what was typed, without blank rows between; so rows count as the catalogue does."""
    clean = {name: said for name, said in typed.items() if said}
    for field in fields_of(kind):
        if field.widget is Widget.ROWS:
            rows = _rows(field, typed)
            names = set(_inputs(field))
            clean = {name: said for name, said in clean.items() if name not in names}
            for number, row in enumerate(rows):
                clean |= {f"{field.name}.{number}.{name}": said for name, said in row.items()}
    return clean


def row_count(field: EntryField, typed: Typed) -> int:
    """Return how many rows of a field are shown."""
    return min(len(_rows(field, typed)) + BLANK_ROWS, ROWS_AT_MOST)


def _rows(field: EntryField, typed: Typed) -> list[dict[str, str]]:
    names = [*(column.name for column in field.columns), *KEPT_WITH_A_CASE]
    rows = (
        {name: typed.get(f"{field.name}.{row}.{name}", "").strip() for name in names}
        for row in range(ROWS_AT_MOST)
    )
    return [
        {name: said for name, said in row.items() if said}
        for row in rows
        if any(row[column.name] for column in field.columns)
    ]


def payload(kind: str, typed: Typed) -> dict[str, Any]:
    """Return all that the editor says of an entry; null is what was not said."""
    return {field.name: _said(field, typed) for field in fields_of(kind)}


def with_rest(kind: str, said: Mapping[str, Any], present: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the editor says, and what of an entry there is no room for in it."""
    stated = {**present, cases_field(kind): present.get("stated_cases", [])}
    room = {
        Widget.ROWS: ROWS_AT_MOST,
        Widget.INDUSTRIES: CODES_AT_MOST,
        Widget.DISCIPLINES: CODES_AT_MOST,
    }
    rest = {
        field.name: (stated.get(field.name) or [])[room[field.widget] :]
        for field in fields_of(kind)
        if field.widget in room
    }
    return {name: [*value, *rest[name]] if name in rest else value for name, value in said.items()}


def _said(field: EntryField, typed: Typed) -> object:
    text = typed.get(field.name, "").strip()
    several = _SEVERAL.get(field.widget)
    if several is not None:
        return several(field, typed)
    if not text:
        return None
    return _one(field, text)


def _one(field: EntryField, text: str) -> object:
    if field.widget is Widget.MONEY:
        return text.replace(",", "").replace("，", "")
    if field.widget is Widget.REGION:
        return region_code_of(text)
    if field.widget in {Widget.WHOLE, Widget.NUMBER} or field.name == "trl":
        return _number(field, text)
    return text


def _number(field: EntryField, text: str) -> object:
    """Return a number; what is none goes on as it is, and is complained of."""
    plain = text.replace(",", "").replace("，", "")
    try:
        return float(plain) if field.widget is Widget.NUMBER else int(plain)
    except ValueError:
        return text


def _listed(field: EntryField, typed: Typed) -> list[str]:
    return names_in(typed.get(field.name, ""))


def _regions(field: EntryField, typed: Typed) -> list[str]:
    return list(dict.fromkeys(region_code_of(name) for name in _listed(field, typed)))


def _flags(field: EntryField, typed: Typed) -> list[str]:
    return [one for one in field.options if typed.get(f"{field.name}.{one}") == "yes"]


def _codes(field: EntryField, typed: Typed) -> list[str]:
    chosen = (typed.get(name, "").strip() for name in _inputs(field))
    return list(dict.fromkeys(code for code in chosen if code))


def _all_rows(field: EntryField, typed: Typed) -> list[dict[str, Any]]:
    columns = {column.name: column for column in field.columns}
    return [
        {name: _one(columns[name], said) if name in columns else said for name, said in row.items()}
        for row in _rows(field, typed)
    ]


def _tick(field: EntryField, typed: Typed) -> bool:
    return typed.get(field.name) == "yes"


_SEVERAL: Final[Mapping[Widget, Callable[[EntryField, Typed], object]]] = {
    Widget.LIST: _listed,
    Widget.REGIONS: _regions,
    Widget.FLAGS: _flags,
    Widget.INDUSTRIES: _codes,
    Widget.DISCIPLINES: _codes,
    Widget.ROWS: _all_rows,
    Widget.TICK: _tick,
}


def typed_of(kind: str, said: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands in the fields when an entry is changed."""
    stated = {**said}
    if field := cases_field(kind):
        stated[field] = said.get("stated_cases", said.get(field, []))
    typed: dict[str, str] = {}
    for one in fields_of(kind):
        typed |= _filled(one, stated.get(one.name))
    return {name: text for name, text in typed.items() if text}


def _filled(field: EntryField, value: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    if field.widget is Widget.ROWS:
        return {
            f"{field.name}.{number}.{name}": _text(part)
            for number, row in enumerate(value or [])
            for name, part in row.items()
        }
    if field.widget is Widget.FLAGS:
        return {f"{field.name}.{one}": "yes" for one in value or []}
    if field.widget in {Widget.INDUSTRIES, Widget.DISCIPLINES}:
        return {f"{field.name}.{number}": code for number, code in enumerate(value or [])}
    if field.widget in {Widget.REGION, Widget.REGIONS}:
        codes = value if isinstance(value, list) else [value] if value else []
        named = region_listed if isinstance(value, list) else region_typed
        return {field.name: "，".join(named(code) for code in codes)}
    return {field.name: _text(value)}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return "，".join(str(item) for item in value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value).removesuffix(".00")


def placed(kind: str, trouble: Trouble) -> Trouble:
    """Return what is wrong, each at an input that is there."""
    inputs = set(names_of(kind))
    problems = [
        one if one.field in inputs else replace(one, field=_place(one.field, inputs))
        for one in trouble.problems
    ]
    return replace(trouble, problems=problems)


def _place(field: str, inputs: set[str]) -> str:
    first = field.partition(".")[0]
    return first if first in inputs else next((one for one in inputs if one == f"{first}.0"), field)
