"""The HTTP face of the catalogue as a whole."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.catalog import policy
from services.catalog.dependencies import SnapshotDep
from services.catalog.entries.domain import EntryStatus
from services.catalog.entries.kind import Kind
from services.catalog.repository import counts
from services.catalog.schemas import KindSummary, Summary
from shared.auth import CallerDep


def summary_router(kinds: Sequence[Kind]) -> APIRouter:
    """Return the route that counts the entries of the kinds."""
    router = APIRouter(tags=["summary"])

    @router.get("/summary")
    async def read_summary(caller: CallerDep, session: SnapshotDep) -> Summary:
        """Return how many entries of each kind are in each status; withdrawn ones to operators."""
        found = await counts(session, kinds)
        shown = [status for status in EntryStatus if policy.sees_status(caller, status)]
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
