"""The HTTP face of checking."""

from uuid import UUID

from fastapi import APIRouter

from services.requests.checking.schemas import CheckRead, SimilarDemands
from services.requests.demands.schemas import DemandDraft
from services.requests.dependencies import CheckingDep
from shared.auth import FOR_EVERYBODY, CallerDep

router = APIRouter(tags=["checking"])


@router.post("/demands/check")
async def check_draft(draft: DemandDraft, checking: CheckingDep) -> CheckRead:
    """Say what a need lacks and which needs are like it; nothing is stored."""
    return await checking.check_draft(draft)


@router.get("/demands/{demand_id}/check")
async def check_demand(demand_id: UUID, checking: CheckingDep, caller: CallerDep) -> CheckRead:
    """Say what a need lacks and which needs are like it, to its owner and the operators."""
    return await checking.check(caller, demand_id)


@router.get("/demands/{demand_id}/similar", openapi_extra=FOR_EVERYBODY)
async def list_similar_demands(
    demand_id: UUID, checking: CheckingDep, caller: CallerDep
) -> SimilarDemands:
    """List published needs on the same matter, the closest first."""
    return await checking.similar(caller, demand_id)
