"""The HTTP face of listings."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.catalog.dependencies import FeedDep, SessionDep, SnapshotDep
from services.catalog.listings.rules import ListingRules
from services.catalog.listings.schemas import (
    ListingRead,
    ListingReasonRead,
    ListingStepDraft,
)
from services.catalog.listings.service import ListingDesk, ListingService
from shared.auth import CallerDep
from shared.preconditions import IfMatch, etag_of

router = APIRouter(tags=["listings"])


async def get_rules(request: Request) -> ListingRules:
    """Return what is settled about listings."""
    return cast("ListingRules", request.app.state.listing_rules)


RulesDep = Annotated[ListingRules, Depends(get_rules)]


async def get_listings(
    request: Request, session: SessionDep, feed: FeedDep, caller: CallerDep, rules: RulesDep
) -> ListingService:
    """Return the use cases, bound to this request's transaction."""
    return ListingService(ListingDesk(session, feed, rules, request.app.state.kinds), caller)


async def get_reader(
    request: Request, session: SnapshotDep, feed: FeedDep, caller: CallerDep, rules: RulesDep
) -> ListingService:
    """Return the use cases for what only reads."""
    return ListingService(ListingDesk(session, feed, rules, request.app.state.kinds), caller)


@router.get("/listings/reason-codes")
async def list_listing_reasons() -> list[ListingReasonRead]:
    """Return why providers are refused, suspended or taken off, in the language asked for."""
    return ListingReasonRead.all()


@router.get("/providers/{entry_id}/listing")
async def read_listing(
    entry_id: UUID, listings: Annotated[ListingService, Depends(get_reader)]
) -> ListingRead:
    """Return how a provider is listed, and what happened to that, to its owner and operators."""
    return await listings.read(entry_id)


@router.put("/providers/{entry_id}/listing")
async def move_listing(
    entry_id: UUID,
    body: ListingStepDraft,
    listings: Annotated[ListingService, Depends(get_listings)],
    response: Response,
    if_match: IfMatch = None,
) -> ListingRead:
    """Verify, list, refresh, suspend or take off a provider; what it offers goes with it."""
    provider = await listings.move(entry_id, body, if_match)
    response.headers["ETag"] = etag_of(provider.version)
    return await listings.shown(provider)
