"""Carries what somebody wrote for a merged need on to the need it was merged into."""

from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.disclosure import Person, owns
from services.requests.demands.domain import OPEN
from services.requests.demands.models import Demand
from services.requests.demands.rules import Rules
from services.requests.responses.domain import ResponseStatus
from services.requests.responses.models import Response
from services.requests.responses.repository import ResponseRepository
from shared.clock import utc_now
from shared.database import savepoint
from shared.types import new_id

_KEPT: Final = frozenset(
    {
        *("author", "author_subject", "author_organization"),
        *("entry_kind", "entry_id", "entry_title"),
        *("approach", "experience", "available_from"),
        *("contact_name", "contact_phone", "contact_email"),
    }
)
"""What an author said; who invited them, and who was to help them, was for the other need."""


class Carrying:
    """Begins drafts with what was written elsewhere, inside one transaction."""

    def __init__(self, session: AsyncSession, rules: Rules) -> None:
        self._session = session
        self._responses = ResponseRepository(session)
        self._rules = rules

    async def carry_on(self, response: Response, into: Demand) -> Response | None:
        """Return a draft to the other need, which its author may send; they alone see it.

        None if there is nothing to carry on, or they have a response there, or may have none.
        """
        if response.approach is None and response.experience is None:
            return None
        author = Person(response.author_subject, response.author_organization)
        if owns(author, into.standing()) or into.status not in OPEN:
            return None
        if await self._responses.taken([into.id]):
            return None
        if await self._responses.of_author(into.id, response.author) is not None:
            return None
        return await self._begun(response, into)

    async def _begun(self, response: Response, into: Demand) -> Response | None:
        due = self._rules.responses.due(ResponseStatus.DRAFT, utc_now(), self._rules.clock.working)
        said = {name: getattr(response, name) for name in _KEPT}
        draft = Response(
            id=new_id(), demand_id=into.id, status=ResponseStatus.DRAFT, due_at=due, **said
        )
        try:
            async with savepoint(self._session):
                await self._responses.add(draft)
        except IntegrityError:
            # They have begun one there at this very moment.
            return None
        return draft
