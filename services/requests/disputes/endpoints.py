"""The HTTP face of disputes; they begin and end with PUT /engagements/{id}/status."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import JSONResponse

from services.requests.dependencies import OnceDep
from services.requests.disputes.schemas import StatementDraft, StatementRead
from services.requests.engaging import DisputesDep, DisputesReadDep
from shared.auth import CallerDep
from shared.idempotency import Answer

router = APIRouter(tags=["disputes"])


@router.get("/engagements/{engagement_id}/statements")
async def list_statements(
    engagement_id: UUID, disputes: DisputesReadDep, caller: CallerDep
) -> list[StatementRead]:
    """List what was said in the disputes of an engagement."""
    return await disputes.of(caller, engagement_id)


@router.post(
    "/engagements/{engagement_id}/statements", status_code=201, response_model=StatementRead
)
async def state_in_dispute(
    engagement_id: UUID,
    draft: StatementDraft,
    disputes: DisputesDep,
    caller: CallerDep,
    once: OnceDep,
) -> JSONResponse:
    """Say something in a dispute, and name the files it rests on."""

    async def act() -> Answer:
        return Answer.of(await disputes.state(caller, engagement_id, draft), headers={})

    return (await once(act)).response()
