"""Makes the files that people send, good and bad."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from shared.reading.rows import BadRow, Row, Source


def write(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def write_workbook(path: Path, rows: Iterable[Sequence[object]], sheet: str = "数据") -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        worksheet = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            worksheet.write_row(number, 0, row)
    return path


def rewrite_entry(path: Path, entry: str, content: bytes) -> Path:
    """Replace one entry of a workbook, as a forger would."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == entry else old.read(name))
    path.write_bytes(rewritten.getvalue())
    return path


def good(source: Source) -> list[Row]:
    return sorted_out(source)[0]


def bad(source: Source) -> list[BadRow]:
    return sorted_out(source)[1]


def sorted_out(source: Source) -> tuple[list[Row], list[BadRow]]:
    rows = list(source.rows)
    readable = [row for row in rows if isinstance(row, Row)]
    return readable, [row for row in rows if isinstance(row, BadRow)]
