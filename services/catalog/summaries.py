"""How much the catalogue holds, for the start page."""

from collections.abc import Sequence

import sqlalchemy as sa
from fastapi import APIRouter
from sqlmodel import col

from services.catalog import policy
from services.catalog.dependencies import SnapshotDep
from services.catalog.entries.domain import EntryStatus
from services.catalog.entries.kind import Kind
from services.catalog.entries.schemas import KindSummary, Summary
from shared.auth import CallerDep


def summary_router(kinds: Sequence[Kind]) -> APIRouter:
    """Return the route that counts the entries of the kinds."""
    router = APIRouter(tags=["summary"])
    counted = sa.union_all(*(_counts(kind) for kind in kinds))

    @router.get("/summary")
    async def read_summary(caller: CallerDep, session: SnapshotDep) -> Summary:
        """Return how many entries of each kind are in each status; withdrawn ones to operators."""
        found = {(kind, status): count for kind, status, count in await session.execute(counted)}
        shown = [
            status
            for status in EntryStatus
            if status is not EntryStatus.WITHDRAWN or policy.is_operator(caller)
        ]
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


def _counts(kind: Kind) -> sa.Select[str, EntryStatus, int]:
    status = col(kind.table.status)
    return sa.select(sa.literal(kind.kind.value).label("kind"), status, sa.func.count()).group_by(
        status
    )
