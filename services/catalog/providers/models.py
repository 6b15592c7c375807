"""The table of providers."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field
from typing_extensions import override

from services.catalog.entries.models import (
    LINE_LENGTH,
    EntryTable,
    choice,
    entry_constraints,
    line,
    listed,
    one_of,
    prose,
)
from services.catalog.listings.domain import SHOWN, ListingStatus
from services.catalog.providers.domain import BodyKind
from shared.types import UtcDateTime, enum_column


class Provider(EntryTable, table=True):
    """An organization that helps."""

    __tablename__ = "provider"
    __table_args__ = entry_constraints(
        one_of("kind_of_body", BodyKind),
        sa.CheckConstraint("length(uscc) = 18", name="uscc"),
        sa.Index(None, "uscc"),
        sa.Index(None, "listing_status"),
    )

    name: str = Field(sa_type=sa.String(LINE_LENGTH))
    uscc: str | None = line(18)
    kind_of_body: BodyKind | None = choice(BodyKind)
    summary: str | None = prose()
    description: str | None = prose()
    capabilities: list[str] = listed()
    qualifications: list[str] = listed()
    service_area: list[str] = listed()
    cases: list[dict[str, Any]] = listed()
    confirmed_cases: list[dict[str, Any]] = listed()
    website: str | None = line(500)
    founded_on: date | None = None
    listing_status: ListingStatus = Field(
        default=ListingStatus.LISTED, sa_type=enum_column(ListingStatus)
    )
    listing_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    listing_reminded_due: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    @override
    def listed(self) -> bool:
        return self.listing_status in SHOWN
