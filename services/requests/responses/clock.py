"""Ends what nobody did in time, and hands on what the desk was late with."""

import logging
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.rules import Rules
from services.requests.responses.case import Case
from services.requests.responses.domain import WAITS_FOR, Part, ResponseAction, ResponseStatus
from services.requests.responses.lives import Step
from services.requests.responses.reasons import ResponseReason
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.stepping import Stepping
from shared.clock import utc_now
from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Rounds

NEEDS_AT_ONCE = 50
"""Needs per transaction, so that nobody waits long for the database."""

log = logging.getLogger(__name__)


class ResponseClock:
    """Does what is due with responses, now and every `interval` seconds while it runs."""

    def __init__(
        self,
        database: Database,
        feed: Feed,
        *,
        rules: Rules,
        interval: float,
        lease: Lease | None = None,
    ) -> None:
        self._database = database
        self._feed = feed
        self._rules = rules
        self._rounds = Rounds(
            "clock of responses", self.do_what_is_due, interval=interval, lease=lease or Lease()
        )

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        return self._rounds.running()

    async def do_what_is_due(self) -> int:
        """End or hand on whatever is overdue; return how many responses that were."""
        total = 0
        while not self._rounds.stopped.is_set():
            async with self._database.transaction() as session:
                done = await self._do_some(session)
            total += done
            if not done:
                break
        if total:
            log.info("The time of %d responses was over.", total)
        return total

    async def _do_some(self, session: AsyncSession) -> int:
        stepping = Stepping(session, self._feed, rules=self._rules)
        late = await ResponseRepository(session).overdue(utc_now(), limit=NEEDS_AT_ONCE)
        for case in late:
            await stepping.take(case, overdue_step(case))
        return len(late)


def overdue_step(case: Case) -> Step:
    """Return what the clock does with a response that somebody is late with."""
    response = case.response
    if response.paused:
        return Step.by_system(ResponseAction.CLOSE, ResponseReason.NEED_PAUSED_TOO_LONG)
    if response.status is ResponseStatus.EXPRESSED:
        return Step.by_system(ResponseAction.HAND_ON, ResponseReason.DESK_WAS_LATE)
    by_author = WAITS_FOR[response.status] is Part.AUTHOR
    return Step.by_system(
        ResponseAction.EXPIRE,
        ResponseReason.NO_ANSWER_FROM_AUTHOR if by_author else ResponseReason.NO_ANSWER_FROM_FIRM,
    )
