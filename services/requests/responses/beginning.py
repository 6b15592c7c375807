"""How responses begin: somebody writes one, or is invited to."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.disclosure import Person, holder_of, owns
from services.requests.demands.domain import OPEN
from services.requests.demands.models import Demand
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.responses.domain import INVITABLE, ResponseAction, ResponseStatus
from services.requests.responses.errors import (
    AlreadyRespondedError,
    NotTakingResponsesError,
    OwnNeedError,
)
from services.requests.responses.lives import Step
from services.requests.responses.models import Response
from services.requests.responses.projection import response_as
from services.requests.responses.reads import ResponseShape
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.schemas import Invitation, ResponseDraft
from services.requests.responses.stepping import Stepping
from services.requests.responses.vouching import Entry
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.clock import utc_now
from shared.feed.publisher import Feed


class Beginning:
    """The use cases of beginning a response."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._demands = DemandRepository(session)
        self._responses = ResponseRepository(session)
        self._stepping = Stepping(session, feed, rules=rules)
        self._rules = rules

    async def draft(
        self, caller: Caller, demand_id: UUID, draft: ResponseDraft, entry: Entry | None
    ) -> ResponseShape:
        """Write down a response that only its author sees.

        Args:
            caller: Who responds.
            demand_id: To which need.
            draft: What they say.
            entry: The entry they named, as the catalogue knows it.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            RoleMissingError: The caller does not meet needs.
            OwnNeedError: It is the caller's own need.
            NotTakingResponsesError: It takes no responses at present.
            NotYourEntryError: Somebody else answers for the entry.
            AlreadyRespondedError: The author has a response to the need.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        policy.demands.require_sight(caller, demand)
        author = policy.responses.author_of(caller, None if entry is None else entry.kind)
        if entry is not None:
            entry.require_own(caller)
        await self._require_open(demand, policy.demands.person_of(caller))
        if present := await self._responses.of_author(demand.id, holder_of(*author)):
            raise AlreadyRespondedError(present.id)
        response = self._fresh(demand, author, entry, ResponseStatus.DRAFT)
        for name, value in draft.model_dump(exclude={"entry"}).items():
            setattr(response, name, value)
        await self._responses.add(response)
        self._log(caller, response, "draft")
        return await self._read(caller, response)

    async def invite(
        self, caller: Caller, demand_id: UUID, invitation: Invitation, entry: Entry
    ) -> ResponseShape:
        """Invite whoever answers for an entry to respond.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
            OwnNeedError: It is their own need.
            NotTakingResponsesError: It takes no responses at present.
            EntryUnansweredError: Nobody answers for the entry.
            EntryUnavailableError: The entry is not in use.
            AlreadyRespondedError: They have answered already, or declined to.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        parts = policy.responses.parts_in_need(policy.demands.require_part(caller, demand))
        author = entry.on_behalf
        await self._require_open(demand, Person(author[0], entry.owner_organization))
        step = Step(ResponseAction.INVITE, caller.subject, parts)
        response = await self._responses.of_author(demand.id, holder_of(*author))
        if response is None:
            response = self._fresh(demand, author, entry, ResponseStatus.INVITED)
            _write(response, invitation, caller)
            await self._responses.add(response)
            await self._stepping.begin(await self._responses.case(response.id), step)
        elif response.status in INVITABLE:
            _write(response, invitation, caller)
            await self._stepping.take(await self._responses.case(response.id), step)
        else:
            raise AlreadyRespondedError(response.id)
        self._log(caller, response, "invite")
        return await self._read(caller, response)

    def _log(self, caller: Caller, response: Response, action: str) -> None:
        TRAIL.record(
            self._stepping.session,
            actor=caller,
            action=f"response.{action}",
            subject=f"response/{response.id}",
            details={"demand": str(response.demand_id), "to": response.status.value},
        )

    async def _require_open(self, demand: Demand, author: Person) -> None:
        if owns(author, demand.standing()):
            raise OwnNeedError
        if demand.status not in OPEN or await self._responses.taken([demand.id]):
            raise NotTakingResponsesError

    def _fresh(
        self,
        demand: Demand,
        author: tuple[str, str | None],
        entry: Entry | None,
        status: ResponseStatus,
    ) -> Response:
        subject, organization = author
        return Response(
            demand_id=demand.id,
            status=status,
            due_at=self._rules.responses.due(status, utc_now(), self._rules.clock.working),
            author=holder_of(subject, organization),
            author_subject=subject,
            author_organization=organization,
            entry_kind=None if entry is None else entry.kind,
            entry_id=None if entry is None else entry.id,
            entry_title=None if entry is None else entry.title,
        )

    async def _read(self, caller: Caller, response: Response) -> ResponseShape:
        case = await self._responses.case(response.id)
        return response_as(policy.responses.parties(caller, case), case)


def _write(response: Response, invitation: Invitation, caller: Caller) -> None:
    response.invited_by, response.invitation = caller.subject, invitation.message
