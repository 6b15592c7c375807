"""What a reader yields: rows with the number a person sees beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shared.errors import FieldProblem
from shared.language import Text

Value = object
"""What a row may hold: what JSON can say, or for a table the text or number of a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that could be read; cells that were empty are left out."""

    number: int
    """The line of a text of objects, or the row as a spreadsheet numbers it."""
    values: dict[str, Value]
    position: int
    """How far the file has been read, in units of `Source.size`."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that could not; the rows after it can."""

    number: int
    problems: tuple[FieldProblem, ...]
    position: int
    values: Mapping[str, Value] | None = None
    """What stands in it, as far as that can be told."""


Rows = Iterator[Row | BadRow]


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: what is known before its rows, and the rows as they are asked for."""

    rows: Rows
    size: int
    """Bytes of a text file, rows of a sheet."""
    columns: tuple[str, ...] | None
    """The header, or None where every row names its own fields."""
    notices: Sequence[Text] = field(default=())
    """What a person should know and need not mend."""
