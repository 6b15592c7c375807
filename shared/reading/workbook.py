"""Reads XLSX workbooks, which come from strangers and may be made to hurt.

The archive is unpacked once as a stream to see that it is whole and small
enough. Only then is it parsed, in a process of its own with a ceiling on
memory and time: a few kilobytes of XML can ask for any number of cells.
"""

import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import orjson

from shared.language import Text
from shared.reading.errors import (
    NO_SUCH_SHEET,
    NOT_A_WORKBOOK,
    OLD_OR_LOCKED_WORKBOOK,
    TOO_MANY_ROWS,
    WORKBOOK_TOO_LARGE,
    UnreadableFileError,
)
from shared.reading.rows import Source
from shared.reading.table import Cells, read_header, rows_under

MAX_UNPACKED_MB = 256
MAX_ROWS = 200_000

_CHUNK = 1 << 20
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f')
_LONGEST_CELL_START = 256
_FORMULAS_NAMED = 5

_HAS_FORMULAS = Text(
    "工作簿中有公式（{cells} 等）：读取的是上次保存的计算结果。",
    "The workbook has formulas ({cells}, …): the results saved with them are read.",
)


def open_workbook(path: Path, sheet: str | None = None) -> Source:
    """Open one sheet of a workbook, by default its first.

    Raises:
        UnreadableFileError: It is no workbook, is damaged or too large, or has no such sheet.
    """
    formulas = _inspect(path)
    answers = _parse(path, sheet)
    rows = _read_opening(next(answers, {}))
    lines = _cells(answers)
    header = read_header(lines)
    return Source(
        rows=rows_under(header, lines, formulas=False),
        size=rows,
        columns=header,
        notices=tuple(_formula_notices(formulas)),
    )


def _inspect(path: Path) -> list[str]:
    """Unpack the whole archive once, keeping nothing; return the cells that hold formulas."""
    with path.open("rb") as file:
        if file.read(len(_OLE_SIGNATURE)) == _OLE_SIGNATURE:
            raise UnreadableFileError(OLD_OR_LOCKED_WORKBOOK)
    formulas: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            _require_workbook(archive)
            for entry in archive.infolist():
                with archive.open(entry) as content:
                    formulas += _read_through(content, sheet="/worksheets/" in entry.filename)
    # zipfile says RuntimeError for an encrypted entry or an unknown compression.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise UnreadableFileError(NOT_A_WORKBOOK) from error
    return formulas


def _require_workbook(archive: zipfile.ZipFile) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise UnreadableFileError(NOT_A_WORKBOOK)
    # An entry cannot unpack to more than it declares: zipfile stops there and compares checksums.
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_MB << 20:
        raise UnreadableFileError(WORKBOOK_TOO_LARGE, limit=MAX_UNPACKED_MB)


def _read_through(content: IO[bytes], *, sheet: bool) -> list[str]:
    found: list[str] = []
    tail = b""
    while chunk := content.read(_CHUNK):
        if sheet and len(found) < _FORMULAS_NAMED:
            found += [cell.decode() for cell in _FORMULA_CELL.findall(tail + chunk)]
            tail = chunk[-_LONGEST_CELL_START:]
    return found


def _formula_notices(cells: list[str]) -> Iterator[Text]:
    if cells:
        named = ", ".join(dict.fromkeys(cells[:_FORMULAS_NAMED]))
        yield Text(_HAS_FORMULAS.zh.format(cells=named), _HAS_FORMULAS.en.format(cells=named))


def _parse(path: Path, sheet: str | None) -> Iterator[object]:
    """Yield what the parsing process says, line by line; end it when nobody listens any more."""
    script = Path(__file__).with_name("workbook_process.py")
    command = [sys.executable, "-I", str(script), str(path), sheet or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own script
        try:
            for line in process.stdout or ():
                yield orjson.loads(line)
        finally:
            process.kill()


def _read_opening(opening: object) -> int:
    """Return how many rows the sheet has, or say why it was not opened."""
    match opening:
        case {"rows": int(rows)} if rows > MAX_ROWS:
            raise UnreadableFileError(TOO_MANY_ROWS, rows=rows, limit=MAX_ROWS)
        case {"rows": int(rows)}:
            return rows
        case {"sheets": [*sheets], "wanted": str(wanted)}:
            raise UnreadableFileError(NO_SUCH_SHEET, sheet=wanted, sheets=sheets)
        case {"broken": True}:
            raise UnreadableFileError(NOT_A_WORKBOOK)
        case _:
            # Said nothing: it met its ceiling.
            raise UnreadableFileError(WORKBOOK_TOO_LARGE, limit=MAX_UNPACKED_MB)


def _cells(answers: Iterator[object]) -> Iterator[Cells]:
    for answer in answers:
        if isinstance(answer, list):
            number, *values = answer
            yield Cells(number, values, number)
        else:
            return
    raise UnreadableFileError(WORKBOOK_TOO_LARGE, limit=MAX_UNPACKED_MB)
