"""The HTTP face of joining a need."""

from uuid import UUID

from fastapi import APIRouter

from services.requests.dependencies import JoinersDep, JoiningDep
from services.requests.joining.schemas import JoinersRead, JoiningRead, JoinRequest
from shared.auth import CallerDep

router = APIRouter(tags=["joining"])


@router.post("/demands/{demand_id}/join")
async def join_demand(
    demand_id: UUID, request: JoinRequest, joining: JoiningDep, caller: CallerDep
) -> JoiningRead:
    """Say that one's own organization has the same need as a published one."""
    return await joining.join(caller, demand_id, request.note)


@router.delete("/demands/{demand_id}/join", status_code=204)
async def leave_demand(demand_id: UUID, joining: JoiningDep, caller: CallerDep) -> None:
    """Take back that one's own organization has the same need."""
    await joining.leave(caller, demand_id)


@router.get("/demands/{demand_id}/joiners")
async def list_joiners(demand_id: UUID, joining: JoinersDep, caller: CallerDep) -> JoinersRead:
    """Count those who joined a need, for its owner; name them, for operators."""
    return await joining.joiners(caller, demand_id)
