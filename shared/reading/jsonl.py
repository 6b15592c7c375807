"""Reads one JSON object a line."""

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

import orjson

from shared.errors import FieldProblem
from shared.language import Text
from shared.reading.encoding import detect_encoding
from shared.reading.errors import EMPTY, LINE_TOO_LONG, ONE_JSON_VALUE, UnreadableFileError
from shared.reading.rows import BadRow, Row, Rows, Source

MAX_LINE = 1_000_000

_NOT_JSON = Text("这一行不是有效的 JSON。", "This line is not valid JSON.")
_NOT_AN_OBJECT = Text("这一行不是 JSON 对象。", "This line is not a JSON object.")
_EXPECTED = Text('一行一个对象，例如 {{"title": …}}', 'one object on the line, as {{"title": …}}')


def open_jsonl(path: Path) -> Source:
    """Open a file of JSON lines, in any encoding that `detect_encoding` knows.

    Raises:
        UnreadableFileError: It is empty, is not text, or is one JSON value over many lines.
    """
    encoding = detect_encoding(path)
    first = next((line for _, line, _ in _lines(path, encoding)), None)
    if first is None:
        raise UnreadableFileError(EMPTY)
    if first == "{" or first.startswith("["):
        raise UnreadableFileError(ONE_JSON_VALUE)
    return Source(rows=_rows(path, encoding), size=path.stat().st_size, columns=None)


def _rows(path: Path, encoding: str) -> Rows:
    for number, line, position in _lines(path, encoding):
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            yield BadRow(number, (FieldProblem("", _NOT_JSON, _EXPECTED),), position)
            continue
        if isinstance(value, dict):
            yield Row(number, value, position)
        else:
            yield BadRow(number, (FieldProblem("", _NOT_AN_OBJECT, _EXPECTED),), position)


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, str, int]]:
    """Yield the lines that are not blank: number, text, bytes of the file read so far."""
    number = 0
    with path.open("rb") as file, TextIOWrapper(file, encoding, newline="\n") as text:
        while line := text.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise UnreadableFileError(LINE_TOO_LONG, line=number, limit=MAX_LINE)
            if stripped := line.strip():
                yield number, stripped, file.tell()
