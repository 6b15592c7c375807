"""The HTTP face of milestones."""

from uuid import UUID

from fastapi import APIRouter, Response
from starlette.responses import JSONResponse

from services.requests.dependencies import ChangeDep, OnceDep
from services.requests.engaging import MilestonesDep, MilestonesReadDep
from services.requests.milestones.schemas import MilestoneDraft, MilestoneRead, MilestoneStep
from shared.auth import CallerDep
from shared.idempotency import Answer
from shared.preconditions import etag_of

router = APIRouter(tags=["milestones"])


@router.get("/engagements/{engagement_id}/milestones")
async def list_milestones(
    engagement_id: UUID, milestones: MilestonesReadDep, caller: CallerDep
) -> list[MilestoneRead]:
    """List the milestones of an engagement, the first due first."""
    return await milestones.of(caller, engagement_id)


@router.post(
    "/engagements/{engagement_id}/milestones", status_code=201, response_model=MilestoneRead
)
async def plan_milestone(
    engagement_id: UUID,
    draft: MilestoneDraft,
    milestones: MilestonesDep,
    caller: CallerDep,
    once: OnceDep,
) -> JSONResponse:
    """Write down a milestone; either side may, until the work is done."""

    async def act() -> Answer:
        milestone = await milestones.plan(caller, engagement_id, draft)
        return Answer.of(milestone, headers={"ETag": etag_of(milestone.version)})

    return (await once(act)).response()


@router.put("/engagements/{engagement_id}/milestones/{milestone_id}/status")
async def move_milestone(  # noqa: PLR0913 - what FastAPI hands over by name
    *,
    engagement_id: UUID,
    milestone_id: UUID,
    step: MilestoneStep,
    milestones: MilestonesDep,
    change: ChangeDep,
    response: Response,
) -> MilestoneRead:
    """Begin, delay, complete or reopen a milestone."""
    milestone = await milestones.move(
        change.caller, (engagement_id, milestone_id), step, if_match=change.if_match
    )
    response.headers["ETag"] = etag_of(milestone.version)
    return milestone
