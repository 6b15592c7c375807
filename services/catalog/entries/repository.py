"""Every SQL statement about entries, their tags and their lives."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.domain import EntryStatus, facets_of
from services.catalog.entries.filtering import conditions, in_order, listed
from services.catalog.entries.kind import Kind
from services.catalog.entries.models import (
    EntryTable,
    EntryTag,
    ForgottenContact,
    StatusChange,
)
from services.catalog.entries.schemas import EntryFilters
from services.catalog.listings.domain import SHOWN
from shared.auth import Caller
from shared.database import table_of
from shared.pagination import PageRequest

Values = Mapping[str, Any]

HISTORY_LENGTH = 500


class EntryRepository:
    """Entries of one kind as one transaction sees them."""

    def __init__(self, session: AsyncSession, kind: Kind) -> None:
        self._session = session
        self._kind = kind
        self._table = kind.table

    async def get(self, entry_id: UUID, *, for_update: bool = False) -> EntryTable:
        """Return the entry, locked against other writers if asked.

        Raises:
            EntryNotFoundError: There is no such entry.
        """
        found = await self._session.get(self._table, entry_id, with_for_update=for_update)
        if found is None:
            raise self._kind.not_found(entry_id)
        return found

    async def page(
        self, filters: EntryFilters, request: PageRequest, caller: Caller, *, today: date
    ) -> Sequence[EntryTable]:
        """Return the entries of a page that the caller may see, and one more if there is one."""
        statement = sa.select(self._table).where(
            *conditions(self._kind, filters, caller, today=today)
        )
        ordered = in_order(statement, self._table, filters.sort, request.after)
        return (await self._session.scalars(ordered.limit(request.limit + 1))).all()

    async def by_key(self, source: str, keys: Collection[str]) -> dict[str, EntryTable]:
        """Return those of a source's entries that have one of the keys, locked for writing."""
        statement = (
            sa.select(self._table)
            .where(col(self._table.source) == source, col(self._table.source_id).in_(keys))
            .order_by(col(self._table.id))
            .with_for_update()
        )
        return {entry.source_id: entry for entry in await self._session.scalars(statement)}

    async def without_contact(self, ids: Collection[UUID]) -> set[UUID]:
        """Return those of the entries whose contact has left and is not to be named again."""
        statement = sa.select(col(ForgottenContact.entry_id)).where(
            col(ForgottenContact.entry_id).in_(ids)
        )
        return set(await self._session.scalars(statement))

    async def ids_by_owner(self, owners: Collection[str]) -> dict[str, UUID]:
        """Return which of the owners have an entry, and which."""
        statement = sa.select(col(self._table.owner_subject), col(self._table.id)).where(
            col(self._table.owner_subject).in_(owners)
        )
        rows = await self._session.execute(statement)
        return {owner: entry_id for owner, entry_id in rows if owner is not None}

    async def wait_for_turn(self) -> None:
        """Let no other transaction add entries of this kind, or give them owners, until the end.

        Take it before any lock on an entry. Without it two transactions could both
        see that a key or an owner is free. On SQLite there is one writer anyway.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            turn = sa.func.pg_advisory_xact_lock(sa.func.hashtext(self._kind.event_type))
            await self._session.execute(sa.select(turn))

    async def insert(self, entries: Sequence[Values]) -> None:
        """Store new entries and what they are filed under."""
        if entries:
            await self._session.execute(sa.insert(table_of(self._table)), list(entries))
            await self._tag(entries)

    async def update(self, entries: Sequence[Values]) -> None:
        """Store entries' new values, `id` among them, and what they are filed under now."""
        if entries:
            await self._session.execute(sa.update(self._table), list(entries))
            stale = col(EntryTag.entry_id).in_([entry["id"] for entry in entries])
            await self._session.execute(sa.delete(EntryTag).where(stale))
            await self._tag(entries)

    async def _tag(self, entries: Iterable[Values]) -> None:
        tags = [
            {"kind": self._kind.kind, "facet": facet, "value": value, "entry_id": entry["id"]}
            for entry in entries
            for facet, value in dict.fromkeys(facets_of(entry))
        ]
        if tags:
            await self._session.execute(sa.insert(table_of(EntryTag)), tags)

    def record(self, change: StatusChange) -> None:
        """Store a step in an entry's life."""
        self._session.add(change)

    async def history(self, entry_id: UUID) -> Sequence[StatusChange]:
        """Return the latest steps in an entry's life, the first of them first."""
        statement = (
            sa.select(StatusChange)
            .where(col(StatusChange.entry_id) == entry_id)
            .order_by(col(StatusChange.id).desc())
            .limit(HISTORY_LENGTH)
        )
        return list(reversed((await self._session.scalars(statement)).all()))

    async def hidden(self, rows: Sequence[Values]) -> set[UUID]:
        """Return which of these entries, by all their columns, an unlisted provider hides."""
        if self._kind.link is None:
            shown = {*SHOWN, None}
            return {row["id"] for row in rows if row.get("listing_status") not in shown}
        if not rows:
            return set()
        ids = [row["id"] for row in rows]
        statement = sa.select(col(self._table.id)).where(
            col(self._table.id).in_(ids), ~listed(self._kind)
        )
        return set(await self._session.scalars(statement))

    async def providers_of(self, entries: Sequence[EntryTable]) -> dict[UUID, EntryTable]:
        """Return each entry's provider, by the entry's id, if it is there and not withdrawn."""
        link = self._kind.link
        if link is None or not entries:
            return {}
        ids = {getattr(entry, link.id_field) for entry in entries} - {None}
        keys = {(entry.source, getattr(entry, link.key_field)) for entry in entries}
        named = [key for key in keys if key[1] is not None]
        if not ids and not named:
            return {}
        provider = link.table
        statement = sa.select(provider).where(
            col(provider.status) != EntryStatus.WITHDRAWN,
            sa.inspect(provider).columns["listing_status"].in_(SHOWN),
            sa.or_(
                col(provider.id).in_(ids),
                sa.tuple_(col(provider.source), col(provider.source_id)).in_(named),
            ),
        )
        found = list(await self._session.scalars(statement))
        return _assigned(entries, found, link.id_field, link.key_field)


def _assigned(
    entries: Iterable[EntryTable],
    providers: Iterable[EntryTable],
    id_field: str,
    key_field: str,
) -> dict[UUID, EntryTable]:
    """Return each entry's provider; an id says more than a key."""
    by_id: dict[Any, EntryTable] = {}
    by_key: dict[Any, EntryTable] = {}
    for provider in providers:
        by_id[provider.id] = by_key[provider.source, provider.source_id] = provider
    assigned: dict[UUID, EntryTable] = {}
    for entry in entries:
        key = (entry.source, getattr(entry, key_field))
        if owner := by_id.get(getattr(entry, id_field)) or by_key.get(key):
            assigned[entry.id] = owner
    return assigned
