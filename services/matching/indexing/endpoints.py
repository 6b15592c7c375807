"""The HTTP face of the index, for operators."""

from http import HTTPStatus
from typing import Annotated, Final

import sqlalchemy as sa
from fastapi import APIRouter, Path, Response
from pydantic import ValidationError

from services.matching.dependencies import IndexerDep, ResourcesDep
from services.matching.indexing.errors import StillNotApplicableError, UnknownPeerError
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.schemas import (
    QuarantineDecision,
    QuarantinedEvent,
    RebuildRead,
)
from services.matching.tables import FeedQuarantine
from shared.auth import CallerDep, Role, require
from shared.feed.follower import Follower
from shared.notices import notify

router = APIRouter(tags=["index"])

REBUILD: Final = "rebuild_index"
"""The channel on which the other processes hear that each is to build its index anew."""

Sequence = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.post("/reindex", status_code=HTTPStatus.ACCEPTED)
async def rebuild_index(resources: ResourcesDep, caller: CallerDep) -> RebuildRead:
    """Build the index anew beside the present one, which answers until the new one is whole.

    Of several processes each builds its own; the progress is that of the one which answers.
    """
    require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
    resources.indexer.rebuild_soon()
    async with resources.database.transaction() as session:
        await notify(session, REBUILD)
    return _read(resources.indexer)


@router.get("/reindex")
async def read_rebuild(indexer: IndexerDep, caller: CallerDep) -> RebuildRead:
    """Say how far the latest rebuild has come."""
    require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
    return _read(indexer)


@router.get("/quarantine")
async def list_quarantine(resources: ResourcesDep, caller: CallerDep) -> list[QuarantinedEvent]:
    """List published changes that could not be stored here, the first 100."""
    require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
    peers = {follower.url: peer for peer, follower in resources.followers.items()}
    statement = (
        sa.select(FeedQuarantine).order_by(sa.asc("quarantined_at"), sa.asc("sequence")).limit(100)
    )
    async with resources.database.snapshot() as session:
        rows = (await session.scalars(statement)).all()
    return [
        QuarantinedEvent(
            peer=peers.get(row.source, row.source),
            sequence=row.sequence,
            subject=row.subject,
            reason=row.reason,
            quarantined_at=row.quarantined_at,
        )
        for row in rows
    ]


@router.put("/quarantine/{peer}/{sequence}", status_code=HTTPStatus.NO_CONTENT)
async def decide_quarantined(
    peer: str,
    sequence: Sequence,
    decision: QuarantineDecision,
    resources: ResourcesDep,
    caller: CallerDep,
) -> Response:
    """Apply a change that could not be stored, or give it up."""
    require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
    follower = resources.followers.get(peer)
    if follower is None:
        raise UnknownPeerError(peer=peer)
    await _decide(follower, sequence, decision)
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def _decide(follower: Follower, sequence: int, decision: QuarantineDecision) -> None:
    if decision.action == "skip":
        await follower.skip(sequence)
        return
    try:
        await follower.replay(sequence)
    except ValidationError as error:
        raise StillNotApplicableError(reason=str(error)) from error


def _read(indexer: Indexer) -> RebuildRead:
    progress = indexer.progress
    return RebuildRead(state=progress.state, done=progress.done, total=progress.total)
