"""The HTTP face of reviews."""

from uuid import UUID

from fastapi import APIRouter

from services.requests.engaging import ReviewsDep, ReviewsReadDep
from services.requests.reviews.schemas import ReviewDraft, ReviewsRead
from shared.auth import CallerDep

router = APIRouter(tags=["reviews"])


@router.get("/engagements/{engagement_id}/reviews")
async def list_reviews(
    engagement_id: UUID, reviews: ReviewsReadDep, caller: CallerDep
) -> ReviewsRead:
    """Read the reviews of an engagement: one's own, and the other's once both are given."""
    return await reviews.of(caller, engagement_id)


@router.post("/engagements/{engagement_id}/reviews", status_code=201)
async def give_review(
    engagement_id: UUID, draft: ReviewDraft, reviews: ReviewsDep, caller: CallerDep
) -> ReviewsRead:
    """Review the other side of an engagement, once."""
    return await reviews.give(caller, engagement_id, draft)
