"""What the feed tells about an entry."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import EntryStatus
from services.catalog.entries.kind import Kind
from shared.feed.publisher import Feed


def publish(feed: Feed, session: AsyncSession, kind: Kind, values: Mapping[str, Any]) -> None:
    """Tell followers of an entry's new state when the transaction commits.

    A withdrawn entry is gone for them; contacts and owners are never told.
    """
    withdrawn = values["status"] == EntryStatus.WITHDRAWN
    data = (
        None
        if withdrawn
        else kind.public.model_validate(kind.shown_in(values)).model_dump(mode="json")
    )
    feed.append(session, type=kind.event_type, subject=str(values["id"]), data=data)
