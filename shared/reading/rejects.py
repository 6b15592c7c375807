"""Writes the rows that were not taken as a CSV that is safe to open in a spreadsheet."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Self, TextIO

from shared.cells import safe_cell
from shared.language import Language, Text

_HEADER = (
    Text("行号", "row"),
    Text("字段", "field"),
    Text("问题", "problem"),
    Text("应为", "expected"),
    Text("原值", "value"),
)
_LONGEST_VALUE = 1_000


class Rejects:
    """A CSV in UTF-8 with a mark, as Excel and WPS open it; one line a problem."""

    def __init__(self, path: Path, language: Language) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(name.pick(language) for name in _HEADER)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, number: int, problem: Mapping[str, str | None], value: object) -> None:
        """Add one problem of the row with this number."""
        cells = (problem.get("field"), problem.get("message"), problem.get("expected"), value)
        texts = ["" if cell is None else str(cell)[:_LONGEST_VALUE] for cell in cells]
        self._writer.writerow([number, *map(safe_cell, texts)])
