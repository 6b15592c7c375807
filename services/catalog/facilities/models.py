"""The table of facilities."""

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
from services.catalog.facilities.domain import FacilityClass
from shared.types import enum_column


class Facility(EntryTable, table=True):
    """An instrument, a test bench, a pilot line or a big-science station."""

    __tablename__ = "facility"
    __table_args__ = entry_constraints(
        one_of("facility_class", FacilityClass),
        one_of("capacity_status", CapacityStatus),
        *in_order("fee_min", "fee_max"),
        sa.CheckConstraint("lead_time_days >= 0", name="lead_time_days"),
        sa.Index(None, "provider_id"),
        sa.Index(None, "source", "provider_source_id"),
        name="title",
    )

    NAME: ClassVar[str] = "title"

    title: str = Field(sa_type=sa.String(LINE_LENGTH))
    # Not a foreign key: a file of facilities may arrive before that of their providers.
    provider_id: UUID | None = None
    provider_source_id: str | None = line(KEY_LENGTH)
    provider_name: str | None = line()
    facility_class: FacilityClass = Field(sa_type=enum_column(FacilityClass))
    summary: str | None = prose()
    parameters: list[dict[str, Any]] = listed()
    standards: list[str] = listed()
    qualifications: list[str] = listed()
    fee_min: Decimal | None = amount()
    fee_max: Decimal | None = amount()
    fee_unit: str | None = line(40)
    training_rule: str | None = prose()
    capacity_status: CapacityStatus | None = choice(CapacityStatus)
    lead_time_days: int | None = None
