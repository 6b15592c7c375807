"""The table of achievements."""

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.catalog.achievements.domain import HIGHEST_TRL, LOWEST_TRL, IprStatus
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


class Achievement(EntryTable, table=True):
    """A result of research, with its stage and who owns it."""

    __tablename__ = "achievement"
    __table_args__ = entry_constraints(
        one_of("ipr_status", IprStatus),
        *in_order("transfer_price_min", "transfer_price_max"),
        sa.CheckConstraint(f"trl BETWEEN {LOWEST_TRL} AND {HIGHEST_TRL}", name="trl"),
        sa.Index(None, "owner_id"),
        sa.Index(None, "source", "owner_source_id"),
        name="title",
    )

    NAME: ClassVar[str] = "title"

    title: str = Field(sa_type=sa.String(LINE_LENGTH))
    # Not a foreign key: a file of achievements may arrive before that of their owners.
    owner_id: UUID | None = None
    owner_source_id: str | None = line(KEY_LENGTH)
    owner_name: str | None = line()
    summary: str | None = prose()
    advantages: str | None = prose()
    trl: int | None = None
    ipr_status: IprStatus | None = choice(IprStatus)
    ipr_number: str | None = line(64)
    cooperation_types: list[str] = listed()
    transfer_price_min: Decimal | None = amount()
    transfer_price_max: Decimal | None = amount()
    year: int | None = None
    inventors: list[str] = listed()
    cases: list[dict[str, Any]] = listed()
    confirmed_cases: list[dict[str, Any]] = listed()
