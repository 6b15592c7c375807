"""Reads CSV and its relatives, as Excel, WPS and databases write them."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import chain
from pathlib import Path

from shared.language import Text
from shared.reading.encoding import detect_encoding
from shared.reading.errors import BROKEN_QUOTES, OPEN_QUOTE, UnreadableFileError
from shared.reading.rows import Source
from shared.reading.table import Cells, read_header, rows_under

_SEPARATORS = (",", "\t", ";")
_END = "\0end of file"
"""A line after the last: Python's reader says nothing of a quote that is still open there."""

_READ_AS_GB18030 = Text(
    "文件不是 UTF-8，已按 GB18030（含 GBK）读取。",
    "The file is not UTF-8 and is read as GB18030 (which includes GBK).",
)


def open_delimited(path: Path) -> Source:
    """Open a table in text form with a header; its separator is `,`, a tab or `;`.

    Raises:
        UnreadableFileError: It is empty, is not text, or its header cannot be used.
    """
    encoding = detect_encoding(path)
    lines = _lines(path, encoding, _separator(path, encoding))
    header = read_header(lines)
    return Source(
        rows=rows_under(header, lines, formulas=True),
        size=path.stat().st_size,
        columns=header,
        notices=(_READ_AS_GB18030,) if encoding == "gb18030" else (),
    )


def _separator(path: Path, encoding: str) -> str:
    """Return the separator that the first line has most of."""
    with path.open(encoding=encoding) as text:
        first = next((line for line in text if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _lines(path: Path, encoding: str, separator: str) -> Iterator[Cells]:
    number = 0
    with path.open("rb") as file, TextIOWrapper(file, encoding, newline="") as text:
        reader = csv.reader(chain(text, (_END,)), delimiter=separator)
        while True:
            try:
                cells = next(reader)
            except csv.Error as error:
                raise UnreadableFileError(BROKEN_QUOTES, row=number) from error
            if cells == [_END]:
                return
            number += 1
            if cells and cells[-1].endswith(_END):
                raise UnreadableFileError(OPEN_QUOTE, row=number)
            yield Cells(number, list(cells), file.tell())
