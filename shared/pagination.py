"""Lists in pages: keyset cursors that callers pass back and do not look into."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from shared.errors.problems import FieldProblem, InvalidError
from shared.language import Text
from shared.schemas import StrictBody

Item = TypeVar("Item")
Row = TypeVar("Row")

UUID_BYTES = 16
CURSOR_PATTERN = r"^[A-Za-z0-9_-]{21}[AQgw]$"
"""What `encode_cursor` makes of any key; for the description only."""


class Page(BaseModel, Generic[Item]):
    """A part of a list; `next_cursor` leads to the following part, null ends it."""

    items: list[Item]
    next_cursor: str | None = None


class CursorError(InvalidError):
    """The cursor is none of ours."""

    slug = "invalid-cursor"
    title = Text("分页游标无效", "Invalid cursor")
    detail = Text(
        "cursor 不是本平台给出的游标；请从第一页重新开始。",
        "The cursor was not given out here; start again from the first page.",
    )

    def __init__(self) -> None:
        problem = FieldProblem(
            "cursor",
            Text("游标无效。", "The cursor is not valid."),
            Text("上一页的 next_cursor", "the next_cursor of the page before"),
        )
        super().__init__(problems=[problem])


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which part of a list is wanted: at most `limit` rows that come after `after`.

    Ids are time-ordered, so a list ordered by id is ordered by creation. A
    repository asks for `limit + 1` rows; the extra one tells that more follow.
    """

    limit: int = 20
    after: UUID | None = None

    def page(
        self, rows: Sequence[Row], *, key: Callable[[Row], UUID], read: Callable[[Row], Item]
    ) -> Page[Item]:
        """Return the page made of `rows`, of which there may be one too many.

        Args:
            rows: Up to `limit + 1` rows, in order.
            key: What the list is ordered by: a row's id.
            read: What a caller sees of a row.
        """
        shown = rows[: self.limit]
        more = len(rows) > self.limit
        following = encode_cursor(key(shown[-1])) if more else None
        return Page(items=[read(row) for row in shown], next_cursor=following)


def encode_cursor(key: UUID) -> str:
    """Return the cursor that continues after `key`."""
    return base64.urlsafe_b64encode(key.bytes).rstrip(b"=").decode()


def decode_cursor(cursor: str) -> UUID:
    """Return the key that a cursor continues after.

    Raises:
        CursorError: Nothing of ours encodes to this text.
    """
    try:
        key = base64.b64decode(f"{cursor}==".encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise CursorError from error
    # One key has one cursor: stray bits in the last character are refused.
    if len(key) != UUID_BYTES or encode_cursor(UUID(bytes=key)) != cursor:
        raise CursorError
    return UUID(bytes=key)


def page_request(cursor: str | None, limit: int) -> PageRequest:
    """Read which page a caller wants.

    Raises:
        CursorError: The cursor is none of ours.
    """
    return PageRequest(limit, decode_cursor(cursor) if cursor is not None else None)


class PageQuery(StrictBody):
    """What every list's query has besides its filters: which page of it is wanted."""

    cursor: str | None = Field(
        default=None,
        max_length=64,
        description="`next_cursor` of the page before.",
        json_schema_extra={"pattern": CURSOR_PATTERN},
    )
    limit: int = Field(default=20, ge=1, le=100, description="How many at most.")

    def page(self) -> PageRequest:
        """Return which page is wanted.

        Raises:
            CursorError: The cursor is none of ours.
        """
        return page_request(self.cursor, self.limit)


async def asked_page(
    cursor: Annotated[
        str | None,
        Query(
            max_length=64,
            description="`next_cursor` of the page before.",
            json_schema_extra={"pattern": CURSOR_PATTERN},
        ),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 20,
) -> PageRequest:
    """Return which page a request asks for."""
    return page_request(cursor, limit)


PageRequestDep = Annotated[PageRequest, Depends(asked_page)]
