"""How an endpoint of a kind gets the use cases of that kind."""

from typing import Annotated, Any, cast

from fastapi import Depends, Request

from services.catalog import policy
from services.catalog.dependencies import FeedDep, SessionDep, SnapshotDep
from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.entries.service import EntryService
from services.catalog.listings.domain import ListingStatus
from services.catalog.listings.rules import ListingRules
from shared.auth import Caller, CallerDep
from shared.clock import utc_now


def writing(kind: Kind) -> Any:  # noqa: ANN401 - an annotation that FastAPI reads
    """Return the annotation for the use cases in a transaction."""

    async def get_service(
        request: Request, session: SessionDep, feed: FeedDep, caller: CallerDep
    ) -> EntryService:
        rules = cast("ListingRules", request.app.state.listing_rules)
        return EntryService(session, kind, feed, caller, standing=standing_of(kind, caller, rules))

    return Annotated[EntryService, Depends(get_service)]


def standing_of(kind: Kind, caller: Caller, rules: ListingRules) -> dict[str, Any]:
    """Return where a new entry stands, besides what is said of it."""
    if (
        kind.kind is not EntryKind.PROVIDER
        or not rules.reviewed
        or policy.callers.is_operator(caller)
    ):
        return {}
    pending = ListingStatus.PENDING
    return {
        "listing_status": pending,
        "listing_due_at": rules.due(pending, utc_now(), owned=True),
    }


def reading(kind: Kind) -> Any:  # noqa: ANN401 - an annotation that FastAPI reads
    """Return the annotation for the use cases in a snapshot, where nothing can be changed."""

    async def get_service(session: SnapshotDep, feed: FeedDep, caller: CallerDep) -> EntryService:
        return EntryService(session, kind, feed, caller)

    return Annotated[EntryService, Depends(get_service)]
