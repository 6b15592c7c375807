"""Who answers for an entry of the catalogue, before it is named in a response."""

from typing import Protocol
from uuid import UUID

from pydantic import BaseModel

from services.requests import policy
from services.requests.responses.domain import EntryKind
from services.requests.responses.errors import (
    EntryUnansweredError,
    EntryUnavailableError,
    NotYourEntryError,
)
from services.requests.responses.schemas import EntryNamed
from shared.auth import Caller

_IN_USE = frozenset({"active", "temporarily_closed"})


class Entry(BaseModel):
    """An entry, and who answers for it, as the catalogue says."""

    kind: EntryKind
    id: UUID
    title: str
    owner_subject: str | None
    owner_organization: str | None
    status: str

    @property
    def on_behalf(self) -> tuple[str, str | None]:
        """Who responds with it: an expert in person, everybody else's organization.

        Raises:
            EntryUnansweredError: Nobody on the platform answers for it.
            EntryUnavailableError: It is not in the catalogue any more.
        """
        if self.status not in _IN_USE:
            raise EntryUnavailableError(self.title)
        if self.owner_subject is None:
            raise EntryUnansweredError(self.title)
        personal = self.kind is EntryKind.EXPERT
        return self.owner_subject, None if personal else self.owner_organization

    def require_own(self, caller: Caller) -> None:
        """Let those pass who answer for it.

        Raises:
            NotYourEntryError: Somebody else does, or nobody.
            EntryUnavailableError: It is not in the catalogue any more.
        """
        owner = self.owner_subject, self.owner_organization
        if not policy.responses.answers_for(caller, *owner):
            raise NotYourEntryError
        if self.status not in _IN_USE:
            raise EntryUnavailableError(self.title)


class Catalogue(Protocol):
    """Whoever knows who answers for entries."""

    async def entry(self, named: EntryNamed) -> Entry:
        """Return an entry with who answers for it.

        Raises:
            EntryNotFoundError: The catalogue has none such.
            PeerUnavailableError: The catalogue does not answer.
        """
        ...
