"""Identifiers, and column types that mean the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override
from uuid_utils.compat import uuid7

FEN_PER_YUAN: Final = 100


def new_id() -> UUID:
    """Return a new identifier: UUID version 7 (RFC 9562), so ids sort by creation."""
    return uuid7()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on the way in, in UTC on the way out.

    SQLite forgets the zone, so it is put back; PostgreSQL keeps it.
    A naive moment is refused with a `ValueError`.
    """

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = sa.DateTime(timezone=True)
    cache_ok: bool | None = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A stored moment must be aware.")
        return value.astimezone(UTC) if value else None

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Money(TypeDecorator[Decimal]):
    """An amount in 元 as a `Decimal`, stored as a whole number of 分.

    SQLite has no decimal type: a stored fraction would become a float, and
    sums and comparisons would drift. More than two places, or an amount that
    is not finite, is refused with a `ValueError`.
    """

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = sa.BigInteger()
    cache_ok: bool | None = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        fen = value * FEN_PER_YUAN
        if not fen.is_finite() or fen != fen.to_integral_value():
            raise ValueError(f"{value} 元 is not a whole number of 分.")
        return int(fen)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


def enum_column(enum: type[StrEnum]) -> sa.Enum:
    """Return a column type that stores the enum's values, not its names, as plain text."""
    return sa.Enum(
        enum,
        native_enum=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
