"""The routes of engagements and of all that belongs to them."""

from typing import Final

from fastapi import APIRouter, Depends

from services.requests.amendments import endpoints as amendments
from services.requests.cases import endpoints as cases
from services.requests.deliverables import endpoints as deliverables
from services.requests.disputes import endpoints as disputes
from services.requests.engagements import endpoints as engagements
from services.requests.followups import endpoints as followups
from services.requests.milestones import endpoints as milestones
from services.requests.reviews import endpoints as reviews
from services.requests.watching import note_reading

_ROUTERS: Final[tuple[APIRouter, ...]] = (
    amendments.router,
    cases.router,
    deliverables.router,
    disputes.router,
    engagements.router,
    followups.router,
    milestones.router,
    reviews.router,
)


def engagement_router() -> APIRouter:
    """Return all of them; what operators read is noted."""
    router = APIRouter(dependencies=[Depends(note_reading)])
    for each in _ROUTERS:
        router.include_router(each)
    return router
