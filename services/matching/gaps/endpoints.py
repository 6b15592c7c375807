"""The HTTP face of gaps, for operators."""

from fastapi import APIRouter

from services.matching.dependencies import GapsDep
from services.matching.gaps.schemas import GapList
from shared.auth import CallerDep, Role, require

router = APIRouter(tags=["gaps"])


@router.get("/gaps")
async def list_gaps(gaps: GapsDep, caller: CallerDep) -> GapList:
    """Say what is asked for and nobody offers, as it was at most ten minutes ago."""
    require(caller, Role.OPERATOR)
    return await gaps.gaps()
