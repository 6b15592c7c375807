"""Ends what nobody did in time, and hands on what the desk was late with."""

import logging

from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from services.requests.responses.case import Case
from services.requests.responses.domain import WAITS_FOR, Part, ResponseAction, ResponseStatus
from services.requests.responses.lives import Step
from services.requests.responses.reasons import ResponseReason
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.stepping import Stepping
from services.requests.timekeeping import WaitsClock
from shared.clock import utc_now

NEEDS_AT_ONCE = 50
"""Needs per transaction, so that nobody waits long for the database."""

log = logging.getLogger(__name__)


class ResponseClock(WaitsClock):
    """Does what is due with responses."""

    name = "clock of responses"

    @override
    async def do_what_is_due(self) -> int:
        """End or hand on whatever is overdue; return how many responses that were."""
        # One need may have several: until there are none.
        total = await self._in_parts(
            self._database,
            self._do_some,
            most=1,
            due=lambda s: ResponseRepository(s).is_overdue(utc_now()),
        )
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
