"""What can be done with responses besides their steps, inside one transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.rules import Rules
from services.requests.responses.case import Case
from services.requests.responses.domain import EDITABLE, Part
from services.requests.responses.errors import (
    ResponseNotEditableError,
    ResponseNotSentError,
)
from services.requests.responses.listing import conditions
from services.requests.responses.lives import ResponseLives
from services.requests.responses.models import ResponseOffer, ResponseTransition
from services.requests.responses.projection import contact_of, is_sent, response_as
from services.requests.responses.reads import AuthorContact, ResponseShape
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.schemas import ResponseFilters, ResponsePatch
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.clock import utc_now
from shared.pagination import Page
from shared.preconditions import require_match


class ResponseService:
    """The use cases of reading responses and of rewriting one's own."""

    def __init__(self, session: AsyncSession, *, rules: Rules) -> None:
        self._session = session
        self._responses = ResponseRepository(session)
        self._lives = ResponseLives(session, rules)

    async def rewrite(
        self, caller: Caller, response_id: UUID, patch: ResponsePatch, *, if_match: str | None
    ) -> ResponseShape:
        """Change what a response says.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            NotYourResponseError: The caller has another part in it.
            VersionChangedError: Somebody else has changed it.
            ResponseNotEditableError: It is not to be changed now.
        """
        case = await self._responses.locked_case(response_id)
        policy.responses.require_author(caller, case)
        response = case.response
        require_match(if_match, response.version)
        if response.status not in EDITABLE:
            raise ResponseNotEditableError(response.status)
        said = patch.model_dump(exclude_unset=True)
        changes = {name: value for name, value in said.items() if getattr(response, name) != value}
        for name, value in changes.items():
            setattr(response, name, value)
        if changes:
            self._lives.touch(response)
            TRAIL.record(
                self._session,
                actor=caller,
                action="response.rewrite",
                subject=f"response/{response_id}",
                details={"demand": str(case.demand.id), "fields": sorted(changes)},
            )
        return response_as(policy.responses.parties(caller, case), case)

    async def read(self, caller: Caller, response_id: UUID) -> ResponseShape:
        """Return what the caller may read of a response.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
        """
        case = await self._responses.case(response_id)
        return response_as(policy.responses.require_sight(caller, case), case)

    async def page(self, caller: Caller, wanted: ResponseFilters) -> Page[ResponseShape]:
        """Return the responses the caller has a part in.

        Raises:
            UnauthenticatedError: The caller is unknown.
        """
        policy.callers.require_known(caller)
        part = wanted.page()
        found = await self._responses.page(
            conditions(caller, wanted, utc_now()), after=part.after, limit=part.limit
        )

        def read(case: Case) -> ResponseShape:
            return response_as(policy.responses.require_sight(caller, case), case)

        return part.page(found, key=lambda case: case.response.id, read=read)

    async def history(self, caller: Caller, response_id: UUID) -> Sequence[ResponseTransition]:
        """Return every step in a response's life that the caller may know of, the first first.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            NotYourResponseError: The caller is only asked to take part in it.
        """
        await self._case_for_parties(caller, response_id)
        return await self._responses.steps(response_id)

    async def offers(self, caller: Caller, response_id: UUID) -> Sequence[ResponseOffer]:
        """Return all terms that were ever on the table, the first first.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            NotYourResponseError: The caller is only asked to take part in it.
        """
        case = await self._case_for_parties(caller, response_id)
        told = Part.AUTHOR in policy.responses.parties(caller, case) or is_sent(case.response)
        return await self._responses.offers(response_id) if told else []

    async def author_contact(self, caller: Caller, response_id: UUID) -> AuthorContact:
        """Return how to reach the author of what was sent; that it was read is logged.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            RoleMissingError: The caller is no operator.
            ResponseNotSentError: Its author has not sent it yet.
        """
        case = await self._responses.case(response_id)
        policy.responses.require_broker(caller, case)
        if not is_sent(case.response):
            raise ResponseNotSentError
        TRAIL.record(
            self._session,
            actor=caller,
            action="response.read_contact",
            subject=f"response/{response_id}",
            details={"demand": str(case.demand.id)},
        )
        return contact_of(case.response)

    async def _case_for_parties(self, caller: Caller, response_id: UUID) -> Case:
        case = await self._responses.case(response_id)
        policy.responses.require_party(caller, case)
        return case
