"""Reads an uploaded file, brings its columns to fields, and sends its rows batch by batch."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Final

from services.portal.pages.desk.import_kinds import (
    KINDS,
    ROWS_A_BATCH,
    ImportGateway,
    guess,
)
from services.portal.pages.desk.orders import UNREADABLE, Order, Problem, Rows, Shelf
from shared.bulk import RowStatus
from shared.errors import FieldProblem, InvalidError
from shared.language import Language, Text
from shared.reading.columns import Columns
from shared.reading.rehearsing import Rehearsal
from shared.reading.rows import BadRow, Row
from shared.reading.shapes import RowShape
from shared.reading.source import open_source

MOST_ROWS: Final = 20_000
LONGEST_VALUE: Final = 200
NUMBER: Final = "#"
"""Under which the number of a row is kept, beside its columns."""


def opened(name: str, content: bytes, order: Order, language: Language) -> Rows:
    """Read a file into rows; the order is told its columns and what could not be read.

    Raises:
        UnreadableFileError: Nothing can be read from the file.
        InvalidError: It has too many rows.
    """
    with tempfile.TemporaryDirectory(prefix="keqiao-import-") as folder:
        path = Path(folder) / f"upload{PurePath(name).suffix.lower()}"
        path.write_bytes(content)
        source = open_source(path)
        rows: Rows = []
        for row in source.rows:
            if isinstance(row, BadRow):
                order.problems += _unreadable(row, language)
                continue
            rows.append({NUMBER: row.number, **row.values})
            if len(rows) > MOST_ROWS:
                raise InvalidError(problems=[_too_many()])
    order.from_cells = source.columns is not None
    names = source.columns or tuple(dict.fromkeys(name for row in rows for name in row))
    order.columns = [name for name in names if name != NUMBER]
    order.rows = len(rows)
    return rows


def propose_mapping(order: Order, shape: RowShape) -> None:
    """Guess the field of each column; what fits by itself needs no question."""
    order.mapping = {column: guess(column, shape) for column in order.columns}
    told = [name for name in order.mapping.values() if name]
    clear = all(order.mapping.values()) and len(set(told)) == len(told)
    order.phase = "checking" if clear and shape.required <= set(told) else "mapping"


def mapped(order: Order, typed: Mapping[str, str], shape: RowShape) -> None:
    """Take the fields somebody chose for the columns.

    Raises:
        InvalidError: A field has two columns, or one that is needed has none.
    """
    order.mapping = {
        column: typed.get(f"column_{number}", "") for number, column in enumerate(order.columns)
    }
    chosen = Counter(name for name in order.mapping.values() if name)
    problems = [
        FieldProblem(
            f"column_{number}",
            Text("这个字段已有另一列。", "Another column has this field already."),
            Text("每个字段只对应一列", "one column for each field"),
        )
        for number, name in enumerate(order.mapping.values())
        if chosen[name] > 1
    ]
    missing = sorted(shape.required - chosen.keys())
    if missing:
        said = "、".join(missing)
        need = Text(f"必填字段没有对应的列：{said}。", f"No column gives: {', '.join(missing)}.")
        problems.append(FieldProblem("column_0", need, Text("选择对应的列", "choose its column")))
    if problems:
        raise InvalidError(problems=problems)
    order.begin("checking")


async def send_batch(order: Order, shelf: Shelf, gateway: ImportGateway) -> None:
    """Check or store the next rows, and note what became of them.

    Raises:
        PlatformError: The service refuses all of it, or does not answer.
    """
    shelf_rows = await shelf.rows(order)
    rows = shelf_rows[order.position : order.position + ROWS_A_BATCH]
    if rows:
        fields = await asyncio.to_thread(
            _fields, order, rows, await gateway.shape(KINDS[order.kind])
        )
        report = await gateway.send(KINDS[order.kind], fields, _options(order))
        if order.phase == "checking":
            report = await asyncio.to_thread(_after_the_others, report, order, shelf_rows)
        order.note(*_outcome(report, rows, fields))
    order.position = min(order.position + ROWS_A_BATCH, order.rows)
    if order.position >= order.rows:
        order.phase = {"checking": "checked", "storing": "done"}.get(order.phase, order.phase)
    await shelf.keep(order)


def _options(order: Order) -> dict[str, Any]:
    said: dict[str, Any] = {"source": order.source, "dry_run": order.phase == "checking"}
    return {**said, "publish": order.publish} if KINDS[order.kind].service == "requests" else said


def _fields(order: Order, rows: Rows, shape: RowShape) -> list[dict[str, object]]:
    pairs = [f"{field}={column}" for column, field in order.mapping.items() if field]
    left_out = [column for column, field in order.mapping.items() if not field]
    columns = Columns.of(shape, pairs, left_out, from_cells=order.from_cells)
    return [
        columns.fields_of(
            Row(row[NUMBER], {name: it for name, it in row.items() if name != NUMBER}, 0)
        )
        for row in rows
    ]


def _after_the_others(report: Mapping[str, Any], order: Order, rows: Rows) -> dict[str, Any]:
    """Return what a dry run announces of a batch, now that earlier ones were announced."""
    rehearsal, wrong = Rehearsal(), {problem.row for problem in order.problems}
    for row in rows[: order.position]:
        if row[NUMBER] not in wrong:
            rehearsal.status(_said(row, order), RowStatus.CREATED)
    found = Counter(
        rehearsal.status(_said(rows[order.position + one["row"] - 1], order), one["status"])
        for one in report["rows"]
    )
    return {**report, **{status.value: found[status.value] for status in RowStatus}}


def _said(row: Mapping[str, Any], order: Order) -> dict[str, Any]:
    told = {field: row.get(column) for column, field in order.mapping.items() if field}
    return {field: value for field, value in told.items() if value not in (None, "")}


def _outcome(
    report: Mapping[str, Any], rows: Rows, fields: Sequence[Mapping[str, object]]
) -> tuple[Mapping[str, int], list[Problem]]:
    problems = [
        Problem(
            row=rows[one["row"] - 1][NUMBER],
            field=error["field"],
            message=error["message"],
            expected=error.get("expected"),
            value=_value(fields[one["row"] - 1], error["field"]),
        )
        for one in report["rows"]
        for error in one["errors"]
    ]
    names = ("created", "updated", "unchanged", "rejected")
    return {name: report[name] for name in names}, problems


def _value(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name.partition(".")[0])
    return "" if value is None else str(value)[:LONGEST_VALUE]


def _unreadable(row: BadRow, language: Language) -> list[Problem]:
    told = (problem.wire(language) for problem in row.problems)
    return [
        Problem(
            row=row.number,
            field=UNREADABLE,
            message=str(one["message"]),
            expected=one["expected"],
        )
        for one in told
    ]


def _too_many() -> FieldProblem:
    return FieldProblem(
        "file",
        Text("行数太多。", "There are too many rows."),
        Text(
            f"至多 {MOST_ROWS} 行；更多请用 keqiao import 命令",
            f"at most {MOST_ROWS}; for more there is the command keqiao import",
        ),
    )
