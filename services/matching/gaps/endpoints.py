"""The HTTP face of gaps: all for operators, the common problems for everybody."""

from fastapi import APIRouter

from services.matching import policy
from services.matching.dependencies import GapsDep
from services.matching.gaps.schemas import CommonProblemList, GapList
from shared.auth import CallerDep

router = APIRouter(tags=["gaps"])


@router.get("/gaps")
async def list_gaps(gaps: GapsDep, caller: CallerDep) -> GapList:
    """Say what is asked for and nobody offers, as it was at most ten minutes ago."""
    policy.require_operator(caller)
    return await gaps.gaps()


@router.get("/problems")
async def list_common_problems(gaps: GapsDep) -> CommonProblemList:
    """Say what several published needs have in common and nobody offers, for everybody."""
    return await gaps.problems()
