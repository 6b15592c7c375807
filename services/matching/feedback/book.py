"""What came of everybody's dealings, held ready in memory: a match asks about dozens at once."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from services.matching.feedback.models import OutcomeRow
from services.matching.feedback.repository import OutcomeRepository, ShownRepository
from services.matching.ranking.history import (
    NOTHING,
    History,
    Outcome,
    Step,
    Track,
    history_of,
)
from shared.clock import city_date, utc_now
from shared.database import Database
from shared.upkeep import Upkeep

CHANGED: Final = "outcomes_changed"
"""The channel on which other processes hear that something else came of a response."""


class FeedbackBook:
    """The history of every entry, as of now; of nobody if outcomes are to have no influence.

    Args:
        database: Where outcomes and exposures are kept.
        on: Whether outcomes adjust the order.
    """

    def __init__(self, database: Database, *, on: bool) -> None:
        self.on = on
        self.change = 0
        self._database = database
        self._upkeep = Upkeep(database, CHANGED, self.refresh)
        self._alone = asyncio.Lock()
        self._by_entry: dict[str, dict[UUID, Track]] = {}
        self._shown: Mapping[str, int] = {}
        self._day: date | None = None
        self._histories: dict[str, History] = {}

    @property
    def shown(self) -> Mapping[str, int]:
        """By entry, for how many needs it was shown of late; what is shown today counts tomorrow.

        So a day has one answer, and nobody moves anybody by looking.
        """
        return self._shown

    def ring(self) -> None:
        """Say that something else may have come of a response."""
        self._upkeep.ring()

    async def ready(self) -> None:
        """Take up what was shown until yesterday, if this is the first question of a day."""
        if self.on and self._day != city_date(utc_now()):
            await self.refresh()

    def history(self, key: str) -> History | None:
        """Return what is known of an entry from the platform; None if that has no influence."""
        if not self.on:
            return None
        found = self._histories.get(key)
        if found is None:
            tracks = self._by_entry.get(key, {}).values()
            shown = self._shown.get(key, 0)
            known = tracks or shown
            found = history_of(tracks, shown=shown, now=utc_now()) if known else NOTHING
            self._histories[key] = found
        return found

    async def refresh(self) -> None:
        """Take up what has changed."""
        async with self._alone:
            await self._refresh()

    async def _refresh(self) -> None:
        today = city_date(utc_now())
        async with self._database.snapshot() as session:
            changed = await OutcomeRepository(session).changed_after(self.change)
            shown = await ShownRepository(session).exposures(today)
        self._take_up(changed)
        self._shown, self._day = shown, today
        self._histories = {}

    def _take_up(self, changed: Iterable[OutcomeRow]) -> None:
        for row in changed:
            tracks = self._by_entry.setdefault(row.entry_key, {})
            tracks[row.response_id] = track_of(row)
            self.change = max(self.change, row.change)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow what comes of responses, here or in another process, while the context lasts."""
        await self.refresh()
        async with self._upkeep.running():
            yield


def track_of(row: OutcomeRow) -> Track:
    """Return an entry's part in a response as the rule reads it."""
    return Track(tuple(map(_step, row.steps)), row.author)


def _step(told: Mapping[str, Any]) -> Step:
    return Step(datetime.fromisoformat(told["at"]), Outcome(told["outcome"]), told["reason"])
