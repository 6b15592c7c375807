"""Many rows in one request: every bad row is reported, every good row is stored."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field, ValidationError

from shared.errors.handlers import FieldError
from shared.errors.problems import FieldProblem
from shared.errors.validation import field_problems
from shared.language import Language
from shared.schemas import Code, StrictBody, YesNo

MAX_ROWS = 500

Body = TypeVar("Body", bound=BaseModel)


class RowStatus(StrEnum):
    """What became of a row; of a dry run: what would become of it."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class BulkImport(StrictBody):
    """Up to 500 rows of one supplier; a service may add options of its own."""

    source: Code = Field(description="Who supplies the rows; with `source_id` it names an entry.")
    rows: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MAX_ROWS)]
    dry_run: YesNo = Field(default=False, description="Only say what would happen.")


class RowReport(BaseModel):
    """What became of one row; rows are counted from 1."""

    row: int
    status: RowStatus
    id: UUID | None = None
    errors: list[FieldError] = []


class BulkReport(BaseModel):
    """What became of every row, in the order sent."""

    created: int
    updated: int
    unchanged: int
    rejected: int
    rows: list[RowReport]

    @classmethod
    def of(cls, rows: Sequence[RowReport]) -> "BulkReport":
        """Return the report with its rows counted."""
        counts = {status.value: sum(row.status is status for row in rows) for status in RowStatus}
        return cls(**counts, rows=list(rows))


@dataclass(frozen=True, slots=True)
class CheckedRow(Generic[Body]):
    """A row and what it says, or the reasons why it cannot be taken."""

    number: int
    raw: Mapping[str, Any]
    body: Body | None
    problems: Sequence[FieldProblem] = ()

    def rejected(self, language: Language, problems: Sequence[FieldProblem] = ()) -> RowReport:
        """Return the report on this row as rejected, for its own reasons and those given."""
        errors = [
            FieldError.model_validate(problem.wire(language))
            for problem in (*self.problems, *problems)
        ]
        return RowReport(row=self.number, status=RowStatus.REJECTED, errors=errors)


def checked_rows(
    schema: type[Body], rows: Sequence[Mapping[str, Any]]
) -> Iterator[CheckedRow[Body]]:
    """Read each row as a `schema`, reporting all that is wrong with it."""
    for number, raw in enumerate(rows, start=1):
        try:
            yield CheckedRow(number, raw, schema.model_validate(raw))
        except ValidationError as failure:
            yield CheckedRow(number, raw, None, field_problems(failure))


def content_id(row: Mapping[str, Any]) -> str:
    """Return a natural key for a row whose supplier gave none: a hash of what it says.

    The same content in another order of fields has the same key.
    """
    text = json.dumps(row, ensure_ascii=True, sort_keys=True, default=str)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
