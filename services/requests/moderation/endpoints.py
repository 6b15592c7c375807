"""The HTTP face of the moderation desk; its steps are taken with PUT /demands/{id}/status."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.requests.dependencies import QueueDep
from services.requests.moderation.schemas import QueueFilters, QueueItem
from shared.auth import CallerDep
from shared.pagination import Page

router = APIRouter(tags=["moderation"])


@router.get("/moderation/queue")
async def list_queue(
    wanted: Annotated[QueueFilters, Query()], queue: QueueDep, caller: CallerDep
) -> Page[QueueItem]:
    """List what waits for an operator, what is due first first."""
    return await queue.page(caller, wanted)
