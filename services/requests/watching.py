"""Notes in the audit log when operators read what two sides of an engagement keep between them."""

from contextlib import suppress
from uuid import UUID

from fastapi import Request

from services.requests import policy
from services.requests.dependencies import ResourcesDep
from services.requests.engagements.models import Engagement
from services.requests.tables import TRAIL
from shared.auth import CallerDep

READING = "GET"


async def note_reading(request: Request, resources: ResourcesDep, caller: CallerDep) -> None:
    """Note that an operator is about to read of an engagement; what cannot be noted is not read.

    Files have a note of their own, whoever reads them.
    """
    named = request.path_params
    if (
        request.method != READING
        or "deliverable_id" in named
        or not policy.callers.is_operator(caller)
    ):
        return
    with suppress(KeyError, ValueError):  # Names no engagement: the endpoint says so.
        engagement_id = UUID(named["engagement_id"])
        async with resources.database.transaction() as session:
            engagement = await session.get(Engagement, engagement_id)
            if engagement is not None:
                TRAIL.record(
                    session,
                    actor=caller,
                    action="engagement.read",
                    subject=f"demand/{engagement.demand_id}",
                    details={
                        "engagement": str(engagement_id),
                        "part": request.url.path.rpartition("/")[2],
                    },
                )
