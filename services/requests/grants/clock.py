"""Ends by the clock what nobody answers, and what has held for its time."""

import logging
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from services.requests.demands.repository import DemandRepository
from services.requests.grants.domain import GrantAction, GrantParty, GrantStatus
from services.requests.grants.lives import GrantLives, Step
from services.requests.grants.reasons import GrantReason
from services.requests.grants.repository import GrantRepository
from services.requests.grants.rules import GrantRules
from shared.clock import utc_now
from shared.database import Database
from shared.leases import Lease
from shared.rounds import Clock

AT_ONCE: Final = 200
"""Grants per transaction, so that nobody waits long for the database."""

SYSTEM: Final = "system"

log = logging.getLogger(__name__)


class GrantClock(Clock):
    """Ends what is over.

    Nothing depends on it for secrecy: a grant whose time is over shows nothing any more.
    """

    def __init__(
        self,
        database: Database,
        *,
        rules: GrantRules,
        interval: float,
        lease: Lease | None = None,
    ) -> None:
        super().__init__("grant clock", interval=interval, lease=lease)
        self._database = database
        self._rules = rules

    @override
    async def do_what_is_due(self) -> int:
        """End every grant whose time is over; return how many there were."""
        total = await self._in_parts(
            self._database,
            self._end_some,
            most=AT_ONCE,
            due=lambda s: GrantRepository(s).due(utc_now(), limit=1, lock=False),
        )
        if total:
            log.info("Ended %d grants.", total)
        return total

    async def _end_some(self, session: AsyncSession) -> int:
        demands, lives = DemandRepository(session), GrantLives(session, self._rules)
        due = await GrantRepository(session).due(utc_now(), limit=AT_ONCE)
        for grant in due:
            active = grant.status is GrantStatus.ACTIVE
            step = Step(
                GrantAction.EXPIRE if active else GrantAction.LAPSE,
                SYSTEM,
                frozenset({GrantParty.SYSTEM}),
                GrantReason.TIME_ELAPSED,
            )
            lives.take(grant, await demands.get(grant.demand_id), step)
        return len(due)
