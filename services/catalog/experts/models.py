"""The table of experts."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.entries.domain import CapacityStatus
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
from services.catalog.experts.domain import HOURS_IN_A_MONTH, ExpertKind


class Expert(EntryTable, table=True):
    """A person who helps; one file per person (一人一档)."""

    __tablename__ = "expert"
    __table_args__ = entry_constraints(
        one_of("expert_kind", ExpertKind),
        one_of("capacity_status", CapacityStatus),
        sa.UniqueConstraint("owner_subject"),
        sa.CheckConstraint(
            f"hours_per_month BETWEEN 0 AND {HOURS_IN_A_MONTH}", name="hours_per_month"
        ),
    )

    name: str = Field(sa_type=sa.String(LINE_LENGTH))
    title: str | None = line()
    expert_kind: ExpertKind | None = choice(ExpertKind)
    organization_name: str | None = line()
    summary: str | None = prose()
    specialties: list[str] = listed()
    results: list[dict[str, Any]] = listed()
    service_history: list[dict[str, Any]] = listed()
    confirmed_cases: list[dict[str, Any]] = listed()
    hours_per_month: int | None = None
    registration_number: str | None = line(64)
    capacity_status: CapacityStatus | None = choice(CapacityStatus)
    languages: list[str] = listed()
    recommended: bool = True
