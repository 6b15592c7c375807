"""What becomes of somebody's needs, responses and talks when they leave."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.desk import Desk
from services.requests.demands.disclosure import OF_THE_DESK
from services.requests.demands.domain import DemandAction, DemandStatus, Party
from services.requests.demands.editing import ENDED
from services.requests.demands.life import actions_for
from services.requests.demands.lives import Lives
from services.requests.demands.models import Demand, ErasureMark
from services.requests.demands.reasons import ReasonCode
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.demands.steps import DeskStep
from services.requests.demands.telling import owner_of
from services.requests.engagements import domain as engaged
from services.requests.engagements.lives import EngagementLives
from services.requests.engagements.lives import Step as EngagementStep
from services.requests.engagements.reasons import EngagementReason
from services.requests.engagements.repository import EngagementRepository
from services.requests.grants.domain import GrantAction, GrantParty
from services.requests.grants.lives import GrantLives
from services.requests.grants.lives import Step as GrantStep
from services.requests.grants.reasons import GrantReason
from services.requests.grants.rules import GrantRules
from services.requests.messages import MESSAGES, MessageCode
from services.requests.people.holdings import HOLDINGS
from services.requests.people.repository import PersonRepository
from services.requests.responses.domain import (
    IN_HAND,
    Consent,
    Part,
    ResponseAction,
    ResponseStatus,
)
from services.requests.responses.lives import Step as ResponseStep
from services.requests.responses.models import ResponseMember
from services.requests.responses.reasons import ResponseReason
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.stepping import Stepping
from shared.auth import Caller
from shared.clock import utc_now
from shared.feed.publisher import Feed
from shared.people.holdings import Whom, forget
from shared.people.marks import hold_off_imports, keep_marks
from shared.people.recognition import Named, Recognition
from shared.people.wire import ErasureRead, ObligationRead, PersonLeaves

_OWNER: Final = frozenset({Party.OWNER})
_AUTHOR: Final = frozenset({Part.AUTHOR})
_HOLDER: Final = frozenset({GrantParty.HOLDER})

_GIVING_UP: Final = {
    ResponseStatus.INVITED: (ResponseAction.DECLINE, ResponseReason.NO_CAPACITY),
    ResponseStatus.DRAFT: (ResponseAction.DISCARD, None),
    **dict.fromkeys(IN_HAND, (ResponseAction.WITHDRAW, ResponseReason.NO_CAPACITY)),
}


class RequestsLeaving:
    """What this service does when somebody leaves the platform."""

    def __init__(
        self, feed: Feed, rules: Rules, grant_rules: GrantRules, recognition: Recognition
    ) -> None:
        self._recognition = recognition
        self._feed = feed
        self._rules = rules
        self._grant_rules = grant_rules

    async def obligations(
        self, session: AsyncSession, subject: str, organizations: list[str]
    ) -> list[ObligationRead]:
        """Return the contracts that are signed and not over."""
        found = await PersonRepository(session, subject).contracts(organizations)
        return [
            ObligationRead(
                kind="engagement",
                id=engagement.id,
                number=engagement.case_number,
                title=engagement.title,
                status=engagement.status,
            )
            for engagement in found
        ]

    async def leave(self, session: AsyncSession, whom: Whom, asked: PersonLeaves) -> ErasureRead:
        """End what is the person's alone as they could have; forget what identifies them.

        Those who waited for them are told, as of any end. What they wrote down for others
        goes on with the desk, and needs that others posted go on with nobody to be reached. No
        import names them again.
        """
        await hold_off_imports(session)
        own = PersonRepository(session, whom.subject, asked.organizations)
        ending = _Ending(session, self._feed, self._rules, whom.subject, asked.organizations)
        for demand in await own.written_for_others(at_the_desk=asked.at_the_desk):
            ending.give_to_the_desk(demand)
        await session.flush()
        named = await own.named_in(whom.email)
        await self._end(session, own, ending)
        await own.leave_joined()
        await own.hand_back()
        await session.flush()
        await own.forget_contacts([demand.id for demand in named])
        cards = [Named(email=whom.email), *await own.cards(whom.email)]
        marks = {mark for card in cards for mark in self._recognition.marks(card)}
        await keep_marks(session, ErasureMark, marks)
        ending.tell_without_contact(named)
        await own.forget_words()
        await own.forget_titles(asked.entries)
        await MESSAGES.forget(session, whom.subject)
        return ErasureRead(tables=await forget(session, HOLDINGS, whom))

    async def _end(self, session: AsyncSession, own: PersonRepository, ending: "_Ending") -> None:
        for need_id in await own.needs():
            await ending.need(need_id)
        for response_id in await own.responses():
            await ending.response(response_id)
        for member in await own.memberships():
            await ending.membership(member)
        for engagement_id in await own.talks():
            await ending.talks(engagement_id)
        lives = GrantLives(session, self._grant_rules)
        for grant in await own.grants():
            demand = await session.get_one(Demand, grant.demand_id)
            step = GrantStep(
                GrantAction.TAKE_BACK, own.subject, _HOLDER, GrantReason.NOT_INTERESTED
            )
            lives.take(grant, demand, step)


class _Ending:
    """Ends things as the person could have ended them."""

    def __init__(
        self,
        session: AsyncSession,
        feed: Feed,
        rules: Rules,
        subject: str,
        organizations: Collection[str],
    ) -> None:
        self._session = session
        self._caller = Caller(subject)
        self._organizations = organizations
        self._lives = Lives(session, feed, rules=rules)
        self._demands = DemandRepository(session)
        self._desk = Desk(session, self._lives, rules)
        self._responses = ResponseRepository(session)
        self._stepping = Stepping(session, feed, rules=rules)
        self._engagements = EngagementRepository(session)
        self._engagement_lives = EngagementLives(session, feed, rules=rules)

    def give_to_the_desk(self, demand: Demand) -> None:
        """Let whoever is at the desk own what was written down for others."""
        self._lives.rewrite(demand, {"owner_subject": OF_THE_DESK})

    def tell_without_contact(self, demands: Sequence[Demand]) -> None:
        """Tell the owners of needs that still live that nobody is to be reached there."""
        for demand in demands:
            if demand.status not in ENDED:
                MESSAGES.tell(
                    self._session,
                    to=owner_of(demand),
                    code=MessageCode.NEED_WITHOUT_CONTACT,
                    facts={"case_number": demand.case_number, "title": demand.title},
                    link=f"/demands/{demand.id}",
                )

    async def need(self, need_id: UUID) -> None:
        """Withdraw a need for which somebody looks, or might look again."""
        demand = await self._demands.get(need_id, for_update=True)
        if demand.status is DemandStatus.UNRESOLVED:
            # Nobody may withdraw what was judged, but its owner may take it home.
            await self._take(demand, DeskStep(action=DemandAction.REVISE))
        asked = demand.closing_reason is not None
        if DemandAction.WITHDRAW in actions_for(demand.status, _OWNER, closing_proposed=asked):
            why = ReasonCode.NO_LONGER_NEEDED
            await self._take(demand, DeskStep(action=DemandAction.WITHDRAW, reason_code=why))

    async def response(self, response_id: UUID) -> None:
        """Take back a response, or decline an invitation."""
        case = await self._responses.locked_case(response_id)
        if (what := _GIVING_UP.get(case.response.status)) is not None:
            action, why = what
            await self._stepping.take(
                case, ResponseStep(action, self._caller.subject, _AUTHOR, why)
            )

    async def membership(self, member: ResponseMember) -> None:
        """Take part in somebody else's response no longer."""
        case = await self._responses.locked_case(member.response_id)
        member.consent, member.consent_at = Consent.REFUSED, utc_now()
        self._stepping.telling.tell_consent(case, member)
        self._stepping.lives.touch(case.response)

    async def talks(self, engagement_id: UUID) -> None:
        """End talks in which nothing is signed."""
        engagement = await self._engagements.locked(engagement_id)
        if engagement.status not in engaged.BEFORE_CONTRACT:
            return
        helps = (
            engagement.helper_subject == self._caller.subject
            or engagement.helper_organization in self._organizations
        )
        side = engaged.Party.HELPER if helps else engaged.Party.FIRM
        why = EngagementReason.HELPER_UNABLE if helps else EngagementReason.NEED_CHANGED
        step = EngagementStep(
            engaged.EngagementAction.TERMINATE, self._caller, frozenset({side}), why
        )
        await self._engagement_lives.take(engagement, step)

    async def _take(self, demand: Demand, step: DeskStep) -> None:
        await self._desk.take(self._caller, demand, step, _OWNER)
