"""What is done with entries of any kind, each inside one transaction."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog import policy
from services.catalog.entries.domain import EntryStatus, forgotten_key
from services.catalog.entries.errors import KeyTakenError, OperatorsChoiceError
from services.catalog.entries.kind import Kind
from services.catalog.entries.lifecycle import LIFECYCLE, OPERATOR, Standing
from services.catalog.entries.models import EntryTable, StatusChange
from services.catalog.entries.owning import WHOSE, taken_up, whose
from services.catalog.entries.publication import announce
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.schemas import (
    EntryDraft,
    EntryFilters,
    EntryPatch,
    EntryRead,
    StatusChangeDraft,
)
from services.catalog.entries.sorting import sort_name_of
from services.catalog.entries.telling import tell_of_move
from services.catalog.entries.views import public_view, view
from services.catalog.listings.telling import tell_operators
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.errors import InvalidError, field_problems
from shared.feed.publisher import Feed
from shared.pagination import Page
from shared.preconditions import require_match
from shared.types import new_id


def fresh_values(kind: Kind, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return all columns of a new entry of which this is said."""
    now = utc_now()
    return {
        "id": new_id(),
        "version": 1,
        "status": EntryStatus.ACTIVE,
        "held_by_operator": False,
        "created_at": now,
        "updated_at": now,
        **stated,
        "sort_name": sort_name_of(stated[kind.table.NAME]),
    }


def changed_values(kind: Kind, entry: EntryTable, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return all columns of an entry of which this is said from now on."""
    return {
        **kind.values_of(entry),
        **stated,
        "version": entry.version + 1,
        "updated_at": utc_now(),
        "sort_name": sort_name_of(stated[kind.table.NAME]),
    }


def differences(kind: Kind, entry: EntryTable, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the things said is not already so."""
    present = kind.stated_in(entry)
    return {name: value for name, value in stated.items() if present[name] != value}


def checked(kind: Kind, stated: Mapping[str, Any]) -> EntryDraft:
    """Return a draft that says all this.

    Raises:
        InvalidError: It breaks a rule.
    """
    try:
        return kind.draft.model_validate(stated)
    except ValidationError as failure:
        raise InvalidError(problems=field_problems(failure)) from failure


class EntryService:
    """The use cases of one kind of entry, for one caller."""

    def __init__(
        self,
        session: AsyncSession,
        kind: Kind,
        feed: Feed,
        caller: Caller,
        *,
        standing: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._session = session
        self._kind = kind
        self._feed = feed
        self._caller = caller
        self._new = standing
        self._entries = EntryRepository(session, kind)

    async def create(self, draft: EntryDraft) -> EntryTable:
        """Write a new entry, the caller's own unless an operator says otherwise.

        Raises:
            KeyTakenError: The source has an entry with this key.
            OwnerTakenError: The owner may have only one, and has it.
        """
        policy.entries.require_author(self._caller, self._kind.kind)
        policy.entries.require_own_key(self._caller, draft.source)
        owner = draft.owner_subject or self._default_owner()
        organization = draft.owner_organization or self._default_organization()
        policy.entries.require_own_subject(self._caller, owner)
        policy.entries.require_own_organization(self._caller, organization)
        policy.entries.require_own_words(self._caller, self._kind, draft.model_dump(), {})
        owned = {"owner_subject": owner, "owner_organization": organization}
        values = fresh_values(self._kind, {**draft.model_dump(), **owned, **self._new})
        values["source_id"] = draft.source_id or str(values["id"])
        await self._entries.wait_for_turn()
        await self._require_free_key(values["source"], values["source_id"])
        await self._require_free_owner(owner)
        await self._entries.insert([values])
        await announce(self._feed, self._session, self._kind, [values])
        if self._new:
            tell_operators(self._session, values["id"], values[self._kind.table.NAME])
        return await self._entries.get(values["id"])

    async def change(self, entry_id: UUID, patch: EntryPatch, if_match: str | None) -> EntryTable:
        """Change what is said about an entry; what stays the same makes no new version.

        Raises:
            EntryNotFoundError: There is no such entry, or none the caller may know of.
            ForbiddenError: The caller may not change it, or not in this way.
            PreconditionFailedError: Somebody has changed it since the caller read it.
            InvalidError: With these changes it would break a rule.
        """
        if "owner_subject" in patch.model_fields_set:
            await self._entries.wait_for_turn()
        entry = await self._to_write(entry_id)
        policy.entries.require_editor(self._caller, self._kind.kind, entry)
        require_match(if_match, entry.version)
        changes = whose(entry, patch.model_dump(include=patch.model_fields_set))
        present = self._kind.stated_in(entry)
        draft = checked(self._kind, {**present, **changes})
        policy.entries.require_own_words(self._caller, self._kind, draft.model_dump(), present)
        differing = differences(self._kind, entry, draft.model_dump())
        if differing:
            await self._require_may_hand_over(differing)
            await self._rewrite(entry, changed_values(self._kind, entry, draft.model_dump()))
        return entry

    async def move(
        self, entry_id: UUID, change: StatusChangeDraft, if_match: str | None
    ) -> EntryTable:
        """Move an entry along its life, and remember who did it and why.

        Raises:
            EntryNotFoundError: There is no such entry, or none the caller may know of.
            ForbiddenError: The caller may not do this.
            PreconditionFailedError: Somebody has changed it since the caller read it.
            ConflictError: It cannot go there from where it stands.
        """
        entry = await self._to_write(entry_id)
        parties = policy.entries.require_editor(self._caller, self._kind.kind, entry)
        require_match(if_match, entry.version)
        target = LIFECYCLE.next(
            entry.status, change.action, parties, self._standing(entry, change, parties)
        )
        step = self._step(entry, change, target, parties)
        self._entries.record(step)
        tell_of_move(self._session, self._caller, entry, step)
        values = changed_values(self._kind, entry, self._kind.stated_in(entry))
        held = target is not EntryStatus.ACTIVE and (entry.held_by_operator or OPERATOR in parties)
        await self._rewrite(entry, {**values, "status": target, "held_by_operator": held})
        return entry

    async def seen(self, entry_id: UUID) -> EntryTable:
        """Return an entry that the caller may know of.

        Raises:
            EntryNotFoundError: There is no such entry, or none the caller may know of.
        """
        entry = await self._entries.get(entry_id)
        if not policy.entries.sees(self._caller, self._kind.kind, entry):
            raise self._kind.not_found(entry_id)
        await self._require_listed(entry)
        return entry

    async def history(self, entry_id: UUID) -> Sequence[StatusChange]:
        """Return the steps in an entry's life, for those who may change it.

        Raises:
            EntryNotFoundError: There is no such entry, or none the caller may know of.
            ForbiddenError: The caller is neither its owner nor an operator.
        """
        entry = await self.seen(entry_id)
        policy.entries.require_editor(self._caller, self._kind.kind, entry)
        return await self._entries.history(entry_id)

    async def shown(self, entry: EntryTable) -> EntryRead:
        """Return what the caller may read of an entry they may know of."""
        provider = (await self._entries.providers_of([entry])).get(entry.id)
        return view(self._kind, entry, provider, self._caller)

    async def page(self, filters: EntryFilters) -> Page[EntryRead]:
        """Return the page of a list that the caller asks for, without anything private.

        Raises:
            CursorError: The cursor was not given out here.
        """
        request = filters.page()
        rows = await self._entries.page(filters, request, self._caller, today=city_today())
        providers = await self._entries.providers_of(rows)
        return request.page(
            rows,
            key=lambda entry: entry.id,
            read=lambda entry: public_view(self._kind, entry, providers.get(entry.id)),
        )

    async def _to_write(self, entry_id: UUID) -> EntryTable:
        policy.entries.require_author(self._caller, self._kind.kind)
        entry = await self._entries.get(entry_id, for_update=True)
        if not policy.entries.sees(self._caller, self._kind.kind, entry):
            raise self._kind.not_found(entry_id)
        return entry

    async def _rewrite(self, entry: EntryTable, said: Mapping[str, Any]) -> None:
        values = {**said, **taken_up(self._kind, entry, self._caller)}
        await self._entries.update([values])
        await self._session.refresh(entry)
        await announce(self._feed, self._session, self._kind, [values])

    async def _require_listed(self, entry: EntryTable) -> None:
        """Hide what belongs to a provider who is not listed, but from its owner and operators."""
        privileged = policy.entries.sees_all_of(self._caller, self._kind.kind, entry)
        if not privileged and await self._entries.hidden([self._kind.values_of(entry)]):
            raise self._kind.not_found(entry.id)

    async def _require_free_key(self, source: str, source_id: str) -> None:
        if await self._entries.by_key(source, [source_id, forgotten_key(source, source_id)]):
            raise KeyTakenError(source, source_id)

    async def _require_free_owner(self, owner: str | None) -> None:
        taken = self._kind.owner_taken
        if taken and owner and await self._entries.ids_by_owner([owner]):
            raise taken(owner)

    async def _require_may_hand_over(self, differing: Mapping[str, Any]) -> None:
        for field in WHOSE & differing.keys():
            if not policy.callers.is_operator(self._caller):
                raise OperatorsChoiceError(field)
        if "owner_subject" in differing:
            await self._require_free_owner(differing["owner_subject"])

    def _default_owner(self) -> str | None:
        return None if policy.callers.is_operator(self._caller) else self._caller.subject

    def _default_organization(self) -> str | None:
        return None if policy.callers.is_operator(self._caller) else self._caller.organization

    def _standing(
        self, entry: EntryTable, change: StatusChangeDraft, parties: frozenset[str]
    ) -> Standing:
        return Standing(
            parties=parties,
            held_by_operator=entry.held_by_operator,
            owned_by_other=entry.owner_subject not in {None, self._caller.subject},
            reason_given=change.reason_code is not None,
        )

    def _step(
        self,
        entry: EntryTable,
        change: StatusChangeDraft,
        target: EntryStatus,
        parties: frozenset[str],
    ) -> StatusChange:
        return StatusChange(
            kind=self._kind.kind,
            entry_id=entry.id,
            action=change.action,
            from_status=entry.status,
            to_status=target,
            actor=self._caller.subject,
            by_operator=OPERATOR in parties,
            at=utc_now(),
            reason_code=change.reason_code,
            note=change.note,
        )
