"""Opens a file by its ending."""

from pathlib import Path

from shared.reading.delimited import open_delimited
from shared.reading.errors import UNKNOWN_FORMAT, UnreadableFileError
from shared.reading.jsonl import open_jsonl
from shared.reading.rows import Source
from shared.reading.workbook import open_workbook

_TEXT_FORMATS = {
    ".jsonl": open_jsonl,
    ".ndjson": open_jsonl,
    ".json": open_jsonl,
    ".csv": open_delimited,
    ".tsv": open_delimited,
    ".txt": open_delimited,
}


def open_source(path: Path, sheet: str | None = None) -> Source:
    """Open `path` for reading row by row; `sheet` names the sheet of a workbook.

    Raises:
        UnreadableFileError: Its ending is not known, or its content is not what the ending says.
    """
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm", ".xls"}:
        return open_workbook(path, sheet)
    try:
        reader = _TEXT_FORMATS[suffix]
    except KeyError:
        raise UnreadableFileError(UNKNOWN_FORMAT, suffix=path.suffix) from None
    return reader(path)
