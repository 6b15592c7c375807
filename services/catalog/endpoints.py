"""The HTTP face of the catalogue as a whole."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter

from services.catalog import policy
from services.catalog.cases.repository import CaseRepository
from services.catalog.cases.schemas import ReviewsRead
from services.catalog.cases.service import reviews_read
from services.catalog.dependencies import FeedDep, SnapshotDep
from services.catalog.entries.domain import EntryKind, EntryStatus
from services.catalog.entries.kind import Kind
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.service import EntryService
from services.catalog.repository import counts
from services.catalog.schemas import KindSummary, OwnerRead, Summary
from shared.auth import FOR_EVERYBODY, CallerDep


def summary_router(kinds: Sequence[Kind]) -> APIRouter:
    """Return the route that counts the entries of the kinds."""
    router = APIRouter(tags=["summary"])

    @router.get("/summary", openapi_extra=FOR_EVERYBODY)
    async def read_summary(caller: CallerDep, session: SnapshotDep) -> Summary:
        """Return how many entries of each kind are in each status; withdrawn ones to operators."""
        found = await counts(session, kinds, everything=policy.callers.is_operator(caller))
        shown = [status for status in EntryStatus if policy.entries.sees_status(caller, status)]
        return Summary(
            kinds=[
                KindSummary(
                    kind=kind.kind,
                    counts={status: found.get((kind.kind, status), 0) for status in shown},
                )
                for kind in kinds
            ]
        )

    return router


def reviews_router(kinds: Sequence[Kind]) -> APIRouter:
    """Return the route that tells how firms have marked an entry's work."""
    router = APIRouter(tags=["entries"])
    by_noun = {kind.kind: kind for kind in kinds}

    @router.get("/entries/{kind}/{entry_id}/reviews", openapi_extra=FOR_EVERYBODY)
    async def read_reviews(
        kind: EntryKind, entry_id: UUID, caller: CallerDep, session: SnapshotDep, feed: FeedDep
    ) -> ReviewsRead:
        """Return how often firms have marked an entry's work, and how; their words stay theirs."""
        await EntryService(session, by_noun[kind], feed, caller).seen(entry_id)
        return reviews_read(await CaseRepository(session).reviews_of(kind, entry_id))

    return router


def owners_router(kinds: Sequence[Kind]) -> APIRouter:
    """Return the route that tells the other services who answers for an entry."""
    router = APIRouter(tags=["entries"])
    by_noun = {kind.kind: kind for kind in kinds}

    @router.get("/entries/{kind}/{entry_id}/owner")
    async def read_owner(
        kind: EntryKind, entry_id: UUID, caller: CallerDep, session: SnapshotDep
    ) -> OwnerRead:
        """Return who answers for an entry, to the platform's own services."""
        policy.callers.require_peer(caller)
        entry = await EntryRepository(session, by_noun[kind]).get(entry_id)
        return OwnerRead(
            kind=kind,
            id=entry.id,
            title=getattr(entry, entry.NAME),
            owner_subject=entry.owner_subject,
            owner_organization=entry.owner_organization,
            status=entry.status,
        )

    return router
