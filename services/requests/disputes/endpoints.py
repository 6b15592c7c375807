"""The HTTP face of disputes; they begin and end with PUT /engagements/{id}/status."""

from uuid import UUID

from fastapi import APIRouter

from services.requests.disputes.schemas import StatementDraft, StatementRead
from services.requests.engaging import DisputesDep, DisputesReadDep
from shared.auth import CallerDep

router = APIRouter(tags=["disputes"])


@router.get("/engagements/{engagement_id}/statements")
async def list_statements(
    engagement_id: UUID, disputes: DisputesReadDep, caller: CallerDep
) -> list[StatementRead]:
    """List what was said in the disputes of an engagement."""
    return await disputes.of(caller, engagement_id)


@router.post("/engagements/{engagement_id}/statements", status_code=201)
async def state_in_dispute(
    engagement_id: UUID, draft: StatementDraft, disputes: DisputesDep, caller: CallerDep
) -> StatementRead:
    """Say something in a dispute, and name the files it rests on."""
    return await disputes.state(caller, engagement_id, draft)
