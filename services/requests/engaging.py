"""How the endpoints of engagements get what they need."""

from typing import Annotated, cast

from fastapi import Depends, Request

from services.requests.amendments.service import AmendmentService
from services.requests.cases.service import CaseService
from services.requests.deliverables.service import FilingService
from services.requests.deliverables.store import FileStore
from services.requests.dependencies import ResourcesDep, SessionDep, SnapshotDep
from services.requests.disputes.service import DisputeService
from services.requests.engagements.service import EngagementService
from services.requests.followups.service import FollowUpService
from services.requests.milestones.service import MilestoneService
from services.requests.reviews.service import ReviewService


async def get_engagements(session: SessionDep, resources: ResourcesDep) -> EngagementService:
    """Return the use cases of engagements, bound to this request's transaction."""
    return EngagementService(session, resources.feed, rules=resources.rules)


async def get_engagement_reader(session: SnapshotDep, resources: ResourcesDep) -> EngagementService:
    """Return the use cases of engagements that only read."""
    return EngagementService(session, resources.feed, rules=resources.rules)


async def get_milestones(session: SessionDep) -> MilestoneService:
    """Return the use cases of milestones, bound to this request's transaction."""
    return MilestoneService(session)


async def get_milestone_reader(session: SnapshotDep) -> MilestoneService:
    """Return the use cases of milestones that only read."""
    return MilestoneService(session)


async def get_amendments(session: SessionDep, resources: ResourcesDep) -> AmendmentService:
    """Return the use cases of proposed changes, bound to this request's transaction."""
    return AmendmentService(session, resources.feed, rules=resources.rules)


async def get_amendment_reader(session: SnapshotDep, resources: ResourcesDep) -> AmendmentService:
    """Return the use cases of proposed changes that only read."""
    return AmendmentService(session, resources.feed, rules=resources.rules)


async def get_filing(request: Request, resources: ResourcesDep) -> FilingService:
    """Return the use cases of files, which open their transactions themselves."""
    store = cast("FileStore", request.app.state.files)
    return FilingService(resources.database, store)


async def get_disputes(session: SessionDep) -> DisputeService:
    """Return the use cases of disputes, bound to this request's transaction."""
    return DisputeService(session)


async def get_dispute_reader(session: SnapshotDep) -> DisputeService:
    """Return the use cases of disputes that only read."""
    return DisputeService(session)


async def get_reviews(session: SessionDep, resources: ResourcesDep) -> ReviewService:
    """Return the use cases of reviews, bound to this request's transaction."""
    return ReviewService(session, resources.feed, rules=resources.rules)


async def get_review_reader(session: SnapshotDep, resources: ResourcesDep) -> ReviewService:
    """Return the use cases of reviews that only read."""
    return ReviewService(session, resources.feed, rules=resources.rules)


async def get_cases(session: SessionDep, resources: ResourcesDep) -> CaseService:
    """Return the use cases of solved cases, bound to this request's transaction."""
    return CaseService(session, resources.feed, rules=resources.rules)


async def get_case_reader(session: SnapshotDep, resources: ResourcesDep) -> CaseService:
    """Return the use cases of solved cases that only read."""
    return CaseService(session, resources.feed, rules=resources.rules)


async def get_follow_ups(session: SessionDep, resources: ResourcesDep) -> FollowUpService:
    """Return the use cases of follow-ups, bound to this request's transaction."""
    return FollowUpService(session, resources.feed, rules=resources.rules)


async def get_follow_up_reader(session: SnapshotDep, resources: ResourcesDep) -> FollowUpService:
    """Return the use cases of follow-ups that only read."""
    return FollowUpService(session, resources.feed, rules=resources.rules)


EngagementsDep = Annotated[EngagementService, Depends(get_engagements)]
EngagementsReadDep = Annotated[EngagementService, Depends(get_engagement_reader)]
MilestonesDep = Annotated[MilestoneService, Depends(get_milestones)]
MilestonesReadDep = Annotated[MilestoneService, Depends(get_milestone_reader)]
AmendmentsDep = Annotated[AmendmentService, Depends(get_amendments)]
AmendmentsReadDep = Annotated[AmendmentService, Depends(get_amendment_reader)]
FilingDep = Annotated[FilingService, Depends(get_filing)]
DisputesDep = Annotated[DisputeService, Depends(get_disputes)]
DisputesReadDep = Annotated[DisputeService, Depends(get_dispute_reader)]
ReviewsDep = Annotated[ReviewService, Depends(get_reviews)]
ReviewsReadDep = Annotated[ReviewService, Depends(get_review_reader)]
CasesDep = Annotated[CaseService, Depends(get_cases)]
CasesReadDep = Annotated[CaseService, Depends(get_case_reader)]
FollowUpsDep = Annotated[FollowUpService, Depends(get_follow_ups)]
FollowUpsReadDep = Annotated[FollowUpService, Depends(get_follow_up_reader)]
