"""Keeps an expert's file (一人一档) in step with their registration."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import EntryAction, EntryKind, EntryStatus, ReasonCode
from services.catalog.entries.models import EntryTable, StatusChange
from services.catalog.entries.publication import announce
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.service import changed_values, checked, fresh_values
from services.catalog.experts.service import EXPERTS
from services.catalog.registrations.errors import FileNotTheirsError
from services.catalog.registrations.models import Registration
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed

ACTIONS: Final[Mapping[tuple[EntryStatus, EntryStatus], EntryAction]] = {
    (EntryStatus.ACTIVE, EntryStatus.TEMPORARILY_CLOSED): EntryAction.SUSPEND,
    (EntryStatus.TEMPORARILY_CLOSED, EntryStatus.ACTIVE): EntryAction.RESUME,
    (EntryStatus.ACTIVE, EntryStatus.WITHDRAWN): EntryAction.WITHDRAW,
    (EntryStatus.TEMPORARILY_CLOSED, EntryStatus.WITHDRAWN): EntryAction.WITHDRAW,
    (EntryStatus.WITHDRAWN, EntryStatus.ACTIVE): EntryAction.RESTORE,
}
"""What is done to a file to bring it from one status to another."""


class ExpertFiles:
    """The files of registered experts, inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed) -> None:
        self._session = session
        self._feed = feed
        self._entries = EntryRepository(session, EXPERTS)

    async def open(self, registration: Registration, wanted: UUID | None, actor: str) -> UUID:
        """Make the person's file, or take up the one there is, and return its id.

        Args:
            registration: Whose; it has a number.
            wanted: A file that was imported and is theirs, if an operator knows one.
            actor: Who registers them.

        Raises:
            ExpertNotFoundError: There is no such file.
            FileNotTheirsError: It belongs to somebody else, or they have another one.
        """
        await self._entries.wait_for_turn()
        entry = await self._theirs(registration.subject, wanted)
        if entry is None:
            return await self._create(registration)
        said = {**EXPERTS.stated_in(entry), **_stated(registration, over=entry)}
        draft = checked(EXPERTS, said)
        await self._rewrite(entry, draft.model_dump(), EntryStatus.ACTIVE, actor)
        return entry.id

    async def stand(self, registration: Registration, status: EntryStatus, actor: str) -> None:
        """Let the file be found, rest or be withdrawn, as its owner's registration has it."""
        if registration.expert_id is None:
            return
        entry = await self._entries.get(registration.expert_id, for_update=True)
        said = EXPERTS.stated_in(entry)
        if status is EntryStatus.WITHDRAWN:
            said["registration_number"] = None
        elif status is EntryStatus.ACTIVE:
            said["registration_number"] = registration.number
        await self._rewrite(entry, said, status, actor)

    async def _theirs(self, subject: str, wanted: UUID | None) -> EntryTable | None:
        owned = (await self._entries.ids_by_owner([subject])).get(subject)
        found = wanted or owned
        if found is None:
            return None
        entry = await self._entries.get(found, for_update=True)
        if entry.owner_subject not in {None, subject} or owned not in {None, found}:
            raise FileNotTheirsError(found)
        return entry

    async def _create(self, registration: Registration) -> UUID:
        draft = checked(EXPERTS, _stated(registration))
        values = fresh_values(EXPERTS, draft.model_dump())
        values["source_id"] = str(values["id"])
        await self._entries.insert([values])
        await announce(self._feed, self._session, EXPERTS, [values])
        new_id: UUID = values["id"]
        return new_id

    async def _rewrite(
        self, entry: EntryTable, said: Mapping[str, Any], status: EntryStatus, actor: str
    ) -> None:
        if action := ACTIONS.get((entry.status, status)):
            self._entries.record(_step(entry, action, status, actor))
        held = status is not EntryStatus.ACTIVE
        values = {
            **changed_values(EXPERTS, entry, said),
            "status": status,
            "held_by_operator": held,
        }
        await self._entries.update([values])
        await self._session.refresh(entry)
        await announce(self._feed, self._session, EXPERTS, [values])


def _stated(registration: Registration, over: EntryTable | None = None) -> dict[str, Any]:
    """Return what a registration says of its person; over a file, only what it does say."""
    profile = {
        name: value
        for name, value in registration.profile.items()
        if over is None or value not in (None, [], "")
    }
    return {
        **profile,
        "organization_name": registration.sender_name,
        "owner_subject": registration.subject,
        "owner_organization": registration.sender,
        "registration_number": registration.number,
        "assured_date": city_today(),
    }


def _step(entry: EntryTable, action: EntryAction, status: EntryStatus, actor: str) -> StatusChange:
    return StatusChange(
        kind=EntryKind.EXPERT,
        entry_id=entry.id,
        action=action,
        from_status=entry.status,
        to_status=status,
        actor=actor,
        by_operator=True,
        at=utc_now(),
        reason_code=ReasonCode.OTHER,
        note="随专家登记状态变更 / follows the registration",
    )
