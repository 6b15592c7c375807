"""How long a copy lags behind its source while that is written to a hundred times a second.

Needs are handed over ten at a time and published at once, and matching's own note of how far it has
followed is looked at again and again. What counts is the time from the answer to a write until
matching has stored the copy.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import httpx
import sqlalchemy as sa

from shared.auth import Role
from shared.database import Database
from shared.feed.cloudevents import Position
from tests.benchmarks.hot.paths import need_of
from tests.platform.layouts import Layout
from tests.running import bearer
from tests.waiting import until

WRITES_A_SECOND: Final = 100
SECONDS: Final = 10
LOOK_SECONDS: Final = 0.01
TOGETHER: Final = 10
AT_ONCE: Final = 4
GOAL_SECONDS: Final = 1.0

Seen = list[tuple[float, int]]
"""When it was looked, and how far the copy had come."""


@dataclass(frozen=True, slots=True)
class Lag:
    """What was measured.

    Args:
        rate: Writes a second that were answered.
        seconds: How long each took to arrive, in order of length.
    """

    rate: float
    seconds: Sequence[float]

    def part(self, share: float) -> float:
        """Return how long at most it took for such a share of the writes."""
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)]


def lag(layout: Layout, *, writes: int = WRITES_A_SECOND * SECONDS) -> Lag:
    """Write so often to the requests service, and return how long matching took to follow."""
    return asyncio.run(_lag(layout, writes))


async def _lag(layout: Layout, writes: int) -> Lag:
    source, copy = (Database(layout.database_url(name)) for name in ("requests", "matching"))
    seen: Seen = []
    looking = asyncio.create_task(_look(copy, seen))
    began = time.monotonic()
    answered = await _write(layout, writes)
    spent = time.monotonic() - began
    last = await _sequences(source, answered)

    async def has_followed() -> bool:
        return bool(seen) and seen[-1][1] >= max(last.values())

    await until(has_followed)
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    await source.dispose()
    await copy.dispose()
    took = (_arrival(seen, last[need]) - at for need, at in answered.items())
    return Lag(len(answered) / spent, sorted(max(seconds, 0.0) for seconds in took))


async def _look(copy: Database, seen: Seen) -> None:
    followed = sa.text("SELECT cursor FROM feed_cursor WHERE source LIKE '%requests%'")
    while True:
        async with copy.snapshot() as session:
            cursor = (await session.execute(followed)).scalar_one_or_none()
        if cursor:
            seen.append((time.monotonic(), Position.parse(cursor).sequence))
        await asyncio.sleep(LOOK_SECONDS)


async def _write(layout: Layout, writes: int) -> Mapping[str, float]:
    """Return when the handing over of each need was answered, by the need's id."""
    headers = bearer(layout.folders["portal"], Role.OPERATOR, lifetime=timedelta(hours=1))
    answered: dict[str, float] = {}
    turn, began = asyncio.Semaphore(AT_ONCE), time.monotonic()

    async with httpx.AsyncClient(
        base_url=layout.urls["requests"], headers=headers, timeout=120, trust_env=False
    ) as client:

        async def some(number: int) -> None:
            await asyncio.sleep(began + number * TOGETHER / WRITES_A_SECOND - time.monotonic())
            async with turn:
                answer = await client.post("/demands/import", json=_said(number))
            for row in answer.raise_for_status().json()["rows"]:
                answered[row["id"]] = time.monotonic()

        await asyncio.gather(*(some(number) for number in range(max(writes // TOGETHER, 1))))
    return answered


def _said(number: int) -> dict[str, Any]:
    numbers = range(number * TOGETHER, (number + 1) * TOGETHER)
    rows = [need_of(number) for number in numbers]
    return {"source": "lag", "publish": True, "rows": rows}


async def _sequences(source: Database, needs: Mapping[str, float]) -> dict[str, int]:
    """Return the number of each need's last event."""
    told = sa.text("SELECT subject, max(sequence) FROM feed_entry GROUP BY subject")
    async with source.snapshot() as session:
        rows = (await session.execute(told)).all()
    return {subject: sequence for subject, sequence in rows if subject in needs}


def _arrival(seen: Seen, sequence: int) -> float:
    return next(at for at, followed in seen if followed >= sequence)
