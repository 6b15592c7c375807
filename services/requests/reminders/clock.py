"""Goes round and reminds, in one process of the service."""

import logging
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from services.requests.reminders.rules import ReminderRules
from services.requests.reminders.waits import KINDS, Wait
from shared.clock import utc_now
from shared.database import Database
from shared.leases import Lease
from shared.rounds import Clock

AT_ONCE: Final = 100

log = logging.getLogger(__name__)


class ReminderClock(Clock):
    """Reminds of what ends soon: each of it once, also when several processes go round."""

    def __init__(
        self,
        database: Database,
        *,
        rules: ReminderRules,
        interval: float,
        lease: Lease | None = None,
    ) -> None:
        super().__init__("clock of reminders", interval=interval, lease=lease)
        self._database = database
        self._waits = [kind(rules) for kind in KINDS]

    @override
    async def do_what_is_due(self) -> int:
        """Remind of everything that ends soon; return of how much."""
        total = 0
        for wait in self._waits:
            total += await self._remind_of(wait)
        if total:
            log.info("Reminded of %d waits that end soon.", total)
        return total

    async def _remind_of(self, wait: Wait) -> int:
        async def remind(session: AsyncSession) -> int:
            soon = await wait.ending(session, utc_now(), limit=AT_ONCE, lock=True)
            for ending in soon:
                ending.row.reminded_due = ending.due
                await wait.remind(session, ending)
            return len(soon)

        return await self._in_parts(
            self._database,
            remind,
            most=AT_ONCE,
            due=lambda s: wait.ending(s, utc_now(), limit=1, lock=False),
        )
