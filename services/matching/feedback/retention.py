"""Removes what was shown too long ago."""

from datetime import timedelta
from typing import Final

from typing_extensions import override

from services.matching.feedback.repository import ShownRepository
from shared.clock import city_date, utc_now
from shared.database import Database
from shared.leases import Lease
from shared.rounds import Clock

DAILY: Final = 86_400.0


class ShownPruner(Clock):
    """Keeps lists that were shown for as long as they are to be kept."""

    def __init__(self, database: Database, *, keep: timedelta, lease: Lease) -> None:
        super().__init__("pruner of shown lists", interval=DAILY, lease=lease)
        self._database = database
        self._keep = keep

    @override
    async def do_what_is_due(self) -> None:
        """Remove what is older."""
        now = utc_now()
        async with self._database.transaction() as session:
            await ShownRepository(session).prune(now - self._keep, city_date(now))
