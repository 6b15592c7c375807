"""The table of what happened to listings; where one stands is a column of the provider's."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.models import SUBJECT_LENGTH, one_of
from services.catalog.listings.domain import ListingAction, ListingReason, ListingStatus
from services.catalog.tables import CatalogTable
from shared.types import UtcDateTime, enum_column, new_id


class ListingStep(CatalogTable, table=True):
    """One step in the life of a listing: who took it, when and why."""

    __tablename__ = "listing_step"
    __table_args__ = (
        sa.Index(None, "provider_id", "id"),
        one_of("action", ListingAction),
        one_of("from_status", ListingStatus),
        one_of("to_status", ListingStatus),
        one_of("reason_code", ListingReason),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    provider_id: UUID
    action: ListingAction = Field(sa_type=enum_column(ListingAction))
    from_status: ListingStatus = Field(sa_type=enum_column(ListingStatus))
    to_status: ListingStatus = Field(sa_type=enum_column(ListingStatus))
    actor: str = Field(sa_type=sa.String(SUBJECT_LENGTH))
    at: datetime = Field(sa_type=UtcDateTime)
    reason_code: ListingReason | None = Field(default=None, sa_type=enum_column(ListingReason))
    note: str | None = Field(default=None, sa_type=sa.Text)
