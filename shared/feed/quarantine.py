"""What could not be taken in from a peer: people see it, and apply it or give it up."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ValidationError

from shared.auth import CallerDep, Role, require
from shared.database import Database
from shared.errors.problems import ConflictError, NotFoundError
from shared.feed.follower import Follower
from shared.feed.models import FeedQuarantineBase, FollowerTables
from shared.language import Text
from shared.schemas import StrictBody

SHOWN: Final = 100

Sequence = Annotated[int, Path(ge=1, le=2**63 - 1)]


class UnknownPeerError(NotFoundError):
    """This service follows none of that name."""

    slug = "unknown-peer"
    title = Text("没有这个服务", "No such service")
    detail = Text("这里没有跟随名为 {peer} 的服务。", "No service called {peer} is followed here.")


class StillNotApplicableError(ConflictError):
    """The cause for which a change is in quarantine is not mended."""

    slug = "still-not-applicable"
    title = Text("仍无法应用", "It still cannot be applied")
    detail = Text(
        "该变更仍无法应用，继续保留在隔离区：{reason}",
        "The change still cannot be applied and stays in quarantine: {reason}",
    )


class QuarantinedEvent(BaseModel):
    """A published change that could not be stored here, and why."""

    peer: str
    sequence: int
    subject: str
    reason: str
    quarantined_at: datetime


class QuarantineDecision(StrictBody):
    """Apply the change after all, now that its cause is mended, or give it up."""

    action: Literal["replay", "skip"]


def quarantine_router(
    database: Database, followers: Mapping[str, Follower], tables: FollowerTables
) -> APIRouter:
    """Return the routes `/quarantine`, for operators and system administrators.

    Args:
        database: Where the quarantine is.
        followers: What follows each peer, by its name.
        tables: The service's own tables for position and quarantine.
    """
    router = APIRouter(tags=["quarantine"])
    peers = {follower.url: peer for peer, follower in followers.items()}

    @router.get("/quarantine")
    async def list_quarantine(caller: CallerDep) -> list[QuarantinedEvent]:
        """List published changes that could not be stored here, the first 100."""
        require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
        rows = sa.select(tables.quarantine).order_by(sa.asc("quarantined_at"), sa.asc("sequence"))
        async with database.snapshot() as session:
            found = (await session.scalars(rows.limit(SHOWN))).all()
        return [_read(row, peers) for row in found]

    @router.put("/quarantine/{peer}/{sequence}", status_code=HTTPStatus.NO_CONTENT)
    async def decide_quarantined(
        peer: str, sequence: Sequence, decision: QuarantineDecision, caller: CallerDep
    ) -> Response:
        """Apply a change that could not be stored, or give it up."""
        require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
        follower = followers.get(peer)
        if follower is None:
            raise UnknownPeerError(peer=peer)
        await _decide(follower, sequence, decision)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return router


def _read(row: FeedQuarantineBase, peers: Mapping[str, str]) -> QuarantinedEvent:
    return QuarantinedEvent(
        peer=peers.get(row.source, row.source),
        sequence=row.sequence,
        subject=row.subject,
        reason=row.reason,
        quarantined_at=row.quarantined_at,
    )


async def _decide(follower: Follower, sequence: int, decision: QuarantineDecision) -> None:
    if decision.action == "skip":
        await follower.skip(sequence)
        return
    try:
        await follower.replay(sequence)
    except ValidationError as error:
        raise StillNotApplicableError(reason=str(error)) from error
