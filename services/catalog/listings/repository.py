"""Every SQL statement about listings."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.domain import STALE_AFTER, EntryStatus
from services.catalog.entries.filtering import entries_of
from services.catalog.entries.kind import Kind
from services.catalog.entries.models import EntryTable
from services.catalog.listings.domain import ListingStatus
from services.catalog.listings.models import ListingStep
from services.catalog.providers.models import Provider
from shared.database import taken

HISTORY_LENGTH: Final = 500


class ListingRepository:
    """Listings as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def history(self, provider_id: UUID) -> Sequence[ListingStep]:
        """Return the latest steps of a listing, the first of them first."""
        statement = (
            sa.select(ListingStep)
            .where(col(ListingStep.provider_id) == provider_id)
            .order_by(col(ListingStep.id).desc())
            .limit(HISTORY_LENGTH)
        )
        return list(reversed((await self._session.scalars(statement)).all()))

    async def due(
        self, now: datetime, today: date, *, limit: int, lock: bool = True
    ) -> Sequence[Provider]:
        """Return providers on whose listing the clock acts now, locked."""
        status, assured = col(Provider.listing_status), col(Provider.assured_date)
        oldest = today - STALE_AFTER
        grown_stale = (status == ListingStatus.LISTED) & (assured < oldest)
        refreshed = (status == ListingStatus.STALE) & (assured >= oldest)
        statement = (
            sa.select(Provider)
            .where(
                col(Provider.status) != EntryStatus.WITHDRAWN,
                (col(Provider.listing_due_at) <= now) | grown_stale | refreshed,
            )
            .order_by(col(Provider.id))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def entries_of(self, provider_id: UUID, kind: Kind) -> Sequence[EntryTable]:
        """Return a provider's entries of a kind that is linked to providers, locked."""
        if kind.link is None:
            return []
        statement = (
            sa.select(kind.table)
            .where(col(kind.table.id).in_(entries_of(kind.table, kind.link, provider_id)))
            .order_by(col(kind.table.id))
            .with_for_update()
        )
        return (await self._session.scalars(statement)).all()
