"""Invites those that a search came upon, if somebody answers for them."""

from collections.abc import Sequence
from typing import Final, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.disclosure import holder_of
from services.requests.demands.domain import Confidentiality
from services.requests.demands.models import Demand
from services.requests.demands.reads import FoundRead
from services.requests.demands.rules import Rules
from services.requests.demands.service import SYSTEM
from services.requests.responses.beginning import Beginning
from services.requests.responses.domain import EntryKind
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.schemas import EntryNamed, Invitation
from services.requests.responses.vouching import Catalogue, Entry
from shared.auth import Caller, Role
from shared.errors import PlatformError
from shared.feed.publisher import Feed

_DESK: Final = Caller(SYSTEM, frozenset({Role.OPERATOR}), None)
"""The clock invites as an operator would."""


class Inviting(Protocol):
    """Whoever can invite those that were found."""

    async def answering(self, found: Sequence[FoundRead]) -> Sequence[Entry]:
        """Return those for which somebody on the platform answers; no transaction is open."""
        ...

    async def invite(
        self, session: AsyncSession, demand: Demand, entries: Sequence[Entry]
    ) -> Sequence[FoundRead]:
        """Invite to a need, and return who was."""
        ...


class Inviter:
    """Invites up to `most` of those that were found and were never asked before.

    Nobody is invited to a confidential need: whom to let in on it is its firm's to say.
    """

    def __init__(self, catalogue: Catalogue, feed: Feed, *, rules: Rules, most: int) -> None:
        self._catalogue = catalogue
        self._feed = feed
        self._rules = rules
        self._most = most

    async def answering(self, found: Sequence[FoundRead]) -> Sequence[Entry]:
        """Return those for which somebody on the platform answers; no transaction is open."""
        entries = []
        for one in found if self._most else ():
            try:
                named = EntryNamed(kind=EntryKind(one.kind), id=one.id)
                entry = await self._catalogue.entry(named)
                entry.on_behalf  # noqa: B018 - it is refused here if nobody answers for it
            except PlatformError:
                continue
            entries.append(entry)
        return entries

    async def invite(
        self, session: AsyncSession, demand: Demand, entries: Sequence[Entry]
    ) -> Sequence[FoundRead]:
        """Invite to a need, and return who was."""
        if demand.confidentiality is Confidentiality.CONFIDENTIAL:
            return []
        invited: list[FoundRead] = []
        for entry in entries:
            if len(invited) == self._most:
                break
            if await self._asked(session, demand, entry):
                invited.append(FoundRead(kind=entry.kind, id=entry.id, title=entry.title))
        return invited

    async def _asked(self, session: AsyncSession, demand: Demand, entry: Entry) -> bool:
        """Invite whoever answers for an entry; return False if they know of the need already."""
        author = holder_of(*entry.on_behalf)
        if await ResponseRepository(session).of_author(demand.id, author) is not None:
            return False
        named = EntryNamed(kind=entry.kind, id=entry.id)
        try:
            await Beginning(session, self._feed, rules=self._rules).invite(
                _DESK, demand.id, Invitation(entry=named), entry
            )
        except PlatformError:
            return False
        return True
