"""Opens a file by its ending."""

from pathlib import Path

from deploy.reading.delimited import open_delimited
from deploy.reading.errors import UNKNOWN_FORMAT, UnreadableFileError
from deploy.reading.jsonl import open_jsonl
from deploy.reading.rows import Source
from deploy.reading.workbook import open_workbook

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
