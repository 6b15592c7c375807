"""Which demands are not to name again whom they once named."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.models import ForgottenContact


async def without_contact(session: AsyncSession, ids: Sequence[UUID]) -> set[UUID]:
    """Return those of the demands whose contact has left."""
    column = col(ForgottenContact.demand_id)
    return set(await session.scalars(sa.select(column).where(column.in_(ids))))
