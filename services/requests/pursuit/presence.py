"""Says whether somebody is there for a need."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.responses.domain import LIVE
from services.requests.responses.repository import ResponseRepository


async def somebody_responds(session: AsyncSession, demand_id: UUID) -> bool:
    """Return whether a need has a response that is underway, or selected."""
    return await ResponseRepository(session).count(demand_id, LIVE) > 0
