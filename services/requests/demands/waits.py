"""What the clock does when an owner does not answer."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.domain import DemandAction, Party
from services.requests.demands.lives import Lives, Step
from services.requests.demands.reasons import ReasonCode
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.demands.service import SYSTEM
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed

_LAPSE: Final = Step(DemandAction.LAPSE, SYSTEM, frozenset({Party.SYSTEM}), ReasonCode.TIME_ELAPSED)

_BACK: Final = Step(
    DemandAction.RETURN_TO_MARKET, SYSTEM, frozenset({Party.SYSTEM}), ReasonCode.NO_TAKER
)
_EXPIRE: Final = Step(
    DemandAction.EXPIRE, SYSTEM, frozenset({Party.SYSTEM}), ReasonCode.TIME_ELAPSED
)


class Waits:
    """The waits for owners, inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._demands = DemandRepository(session)
        self._lives = Lives(session, feed, rules=rules)
        self._rules = rules

    async def end_unanswered(self, *, limit: int) -> int:
        """Take up to `limit` proposals to close back that got no answer; return how many."""
        unanswered = await self._demands.unanswered(utc_now(), limit=limit)
        for demand in unanswered:
            await self._lives.take(demand, _LAPSE)
        return len(unanswered)

    async def end_challenges(self, *, limit: int) -> int:
        """Bring up to `limit` challenges that nobody took up back to the market; return how many.

        What cannot be published any more, since its deadline is over, expires: its owner
        renews it with another one, or takes it home.
        """
        now = utc_now()
        over = await self._demands.challenges_over(now, limit=limit)
        for demand in over:
            if demand.challenge_due is None:
                demand.challenge_due = now + self._rules.challenge
                continue
            late = demand.deadline is not None and demand.deadline < city_today()
            await self._lives.take(demand, _EXPIRE if late else _BACK)
        return len(over)

    async def end_returned(self, *, limit: int) -> int:
        """Withdraw up to `limit` needs whose owner has not put them right; return how many."""
        returned = await self._demands.left_returned(utc_now() - self._rules.returned, limit=limit)
        for demand in returned:
            await self._lives.take(demand, _LAPSE)
        return len(returned)
