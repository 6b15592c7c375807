"""Demands as they are stored, past the ORM: for what is asked of the service most often."""

from dataclasses import fields
from functools import cache
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from services.requests.demands.disclosure import FULL_FIELDS, Standing
from services.requests.demands.models import Demand, DemandDiscipline
from shared.classification import discipline_levels
from shared.database import table_of
from shared.statements import Prepared, Row, Statements

DEMAND: Final = table_of(Demand)
ALL: Final = tuple(DEMAND.columns.keys())

FOR_NOBODY: Final = tuple(
    name
    for name in ALL
    if name in FULL_FIELDS or name in {field.name for field in fields(Standing)}
)
"""The columns of which whoever has not signed in may see something, and those that decide it."""


_ADD: Final = Prepared.adding(DEMAND)
_FILE: Final = Prepared.adding(table_of(DemandDiscipline))

_SAID: Final = {name: field.default for name, field in Demand.model_fields.items()}
_MADE: Final = {
    name: field.default_factory
    for name, field in Demand.model_fields.items()
    if field.default_factory is not None
}
"""What a new demand has that nobody said: as it is, and made for each."""


def columns_for(*, known: bool) -> tuple[str, ...]:
    """Return the columns that are read for somebody."""
    return ALL if known else FOR_NOBODY


def demand_of(columns: tuple[str, ...], row: Row) -> Demand:
    """Return a stored demand, to be read: it belongs to no session, and changes are not kept."""
    demand: Demand = Demand.__new__(Demand)
    vars(demand).update(zip(columns, row, strict=True))
    return demand


def new_demand(values: dict[str, Any]) -> Demand:
    """Return a demand with these values, not stored yet; it belongs to no session."""
    demand: Demand = Demand.__new__(Demand)
    made = {name: make() for name, make in _MADE.items() if name not in values}  # type: ignore[call-arg]  # none of ours looks at the others
    vars(demand).update(_SAID | made | values)
    return demand


async def find(statements: Statements, demand_id: UUID, *, known: bool) -> Demand | None:
    """Return the demand as far as it is read for somebody, or None if there is no such demand."""
    columns = columns_for(known=known)
    rows = await statements.rows(one_of(columns), demand_id=demand_id)
    return demand_of(columns, rows[0]) if rows else None


@cache
def one_of(columns: tuple[str, ...]) -> Prepared:
    """Return the statement that reads these columns of one demand, `demand_id`."""
    wanted = sa.select(*(DEMAND.c[name] for name in columns))
    return Prepared(wanted.where(DEMAND.c.id == sa.bindparam("demand_id")))


async def add(statements: Statements, demand: Demand) -> None:
    """Store a new demand, filed under its disciplines."""
    stored = vars(demand)  # A column's own way to it takes ten times as long.
    await statements.rows(_ADD, **{name: stored[name] for name in ALL})
    await statements.each(_FILE, filed(demand))


def filed(demand: Demand) -> list[dict[str, Any]]:
    """Return the rows by which filters find a demand under its disciplines."""
    codes = {code for own in demand.discipline_codes for code in discipline_levels(own)}
    return [{"demand_id": demand.id, "code": code} for code in sorted(codes)]
