"""Ends by the clock what nobody answers, and what has held for its time."""

import logging
from contextlib import AbstractAsyncContextManager
from typing import Final

from services.requests.demands.repository import DemandRepository
from services.requests.grants.domain import GrantAction, GrantParty, GrantStatus
from services.requests.grants.lives import GrantLives, Step
from services.requests.grants.reasons import GrantReason
from services.requests.grants.repository import GrantRepository
from services.requests.grants.rules import GrantRules
from shared.clock import utc_now
from shared.database import Database
from shared.leases import Lease
from shared.rounds import Rounds

AT_ONCE: Final = 200
"""Grants per transaction, so that nobody waits long for the database."""

SYSTEM: Final = "system"

log = logging.getLogger(__name__)


class GrantClock:
    """Ends what is over, now and every `interval` seconds while it runs.

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
        self._database = database
        self._rules = rules
        self._rounds = Rounds(
            "grant clock", self.end_due, interval=interval, lease=lease or Lease()
        )

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        return self._rounds.running()

    async def end_due(self) -> int:
        """End every grant whose time is over; return how many there were."""
        total, done = 0, AT_ONCE
        while done == AT_ONCE and not self._rounds.stopped.is_set():
            done = await self._end_some()
            total += done
        if total:
            log.info("Ended %d grants.", total)
        return total

    async def _end_some(self) -> int:
        async with self._database.transaction() as session:
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
