"""Which entries a list shows, and in which order, as SQL conditions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.catalog import policy
from services.catalog.entries.domain import STALE_AFTER, EntryKind, EntryStatus, Facet, folded
from services.catalog.entries.kind import Kind, ProviderLink
from services.catalog.entries.models import EntryTable, EntryTag
from services.catalog.entries.schemas import EntryFilters, EntrySort, Staleness
from services.catalog.listings.domain import SHOWN
from shared.auth import Caller

Condition = sa.ColumnElement[bool]


def conditions(
    kind: Kind, filters: EntryFilters, caller: Caller, *, today: date
) -> Iterator[Condition]:
    """Yield what must hold for an entry to be in the list."""
    table = kind.table
    yield from _visible(kind, filters.status, caller)
    if filters.mine:
        yield _own(kind, caller)
    if filters.source is not None:
        yield col(table.source) == filters.source
    if filters.stale is not None:
        yield _stale(table, filters.stale, today)
    yield from _own_columns(kind, filters)
    yield from _tagged(kind, filters)
    if kind.link and (provider := getattr(filters, "provider", None)):
        yield col(table.id).in_(entries_of(table, kind.link, provider))


def _visible(kind: Kind, statuses: Sequence[EntryStatus], caller: Caller) -> Iterator[Condition]:
    """Yield the wanted statuses; withdrawn entries are only for those who may know of them."""
    table = kind.table
    if not policy.callers.is_operator(caller):
        own = _own(kind, caller) if caller.known else sa.false()
        yield sa.or_(listed(kind), own)
    if not statuses:
        yield col(table.status) != EntryStatus.WITHDRAWN
        return
    yield col(table.status).in_(statuses)
    if EntryStatus.WITHDRAWN in statuses and not policy.callers.is_operator(caller):
        shown = col(table.status) != EntryStatus.WITHDRAWN
        owner = policy.entries.writes(caller, kind.kind)
        yield sa.or_(shown, _own(kind, caller)) if owner else shown


def _own(kind: Kind, caller: Caller) -> Condition:
    """Return what holds for the caller's own entries, and those a colleague left behind."""
    table = kind.table
    own = col(table.owner_subject) == caller.subject
    if caller.organization is None or kind.kind is EntryKind.EXPERT:
        return own
    left_behind = col(table.owner_subject).is_(None)
    return own | (left_behind & (col(table.owner_organization) == caller.organization))


def listed(kind: Kind) -> Condition:
    """Return what holds for entries that no unlisted provider stands behind."""
    columns = sa.inspect(kind.table).columns
    if kind.link is None:
        status = columns.get("listing_status")
        return sa.true() if status is None else status.in_(SHOWN)
    provider, link = aliased(kind.link.table), kind.link
    by_key = sa.and_(
        columns[link.id_field].is_(None),
        col(provider.source) == columns["source"],
        col(provider.source_id) == columns[link.key_field],
    )
    unlisted = provider.listing_status.not_in(SHOWN)  # type: ignore[attr-defined]  # a provider's
    theirs = sa.or_(columns[link.id_field] == col(provider.id), by_key)
    return ~sa.exists().where(unlisted, theirs)


def _stale(table: type[EntryTable], wanted: Staleness, today: date) -> Condition:
    assured, oldest = col(table.assured_date), today - STALE_AFTER
    if wanted is Staleness.UNKNOWN:
        return assured.is_(None)
    return assured < oldest if wanted is Staleness.STALE else assured >= oldest


def _own_columns(kind: Kind, filters: EntryFilters) -> Iterator[Condition]:
    for name in filters.COLUMNS:
        if wanted := getattr(filters, name):
            yield sa.inspect(kind.table).columns[name].in_(wanted)


def _tagged(kind: Kind, filters: EntryFilters) -> Iterator[Condition]:
    for name, facet in filters.FACETS.items():
        if wanted := getattr(filters, name, None):
            yield col(kind.table.id).in_(_with_tag(kind, facet, wanted))


def _with_tag(kind: Kind, facet: Facet, wanted: Iterable[str]) -> sa.Select[UUID]:
    return sa.select(col(EntryTag.entry_id)).where(
        col(EntryTag.kind) == kind.kind,
        col(EntryTag.facet) == facet,
        col(EntryTag.value).in_([folded(value) for value in wanted]),
    )


def entries_of(
    table: type[EntryTable], link: ProviderLink, provider_id: UUID
) -> sa.CompoundSelect[Any]:
    """Return the ids of a provider's entries: a union, since each half has an index."""
    columns, provider = sa.inspect(table).columns, link.table
    by_id = sa.select(columns["id"]).where(columns[link.id_field] == provider_id)
    by_key = (
        sa.select(columns["id"])
        .join(
            provider,
            sa.and_(
                col(provider.source) == columns["source"],
                col(provider.source_id) == columns[link.key_field],
            ),
        )
        .where(col(provider.id) == provider_id)
    )
    return sa.union(by_id, by_key)


def in_order(
    statement: sa.Select[EntryTable],
    table: type[EntryTable],
    sort: EntrySort,
    after: UUID | None,
) -> sa.Select[EntryTable]:
    """Return the statement in a total order, from behind the entry `after`."""
    if sort is EntrySort.NEWEST:
        # Ids are made of the time, so the newest come first.
        newest = statement.order_by(col(table.id).desc())
        return newest.where(col(table.id) < after) if after else newest
    place = sa.tuple_(col(table.sort_name), col(table.id))
    named = statement.order_by(col(table.sort_name), col(table.id))
    if after is None:
        return named
    last = sa.select(col(table.sort_name)).where(col(table.id) == after).scalar_subquery()
    return named.where(place > sa.tuple_(last, sa.literal(after, sa.Uuid())))
