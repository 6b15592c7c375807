"""The table of offerings."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.domain import CapacityStatus
from services.catalog.entries.models import (
    KEY_LENGTH,
    LINE_LENGTH,
    EntryTable,
    amount,
    choice,
    entry_constraints,
    in_order,
    line,
    listed,
    one_of,
    prose,
)
from services.catalog.offerings.domain import ServiceClass
from shared.types import enum_column


class Offering(EntryTable, table=True):
    """A service item of a provider."""

    __tablename__ = "offering"
    __table_args__ = entry_constraints(
        one_of("service_class", ServiceClass),
        one_of("capacity_status", CapacityStatus),
        *in_order("price_min", "price_max"),
        sa.CheckConstraint("lead_time_days >= 0", name="lead_time_days"),
        sa.Index(None, "provider_id"),
        sa.Index(None, "source", "provider_source_id"),
        name="title",
    )

    NAME: ClassVar[str] = "title"

    title: str = Field(sa_type=sa.String(LINE_LENGTH))
    # Not a foreign key: a file of offerings may arrive before that of their providers.
    provider_id: UUID | None = None
    provider_source_id: str | None = line(KEY_LENGTH)
    provider_name: str | None = line()
    service_class: ServiceClass = Field(sa_type=enum_column(ServiceClass))
    scope: str | None = prose()
    deliverable: str | None = prose()
    price_min: Decimal | None = amount()
    price_max: Decimal | None = amount()
    price_note: str | None = prose()
    lead_time_days: int | None = None
    qualifications: list[str] = listed()
    service_area: list[str] = listed()
    capacity_status: CapacityStatus | None = choice(CapacityStatus)
    cases: list[dict[str, Any]] = listed()
    confirmed_cases: list[dict[str, Any]] = listed()
