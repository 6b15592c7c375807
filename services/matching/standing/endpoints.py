"""The HTTP face of how an entry stands with a need."""

from uuid import UUID

from fastapi import APIRouter

from services.matching import policy
from services.matching.dependencies import StandingDep
from services.matching.matches.endpoints import EntryPath
from services.matching.standing.schemas import StandingRead
from shared.auth import CallerDep

router = APIRouter(tags=["matches"])


@router.get("/{entries}/{entry_id}/demands/{demand_id}")
async def read_standing(
    entries: EntryPath,
    entry_id: UUID,
    demand_id: UUID,
    standing: StandingDep,
    caller: CallerDep,
) -> StandingRead:
    """Say how an entry stands with a published need, and which changes would raise it most."""
    policy.require_known(caller)
    return await standing.standing(entries.kind, entry_id, demand_id)
