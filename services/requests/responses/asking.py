"""What needs the catalogue's word first: no transaction waits for it."""

from uuid import UUID

from services.requests import policy
from services.requests.demands.repository import DemandRepository
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.schemas import Invitation, MemberDraft, ResponseDraft
from services.requests.responses.vouching import Catalogue, Entry
from shared.auth import Caller
from shared.database import Database


class Asking:
    """Asks the catalogue about entries, once it is known that the caller may name them here."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    async def for_draft(
        self, caller: Caller, demand_id: UUID, draft: ResponseDraft
    ) -> Entry | None:
        """Return the entry that somebody responds with, if they name one.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            RoleMissingError: The caller does not meet needs.
            EntryNotFoundError: The catalogue has no such entry.
        """
        async with self._database.snapshot() as session:
            policy.demands.require_sight(caller, await DemandRepository(session).get(demand_id))
        policy.responses.require_responder(caller)
        return None if draft.entry is None else await self._catalogue.entry(draft.entry)

    async def for_invitation(
        self, caller: Caller, demand_id: UUID, invitation: Invitation
    ) -> Entry:
        """Return the entry whose owner is to be invited.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
            EntryNotFoundError: The catalogue has no such entry.
        """
        async with self._database.snapshot() as session:
            policy.demands.require_part(caller, await DemandRepository(session).get(demand_id))
        return await self._catalogue.entry(invitation.entry)

    async def for_team(self, caller: Caller, response_id: UUID, member: MemberDraft) -> Entry:
        """Return the entry whose owner is asked to take part.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            NotYourResponseError: The caller has another part in it.
            EntryNotFoundError: The catalogue has no such entry.
        """
        async with self._database.snapshot() as session:
            policy.responses.require_author(
                caller, await ResponseRepository(session).case(response_id)
            )
        return await self._catalogue.entry(member.entry)
