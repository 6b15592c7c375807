"""Which column of a file is which field of a row."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from shared.errors import InvalidError
from shared.language import Text
from shared.reading.cells import value_of
from shared.reading.rows import Row, Value
from shared.reading.shapes import RowShape


class BadMappingError(InvalidError):
    """The columns of the file and the fields of the rows cannot be brought together."""

    slug = "bad-mapping"
    title = Text("列与字段对不上", "Columns and fields do not match")

    def __init__(self, reason: Text, **facts: object) -> None:
        self.detail = reason
        super().__init__(problems=(), **facts)


_NOT_A_PAIR = Text(
    "“{written}”应写成 字段=列名，例如 summary=摘要。",
    '"{written}" should be field=column, such as summary=abstract.',
)
_TWO_COLUMNS = Text(
    "字段 {field} 被指定了两列（{first}、{second}）。",
    "The field {field} is given two columns ({first} and {second}).",
)
_UNKNOWN_FIELD = Text(
    "没有字段 {field}。{guess}可用的字段：{fields}。",
    "There is no field {field}. {guess}The fields are: {fields}.",
)
_NO_SUCH_COLUMN = Text(
    "文件里没有“{column}”这一列。现有：{columns}。",
    'The file has no column "{column}". It has: {columns}.',
)
_UNUSED_COLUMNS = Text(
    "这些列不是字段名：{columns}。用 --map 字段=列名 指定，或用 --ignore 列名 忽略。"
    "可用的字段：{fields}。",
    "These columns are not fields: {columns}. Say --map field=column, or --ignore column. "
    "The fields are: {fields}.",
)
_MISSING_FIELDS = Text(
    "没有列对应必填字段：{fields}。用 --map 字段=列名 指定。现有的列：{columns}。",
    "No column gives the required fields: {fields}. Say --map field=column. There are: {columns}.",
)
_DID_YOU_MEAN = Text("是否指 {close}？", "Did you mean {close}? ")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which field each column fills; a column that is not named fills the field of its name."""

    shape: RowShape
    column_of: Mapping[str, str]
    ignored: frozenset[str]
    from_cells: bool
    """Values are the cells of a table, not JSON."""

    @classmethod
    def of(
        cls, shape: RowShape, pairs: Iterable[str], ignored: Iterable[str], *, from_cells: bool
    ) -> Self:
        """Read `field=column` pairs.

        Raises:
            BadMappingError: One is malformed, its field is not known or has a column already.
        """
        column_of: dict[str, str] = {}
        for written in pairs:
            field, equals, column = written.partition("=")
            field, column = field.strip(), column.strip()
            if not (field and equals and column):
                raise BadMappingError(_NOT_A_PAIR, written=written)
            if field not in shape.fields:
                raise _unknown_field(field, shape)
            if (first := column_of.setdefault(field, column)) != column:
                raise BadMappingError(_TWO_COLUMNS, field=field, first=first, second=column)
        return cls(shape, column_of, frozenset(ignored), from_cells)

    def check(self, columns: Iterable[str]) -> None:
        """Compare with the columns that a file has.

        Raises:
            BadMappingError: A column asked for is not there, one that is there would be
                refused, or a required field has none.
        """
        present = list(dict.fromkeys(columns))
        for column in (*self.column_of.values(), *self.ignored):
            if column not in present:
                raise BadMappingError(_NO_SUCH_COLUMN, column=column, columns=present)
        fields = list(self.shape.fields)
        if unused := [column for column in present if column not in self._known_columns()]:
            raise BadMappingError(_UNUSED_COLUMNS, columns=unused, fields=fields)
        given = {*self.column_of, *present}
        if missing := [field for field in fields if field in self.shape.required - given]:
            raise BadMappingError(_MISSING_FIELDS, fields=missing, columns=present)

    def fields_of(self, row: Row) -> dict[str, Value]:
        """Return the row under the names of its fields."""
        taken = {*self.column_of.values(), *self.ignored}
        fields = {name: value for name, value in row.values.items() if name not in taken}
        for field, column in self.column_of.items():
            if column in row.values:
                fields[field] = row.values[column]
        if not self.from_cells:
            return fields
        shapes = self.shape.fields
        return {
            name: value_of(value, shapes[name]) if name in shapes else value
            for name, value in fields.items()
        }

    def _known_columns(self) -> set[str]:
        return {*self.shape.fields, *self.column_of.values(), *self.ignored}


def _unknown_field(field: str, shape: RowShape) -> BadMappingError:
    close = difflib.get_close_matches(field, shape.fields, n=1)
    guess = (
        Text(_DID_YOU_MEAN.zh.format(close=close[0]), _DID_YOU_MEAN.en.format(close=close[0]))
        if close
        else Text("", "")
    )
    return BadMappingError(_UNKNOWN_FIELD, field=field, guess=guess, fields=list(shape.fields))
