"""Sends rows in batches and keeps count of what became of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from deploy.client import Client
from shared.errors import PlatformError
from shared.language import current_language
from shared.reading.columns import Columns
from shared.reading.errors import UnreadableFileError
from shared.reading.rehearsing import Rehearsal
from shared.reading.rows import BadRow, Row, Value

ROWS_A_BATCH = 500
_BYTES_A_BATCH = 3 << 20
"""A batch and one more row, at most 4 MB, stay below the 8 MB that a service takes."""

Problem = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken, and why; `values` is None where it holds no fields at all."""

    number: int
    problems: Sequence[Problem]
    values: Mapping[str, Value] | None


@dataclass(slots=True)
class Tally:
    """What became of the rows so far."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def stored(self) -> int:
        """How many rows the platform holds now because of this or an earlier transfer."""
        return self.counts["created"] + self.counts["updated"] + self.counts["unchanged"]

    @property
    def rejected(self) -> int:
        """How many rows were not taken."""
        return self.counts["rejected"]


class InterruptedTransferError(Exception):
    """The platform stopped taking rows; what was counted before is stored."""

    def __init__(self, cause: PlatformError) -> None:
        self.cause = cause
        super().__init__(str(cause))


@dataclass(frozen=True, slots=True)
class Transfer:
    """Where rows go, under whose name, and who wants to hear of it."""

    client: Client
    path: str
    options: Mapping[str, Any]
    """The rest of the request: `source`, `dry_run` and what else the kind knows."""
    columns: Columns
    on_rejected: Callable[[Rejected], None]
    on_progress: Callable[[int], None] = lambda _position: None
    rows_a_batch: int = ROWS_A_BATCH
    rehearsal: Rehearsal = field(default_factory=Rehearsal)

    async def send(self, rows: Iterable[Row | BadRow], tally: Tally) -> None:
        """Send every row, in order, adding to `tally` what became of them batch by batch.

        Columns are checked against the first batch before anything is sent.

        Raises:
            BadMappingError: The columns do not fit the fields.
            InterruptedTransferError: A batch could not be delivered.
        """
        checked = False
        for batch in _batches(rows, self.rows_a_batch):
            readable = [row for row in batch if isinstance(row, Row)]
            if readable and not checked:
                self.columns.check(column for row in readable for column in row.values)
                checked = True
            rejected = [*_unreadable(batch), *await self._send_batch(readable, tally)]
            tally.counts["rejected"] += len(rejected)
            for row in sorted(rejected, key=lambda row: row.number):
                self.on_rejected(row)
            self.on_progress(batch[-1].position)

    async def _send_batch(self, rows: Sequence[Row], tally: Tally) -> list[Rejected]:
        """Deliver rows, count those that were taken, and return the others."""
        if not rows:
            return []
        fields = [self.columns.fields_of(row) for row in rows]
        try:
            report = await self.client.post_repeatable(self.path, {**self.options, "rows": fields})
        except PlatformError as error:
            raise InterruptedTransferError(error) from error
        outcomes = report["rows"]
        taken = [row for row in outcomes if row["status"] != "rejected"]
        tally.counts.update(self._status(fields[row["row"] - 1], row["status"]) for row in taken)
        return [
            Rejected(rows[outcome["row"] - 1].number, outcome["errors"], fields[outcome["row"] - 1])
            for outcome in outcomes
            if outcome["status"] == "rejected"
        ]

    def _status(self, said: Mapping[str, Any], announced: str) -> str:
        """Return what becomes of a row: a dry run announces it as if no batch came before."""
        return self.rehearsal.status(said, announced) if self.options.get("dry_run") else announced


def _unreadable(batch: Sequence[Row | BadRow]) -> Iterator[Rejected]:
    language = current_language.get()
    for row in batch:
        if isinstance(row, BadRow):
            problems = [problem.wire(language) for problem in row.problems]
            yield Rejected(row.number, problems, row.values)


def _batches(rows: Iterable[Row | BadRow], most: int) -> Iterator[list[Row | BadRow]]:
    batch: list[Row | BadRow] = []
    size = 0
    try:
        for row in rows:
            length = len(orjson.dumps(row.values)) if isinstance(row, Row) else 0
            if batch and (len(batch) == most or size + length > _BYTES_A_BATCH):
                yield batch
                batch, size = [], 0
            batch.append(row)
            size += length
    except UnreadableFileError:
        if batch:
            yield batch  # What was read before stays good.
        raise
    if batch:
        yield batch
