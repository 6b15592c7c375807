"""The HTTP face of follow-ups."""

from uuid import UUID

from fastapi import APIRouter

from services.requests.engaging import FollowUpsDep, FollowUpsReadDep
from services.requests.followups.schemas import FollowUpAnswer, FollowUpRead
from shared.auth import CallerDep

router = APIRouter(tags=["follow-ups"])


@router.get("/engagements/{engagement_id}/follow-ups")
async def list_follow_ups(
    engagement_id: UUID, follow_ups: FollowUpsReadDep, caller: CallerDep
) -> list[FollowUpRead]:
    """List what the firm is asked months after the acceptance, and what it answered."""
    return await follow_ups.of(caller, engagement_id)


@router.put("/engagements/{engagement_id}/follow-ups/{follow_up_id}/answer")
async def answer_follow_up(
    engagement_id: UUID,
    follow_up_id: UUID,
    said: FollowUpAnswer,
    follow_ups: FollowUpsDep,
    caller: CallerDep,
) -> FollowUpRead:
    """Answer whether the problem is still solved, and what that has brought."""
    return await follow_ups.answer(caller, engagement_id, follow_up_id, said)
