"""What the feed tells about an entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import EntryStatus
from services.catalog.entries.kind import Kind
from services.catalog.entries.repository import EntryRepository
from shared.feed.publisher import Feed


async def announce(
    feed: Feed, session: AsyncSession, kind: Kind, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Tell followers of entries' new states when the transaction commits.

    What is withdrawn is gone for them, and so is what belongs to a provider who is not
    listed; contacts and owners are never told.
    """
    hidden = await EntryRepository(session, kind).hidden(rows)
    for values in rows:
        gone = values["status"] == EntryStatus.WITHDRAWN or values["id"] in hidden
        data = None if gone else _public(kind, values)
        feed.append(session, type=kind.event_type, subject=str(values["id"]), data=data)


def _public(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    return kind.public.model_validate(kind.shown_in(values)).model_dump(mode="json")
