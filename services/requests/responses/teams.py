"""Teams: whom an author asks to take part, and what they answer."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.disclosure import holder_of
from services.requests.demands.rules import Rules
from services.requests.responses.case import Case
from services.requests.responses.domain import WAITING
from services.requests.responses.errors import (
    AlreadyMemberError,
    NotYourResponseError,
    ResponseNotEditableError,
    TeamFullError,
)
from services.requests.responses.lives import ResponseLives
from services.requests.responses.models import ResponseMember
from services.requests.responses.projection import response_as
from services.requests.responses.reads import ResponseShape
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.schemas import ConsentGiven, MemberDraft
from services.requests.responses.telling import Telling
from services.requests.responses.vouching import Entry
from services.requests.tables import TRAIL
from shared.audit.trail import Detail
from shared.auth import Caller
from shared.clock import utc_now

TEAM_SIZE: Final = 20
"""Members besides the author."""


class TeamService:
    """The use cases of a team; it can change until somebody is selected or it has ended."""

    def __init__(self, session: AsyncSession, *, rules: Rules) -> None:
        self._session = session
        self._responses = ResponseRepository(session)
        self._lives = ResponseLives(session, rules)
        self._telling = Telling(session)

    async def ask(
        self, caller: Caller, response_id: UUID, draft: MemberDraft, entry: Entry
    ) -> ResponseShape:
        """Ask whoever answers for an entry to take part.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            NotYourResponseError: The caller has another part in it.
            ResponseNotEditableError: It is too late.
            EntryUnansweredError: Nobody answers for the entry.
            EntryUnavailableError: The entry is not in use.
            AlreadyMemberError: They are in the team, or its author.
            TeamFullError: The team is as large as may be.
        """
        case = await self._own(caller, response_id)
        subject, organization = entry.on_behalf
        member = holder_of(subject, organization)
        if member in {case.response.author, *(other.member for other in case.members)}:
            raise AlreadyMemberError
        if len(case.members) >= TEAM_SIZE:
            raise TeamFullError(TEAM_SIZE)
        asked = ResponseMember(
            response_id=response_id,
            member=member,
            subject=subject,
            organization=organization,
            entry_kind=entry.kind,
            entry_id=entry.id,
            entry_title=entry.title,
            role=draft.role,
            task=draft.task,
        )
        await self._responses.add(asked)
        self._telling.ask_member(case, asked)
        self._record(caller, asked, "ask")
        return await self._changed(caller, case)

    async def dismiss(self, caller: Caller, response_id: UUID, member_id: UUID) -> None:
        """Take somebody out of the team, whatever they have answered.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            NotYourResponseError: The caller has another part in it.
            ResponseNotEditableError: It is too late.
            MemberNotFoundError: The team has no such member.
        """
        case = await self._own(caller, response_id)
        member = await self._responses.member(response_id, member_id)
        self._record(caller, member, "dismiss")
        await self._responses.remove(member)
        self._lives.touch(case.response)

    async def answer(
        self, caller: Caller, response_id: UUID, member_id: UUID, given: ConsentGiven
    ) -> ResponseShape:
        """Agree to take part, or not; whoever has agreed can take it back until the selection.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            MemberNotFoundError: The team has no such member.
            NotYourResponseError: Somebody else is asked.
            ResponseNotEditableError: It is too late.
        """
        case = await self._responses.locked_case(response_id)
        parts = policy.responses.require_sight(caller, case)
        member = await self._responses.member(response_id, member_id)
        if not policy.responses.is_member(caller, member):
            raise NotYourResponseError
        _require_waiting(case)
        member.consent, member.consent_note = given.consent, given.note
        member.consent_at = utc_now()
        self._telling.tell_consent(case, member)
        self._record(caller, member, "answer", consent=given.consent)
        self._lives.touch(case.response)
        return response_as(parts, await self._responses.case(response_id))

    def _record(self, caller: Caller, member: ResponseMember, act: str, **said: Detail) -> None:
        TRAIL.record(
            self._session,
            actor=caller,
            action=f"team.{act}",
            subject=f"response/{member.response_id}",
            details={"member": str(member.id), **said},
        )

    async def _own(self, caller: Caller, response_id: UUID) -> Case:
        case = await self._responses.locked_case(response_id)
        policy.responses.require_author(caller, case)
        _require_waiting(case)
        return case

    async def _changed(self, caller: Caller, case: Case) -> ResponseShape:
        self._lives.touch(case.response)
        case = await self._responses.case(case.response.id)
        return response_as(policy.responses.parties(caller, case), case)


def _require_waiting(case: Case) -> None:
    if case.response.status not in WAITING:
        raise ResponseNotEditableError(case.response.status)
