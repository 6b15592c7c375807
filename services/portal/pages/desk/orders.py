"""Imports underway: what was read of a file, how far it was checked or stored, what was wrong.

An order lies in two files of the portal's data folder, since it outlives a request and may be
carried on by another process: the rows, which stay, and where it stands. Nobody but the operator
who began it gets at it, and after a day it is gone.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import orjson
from pydantic import BaseModel, Field

from shared.clock import utc_now
from shared.errors import NotFoundError
from shared.language import Text
from shared.types import new_id

KEPT: Final = timedelta(days=1)
MOST_PROBLEMS: Final = 5_000
FILES: Final = re.compile(r"[0-9a-f-]{36}(\.rows)?\.json")


class OrderNotFoundError(NotFoundError):
    """There is none, or it is somebody else's."""

    slug = "import-not-found"
    detail = Text(
        "没有这次导入，或已过期。请重新上传文件。",
        "There is no such import, or it has expired. Upload the file again.",
    )


class Problem(BaseModel):
    """Why a row is not taken; the row is numbered as in the file."""

    row: int
    field: str
    message: str
    expected: str | None = None
    value: str = ""


class Order(BaseModel):
    """Where an import stands."""

    id: UUID = Field(default_factory=new_id)
    person: str
    kind: str
    source: str
    file: str
    publish: bool = False
    phase: str = "checking"
    """mapping, checking, checked, storing or done."""
    position: int = 0
    rows: int = 0
    columns: list[str] = Field(default=[])
    from_cells: bool = True
    mapping: dict[str, str] = Field(default={})
    """The field of each column; no field, if the column is left out."""
    counts: dict[str, int] = Field(default={})
    problems: list[Problem] = Field(default=[])

    @property
    def going(self) -> bool:
        """Whether batches are being sent."""
        return self.phase in {"checking", "storing"}

    @property
    def percent(self) -> int:
        """How far the rows were sent, of a hundred."""
        return 100 * self.position // self.rows if self.rows else 100

    @property
    def takeable(self) -> int:
        """How many rows would be taken."""
        return sum(self.counts.get(name, 0) for name in ("created", "updated", "unchanged"))

    def begin(self, phase: str) -> None:
        """Go through all rows from the first, as what the phase says."""
        self.phase, self.position, self.counts = phase, 0, {}
        # What could not be read at all stays wrong; the rest is found anew.
        self.problems = [one for one in self.problems if one.field == UNREADABLE]

    def note(self, counts: Mapping[str, int], problems: list[Problem]) -> None:
        """Add what became of a batch."""
        self.counts = dict(Counter(self.counts) + Counter(counts))
        self.problems = [*self.problems, *problems][:MOST_PROBLEMS]


UNREADABLE: Final = "row"
"""In place of a field: the row itself could not be read."""

Rows = list[dict[str, Any]]


class Shelf:
    """Where orders lie."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, order: Order, rows: Rows) -> None:
        """Lay down a new order with its rows, and forget those whose time is over."""
        await asyncio.to_thread(self._put, order, rows)

    async def keep(self, order: Order) -> None:
        """Note where an order stands."""
        await asyncio.to_thread(self._write, self._place(order.id), order.model_dump_json())

    async def order(self, order_id: UUID, person: str) -> Order:
        """Return an order of somebody.

        Raises:
            OrderNotFoundError: They have none of this id.
        """
        try:
            text = await asyncio.to_thread(self._place(order_id).read_bytes)
        except FileNotFoundError:
            raise OrderNotFoundError from None
        order = Order.model_validate_json(text)
        if order.person != person:
            raise OrderNotFoundError
        return order

    async def orders(self, person: str) -> list[Order]:
        """Return what somebody imports, or has imported since yesterday, the latest first."""
        return await asyncio.to_thread(self._orders, person)

    async def rows(self, order: Order) -> Rows:
        """Return all rows of an order, as they were read."""
        text = await asyncio.to_thread(self._place(order.id, ".rows").read_bytes)
        found: Rows = orjson.loads(text)
        return found

    async def drop(self, order: Order) -> None:
        """Forget an order."""
        for part in ("", ".rows"):
            await asyncio.to_thread(self._place(order.id, part).unlink, missing_ok=True)

    def _orders(self, person: str) -> list[Order]:
        found = []
        for file in self._folder.glob("*.json"):
            if FILES.fullmatch(file.name) and not file.name.endswith(".rows.json"):
                # It may be discarded, by the same person elsewhere, while we read.
                with suppress(FileNotFoundError):
                    found.append(Order.model_validate_json(file.read_bytes()))
        mine = [order for order in found if order.person == person]
        return sorted(mine, key=lambda order: order.id, reverse=True)

    def _put(self, order: Order, rows: Rows) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        oldest = (utc_now() - KEPT).timestamp()
        for file in self._folder.iterdir():
            if FILES.fullmatch(file.name) and file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
        self._write(self._place(order.id, ".rows"), orjson.dumps(rows, default=str).decode())
        self._write(self._place(order.id), order.model_dump_json())

    def _write(self, place: Path, text: str) -> None:
        fresh = place.with_suffix(".new")
        fresh.write_text(text, "utf-8")
        fresh.replace(place)

    def _place(self, order_id: UUID, part: str = "") -> Path:
        return self._folder / f"{order_id}{part}.json"
