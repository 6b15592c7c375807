"""What CSV and workbooks share: a header, and rows of cells under it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.errors import FieldProblem
from shared.language import Text
from shared.reading.errors import (
    DUPLICATE_COLUMN,
    EMPTY,
    HEADER_ONLY,
    NAMELESS_COLUMN,
    UnreadableFileError,
)
from shared.reading.rows import BadRow, Row, Rows, Value

_TOO_MANY_CELLS = Text(
    "这一行有内容的单元格比表头多。", "This row has more filled cells than the header has names."
)
_SAME_AS_HEADER = Text(
    "与表头列数相同；含分隔符的文字要加双引号",
    "as many cells as the header; text holding the separator goes in double quotes",
)
_FORMULA = Text("单元格里是公式而不是值。", "The cell holds a formula, not a value.")
_PASTE_VALUES = Text("粘贴为数值后的内容", "the value itself (paste as values)")
_DIGITS_LOST = Text(
    "超过 15 位的数字在表格中已丢失精度。", "A number of more than 15 digits has lost digits."
)
_AS_TEXT = Text("把单元格设为“文本”后重新填写", "the cell formatted as text and typed in again")

_EXACT_INTEGERS = 10**15


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table before it has field names."""

    number: int
    values: list[Value]
    position: int


def read_header(lines: Iterator[Cells]) -> tuple[str, ...]:
    """Take the first row that is not blank and return its names.

    Raises:
        UnreadableFileError: There is none, a name is missing, or one is there twice.
    """
    first = next((line for line in lines if _filled(line.values)), None)
    if first is None:
        raise UnreadableFileError(EMPTY)
    names = tuple(str(value).strip() for value in _filled(first.values))
    for place, name in enumerate(names):
        if not name:
            raise UnreadableFileError(NAMELESS_COLUMN, column=place + 1)
        if (earlier := names.index(name)) != place:
            raise UnreadableFileError(
                DUPLICATE_COLUMN, column=name, first=earlier + 1, second=place + 1
            )
    return names


def rows_under(header: tuple[str, ...], lines: Iterable[Cells], *, formulas: bool) -> Rows:
    """Yield the rows with their names; blank ones are passed over, empty cells left out.

    With `formulas`, a text that starts with "=" is reported: in a CSV file it
    is a formula that somebody meant to be worked out.

    Raises:
        UnreadableFileError: There was no row at all under the header.
    """
    found = False
    for line in lines:
        cells = _filled(line.values)
        if not cells:
            continue
        found = True
        values = {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""}
        problems = tuple(_problems(header, cells, formulas=formulas))
        if problems:
            yield BadRow(line.number, problems, line.position, values)
        else:
            yield Row(line.number, values, line.position)
    if not found:
        raise UnreadableFileError(HEADER_ONLY)


def _problems(
    header: tuple[str, ...], cells: list[Value], *, formulas: bool
) -> Iterator[FieldProblem]:
    if len(cells) > len(header):
        yield FieldProblem("", _TOO_MANY_CELLS, _SAME_AS_HEADER)
        return
    for name, cell in zip(header, cells, strict=False):
        if formulas and isinstance(cell, str) and cell.startswith("="):
            yield FieldProblem(name, _FORMULA, _PASTE_VALUES)
        elif isinstance(cell, int | float) and abs(cell) >= _EXACT_INTEGERS:
            yield FieldProblem(name, _DIGITS_LOST, _AS_TEXT)


def _filled(cells: list[Value]) -> list[Value]:
    """Return the cells up to the last that holds something, texts stripped."""
    stripped = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    while stripped and stripped[-1] == "":
        stripped.pop()
    return stripped
