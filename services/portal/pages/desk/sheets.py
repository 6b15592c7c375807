"""Sheets that operators take away: every text is only text, whatever it begins with."""

import asyncio
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from starlette.responses import Response

from shared.cells import safe_cell

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST: Final = 8
WIDEST: Final = 48

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


async def workbook(name: str, sheets: Sequence[Sheet]) -> Response:
    """Return a workbook for a browser to keep under a name."""
    content = await asyncio.to_thread(_written, sheets)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(content, media_type=MEDIA_TYPE, headers=disposition)


def _written(sheets: Sequence[Sheet]) -> bytes:
    # Loaded when the first sheet is asked for: it takes 14 MB.
    xlsxwriter: Any = import_module("xlsxwriter")
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(kept, options)
    bold = book.add_format({"bold": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        widths = [max(len(head) * 2, NARROWEST) for head in sheet.heads]
        _write(page, 0, sheet.heads, bold)
        for number, row in enumerate(sheet.rows, start=1):
            _write(page, number, row)
            widths = [max(width, _width(cell)) for width, cell in zip(widths, row, strict=True)]
        for column, width in enumerate(widths):
            page.set_column(column, column, min(width, WIDEST))
    book.close()
    return kept.getvalue()


def _write(
    page: Any,  # noqa: ANN401 - xlsxwriter names no types
    number: int,
    row: Sequence[Cell],
    form: object = None,
) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            page.write_string(number, column, safe_cell(cell), form)
        elif cell is not None:
            page.write_number(number, column, cell, form)


def _width(cell: Cell) -> int:
    return sum(1 if sign.isascii() else 2 for sign in str(cell)) + 1 if cell is not None else 0
