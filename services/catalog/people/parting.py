"""What becomes of catalogue entries whose owner, or contact, leaves.

    an expert's file                    ends, emptied; its key at its source becomes a digest;
                                        likewise a source's file of them that nobody has claimed
    written by them, for nobody else    ends
    of an organization                  goes on: whoever of it changes it next looks after it
    taken over from another source      goes on: the desk looks after it
    theirs to be reached at             goes on, without them

Whom an entry no longer names is not named again by the next import of the same row.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import (
    CARD,
    LOCAL_SOURCE,
    EntryAction,
    EntryKind,
    EntryStatus,
    forgotten_key,
)
from services.catalog.entries.kind import Kind
from services.catalog.entries.models import EntryTable, StatusChange
from services.catalog.entries.naming import named_in
from services.catalog.entries.publication import announce
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.service import changed_values
from services.catalog.entries.telling import owner_of
from services.catalog.messages import MESSAGES, MessageCode
from services.catalog.people.repository import PersonRepository
from shared.auth import Role
from shared.clock import utc_now
from shared.feed.publisher import Feed
from shared.messages.wire import Recipient, role
from shared.people.holdings import LEFT, Whom
from shared.people.recognition import Named

_EMPTY_FILE: Final[Mapping[str, Any]] = {
    "name": LEFT,
    "title": None,
    "organization_name": None,
    "summary": None,
    "specialties": [],
    "results": [],
    "service_history": [],
    "registration_number": None,
    "languages": [],
    "keywords": [],
    "hours_per_month": None,
    "contact_name": None,
    "contact_phone": None,
    "contact_email": None,
}
"""What stands in an expert's file when the expert has left."""


_NOBODY: Final[Mapping[str, Any]] = dict.fromkeys(CARD)


class Parting:
    """Parts somebody from the entries of the catalogue, inside one transaction.

    Args:
        session: The transaction.
        feed: Where followers hear of it.
        whom: Who leaves.
        ending: The organizations that end with them.
    """

    def __init__(
        self, session: AsyncSession, feed: Feed, whom: Whom, ending: Collection[str]
    ) -> None:
        self._session = session
        self._feed = feed
        self._whom = whom
        self._ending = ending
        self._own = PersonRepository(session, whom.subject)
        self._left_behind: dict[Recipient, list[tuple[Kind, EntryTable]]] = {}
        self.gone: list[UUID] = []
        """The entries that ended with them."""
        self.named = [Named(email=whom.email)]
        """How they were named: by the address of their account, and in their own file."""

    async def part(self, kind: Kind) -> None:
        """Part them from the entries of one kind."""
        named = await self._own.named_in(kind, self._whom.email) if self._whom.email else []
        kept = []
        for entry in (*await self._own.entries(kind), *named):
            if self._is_theirs_alone(kind, entry):
                await self._end(kind, entry)
            else:
                await self._go_on(kind, entry)
                kept.append(entry.id)
        await self._own.forget_contacts(kept)

    def tell(self) -> None:
        """Tell those who are left to look after entries, each once."""
        for to, entries in self._left_behind.items():
            kind, entry = entries[0]
            MESSAGES.tell(
                self._session,
                to=to,
                code=MessageCode.ENTRIES_LEFT_BEHIND,
                facts={"title": str(getattr(entry, entry.NAME)), "count": len(entries)},
                link=f"/catalog/{kind.kind.value}/{entry.id}",
            )

    def _is_theirs_alone(self, kind: Kind, entry: EntryTable) -> bool:
        theirs = entry.owner_subject == self._whom.subject
        if kind.kind is EntryKind.EXPERT:
            # A source's file that nobody has claimed, and they are reached at, tells of them.
            reached = entry.contact_name in {None, getattr(entry, entry.NAME)}
            return theirs or (entry.owner_subject is None and reached)
        if not theirs:
            return False
        return self._organization_of(entry) is None and entry.source == LOCAL_SOURCE

    def _organization_of(self, entry: EntryTable) -> str | None:
        ends = entry.owner_organization in self._ending
        return None if ends else entry.owner_organization

    async def _end(self, kind: Kind, entry: EntryTable) -> None:
        """Withdraw an entry, and empty it if it tells of a person."""
        if entry.status is not EntryStatus.WITHDRAWN:
            EntryRepository(self._session, kind).record(_withdrawn(kind, entry, self._whom.subject))
        said = kind.stated_in(entry)
        if kind.kind is EntryKind.EXPERT and said["name"] != LEFT:
            self.named += named_in(kind, said)
        if kind.kind is EntryKind.EXPERT:
            said |= {**_EMPTY_FILE, "source_id": forgotten_key(entry.source, entry.source_id)}
        await self._store(kind, entry, {**said, "status": EntryStatus.WITHDRAWN})
        self.gone.append(entry.id)

    async def _go_on(self, kind: Kind, entry: EntryTable) -> None:
        """Let an entry go on without them, with whoever is left."""
        said = {**kind.stated_in(entry), **_NOBODY}
        if entry.owner_subject == self._whom.subject:
            said |= {"owner_subject": None, "owner_organization": self._organization_of(entry)}
        await self._store(kind, entry, said)
        to = owner_of(entry) or role(Role.OPERATOR)
        if entry.status is not EntryStatus.WITHDRAWN:
            self._left_behind.setdefault(to, []).append((kind, entry))

    async def _store(self, kind: Kind, entry: EntryTable, said: Mapping[str, Any]) -> None:
        values = changed_values(kind, entry, said)
        await EntryRepository(self._session, kind).update([values])
        await self._session.refresh(entry)
        await announce(self._feed, self._session, kind, [values])


def _withdrawn(kind: Kind, entry: EntryTable, subject: str) -> StatusChange:
    return StatusChange(
        kind=kind.kind,
        entry_id=entry.id,
        action=EntryAction.WITHDRAW,
        from_status=entry.status,
        to_status=EntryStatus.WITHDRAWN,
        actor=subject,
        by_operator=False,
        at=utc_now(),
    )
