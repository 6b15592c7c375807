"""Parses one sheet in a process of its own and prints its rows as JSON lines.

It imports nothing of ours: it is run by its path, with a ceiling on memory and
time, and may be ended by either. The first line is {"rows": N} or says why not;
{"ended": true} is the last, so that a parse cut short is never taken for a whole one.
"""

import datetime as dt
import resource
import sys

import orjson
import python_calamine

_MEMORY_BYTES = 2 << 30
_SECONDS = 120


def main(path: str, wanted: str) -> None:
    """Print the sheet named `wanted`, or the first one, of the workbook at `path`."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        if not workbook.sheet_names:
            _say({"broken": True})
        elif wanted and wanted not in workbook.sheet_names:
            _say({"sheets": workbook.sheet_names, "wanted": wanted})
        else:
            _print_sheet(workbook.get_sheet_by_name(wanted or workbook.sheet_names[0]))
    except python_calamine.CalamineError:
        _say({"broken": True})


def _print_sheet(sheet: python_calamine.CalamineSheet) -> None:
    _say({"rows": sheet.end[0] + 1 if sheet.end else 0})
    # Rows are given from A1 on, blank ones too, so the count is the number beside the row.
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        _say([number, *(_plain(cell) for cell in cells)])
    _say({"ended": True})


def _plain(cell: object) -> object:
    """Return a cell as JSON says it: whole numbers without a fraction, moments as ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell) if abs(cell) < 2**53 else cell
    if isinstance(cell, dt.datetime) and cell.time() == dt.time.min:
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, dt.timedelta) else cell


def _say(answer: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
