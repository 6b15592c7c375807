"""Takes steps with all that follows from each: the need, the contacts, the messages."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.rules import Rules
from services.requests.grants.exchange import ContactExchanges
from services.requests.grants.participation import Participations
from services.requests.outcomes.domain import OUTCOMES
from services.requests.outcomes.publishing import publish_outcome
from services.requests.responses.case import Case
from services.requests.responses.domain import LIVE, ResponseAction
from services.requests.responses.driving import Driving
from services.requests.responses.lives import ResponseLives, Step, ends
from services.requests.responses.models import ResponseTransition
from services.requests.responses.reasons import ResponseReason
from services.requests.responses.telling import Telling
from shared.feed.publisher import Feed

_COMING: Final = frozenset({ResponseAction.EXPRESS, ResponseAction.RECONSIDER})


class Stepping:
    """Takes steps with locked cases, inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self.session, self.rules = session, rules
        self._feed = feed
        self.lives = ResponseLives(session, rules)
        self.telling = Telling(session)
        self.exchanges = ContactExchanges(session)
        self.driving = Driving(session, feed, rules)
        self._participations = Participations(session)

    async def take(self, case: Case, step: Step) -> ResponseTransition:
        """Take a step, and do what follows from it.

        Raises:
            IllegalTransitionError: The response cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
        """
        known = policy.responses.reached_others(case.response)
        taken = self.lives.take(case, step)
        await self.session.flush()
        await self._let_see(case, taken)
        await self._drive(case, taken)
        if taken.reason_code is not ResponseReason.NEED_MERGED:
            # Of a merger its author is told where the need goes on (`following`).
            self.telling.tell_of(case, taken, known=known)
        await self._publish(case, taken)
        return taken

    async def begin(self, case: Case, step: Step) -> None:
        """Record the step that a response begins with, and do what follows from it."""
        taken = self.lives.begin(case, step)
        await self.session.flush()
        await self._let_see(case, taken)
        self.telling.tell_of(case, taken, known=True)
        await self._publish(case, taken)

    async def _publish(self, case: Case, taken: ResponseTransition) -> None:
        if taken.action in OUTCOMES:
            await publish_outcome(self.session, self._feed, case.response.id)

    async def _let_see(self, case: Case, taken: ResponseTransition) -> None:
        """Let whoever was invited see what the need is about, for as long as they respond."""
        response = case.response
        if ends(response.status):
            await self._participations.end(response.id)
            await self.exchanges.call_off(response.id)
        elif response.invited_by is not None and response.status is not taken.from_status:
            await self._participations.invite(
                response.demand_id, policy.responses.holder(response), basis=response.id
            )

    async def _drive(self, case: Case, taken: ResponseTransition) -> None:
        demand, response_id = case.demand, case.response.id
        if taken.action in _COMING:
            await self.driving.somebody_is_there(case, taken.actor)
        elif taken.from_status in LIVE and taken.to_status not in LIVE:
            await self.driving.somebody_is_gone(demand, response_id, taken.actor)
