"""Turns the cells of a table into the values a service takes.

What cannot be turned is passed on as it stands: the service then says what is
wrong with it, in the same words as for everybody else.

- A list: items divided by `;` or a line break, a list of words also by `、`.
- A part of a list that has fields of its own: its values divided by `|`, in the
  order of the fields; an empty one is left out. `某厂改造|良率提高|C39|2024|solved`
- Either may be written as JSON instead.
- A number may have thousands separators and full-width digits; a day may be
  written 2026/1/2, 2026.1.2 or 2026年1月2日; yes and no in both languages.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

import orjson

from shared.reading.rows import Value
from shared.reading.shapes import Form, Shape

_ITEMS = re.compile(r"[;；\r\n]+")
_WORDS = re.compile(r"[;；、\r\n]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_ANSWERS = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "有"), True),
    **dict.fromkeys(("false", "no", "n", "0", "否", "无"), False),
}


def value_of(cell: Value, shape: Shape) -> Value:
    """Return what `cell` says as a value of `shape`, or the cell itself if it cannot be one."""
    if isinstance(cell, str):
        return _PARSERS[shape.form](cell, shape)
    if shape.form is Form.TEXT and not isinstance(cell, bool):
        return str(cell)
    if shape.form is Form.LIST and shape.item:
        return [value_of(cell, shape.item)]
    return cell


def _text(cell: str, _shape: Shape) -> Value:
    return cell


def _number(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).strip()
    return plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain


def _whole(cell: str, _shape: Shape) -> Value:
    number = _number(cell)
    return int(number) if _DECIMAL.fullmatch(number) and "." not in number else cell


def _decimal(cell: str, _shape: Shape) -> Value:
    number = _number(cell)
    if not _DECIMAL.fullmatch(number):
        return cell
    return float(number) if "." in number else int(number)


def _yes_no(cell: str, _shape: Shape) -> Value:
    return _ANSWERS.get(cell.strip().lower(), cell)


def _day(cell: str, _shape: Shape) -> Value:
    if not (found := _DAY.fullmatch(cell.strip())):
        return cell
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _list(cell: str, shape: Shape) -> Value:
    if (written := _json(cell, "[")) is not None:
        return written
    item = shape.item or Shape(Form.TEXT)
    separators = _WORDS if item.form is Form.TEXT else _ITEMS
    return [value_of(part.strip(), item) for part in separators.split(cell) if part.strip()]


def _parts(cell: str, shape: Shape) -> Value:
    if (written := _json(cell, "{")) is not None:
        return written
    values = [value.strip() for value in cell.split("|")]
    if len(values) > len(shape.parts):
        return cell
    named = zip(shape.parts, values, strict=False)
    return {name: value_of(value, part) for (name, part), value in named if value}


def _json(cell: str, opening: str) -> Value | None:
    if not cell.lstrip().startswith(opening):
        return None
    try:
        written: Value = orjson.loads(cell)
    except orjson.JSONDecodeError:
        return None
    return written


_PARSERS: Mapping[Form, Callable[[str, Shape], Value]] = {
    Form.TEXT: _text,
    Form.WHOLE: _whole,
    Form.DECIMAL: _decimal,
    Form.YES_NO: _yes_no,
    Form.DAY: _day,
    Form.LIST: _list,
    Form.PARTS: _parts,
}
