"""Finds somebody's rows in every table, by what the tables say of themselves."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.models import Person
from services.portal.privacy.models import Erasure
from services.portal.tables import Fate, PortalTable


def tables() -> list[type[PortalTable]]:
    """Return every table of the portal; those that point to others come first."""
    mapped = {str(model.__tablename__): model for model in _subclasses(PortalTable)}
    order = reversed(PortalTable.metadata.sorted_tables)
    return [mapped[table.name] for table in order]


def _subclasses(model: type[PortalTable]) -> Iterator[type[PortalTable]]:
    for child in model.__subclasses__():
        if "__table__" in vars(child):
            yield child
        yield from _subclasses(child)


def rows_about(model: type[PortalTable], person: Person) -> sa.ColumnElement[bool]:
    """Return the condition that a row is this person's: by their id, or by their address."""
    columns = sa.inspect(model).columns
    found = []
    if model.PERSON is not None:
        column = columns[model.PERSON]
        plain = not isinstance(column.type, sa.Uuid)
        found.append(column == (str(person.id) if plain else person.id))
    if model.ADDRESS is not None:
        found.append(sa.func.lower(columns[model.ADDRESS]) == (person.email or "").lower())
    return sa.or_(sa.false(), *found)


async def everything_about(
    session: AsyncSession, person: Person
) -> Mapping[str, list[dict[str, Any]]]:
    """Return somebody's rows of every table, without secrets."""
    return {
        str(model.__tablename__): await _rows(session, model, person)
        for model in reversed(tables())
        if model.PERSON is not None or model.ADDRESS is not None
    }


async def erase(session: AsyncSession, person: Person) -> None:
    """Delete somebody's rows wherever they are not kept for the accounts of others."""
    for model in tables():
        if model.FATE is Fate.ERASED:
            await session.execute(sa.delete(model).where(rows_about(model, person)))


async def _rows(
    session: AsyncSession, model: type[PortalTable], person: Person
) -> list[dict[str, Any]]:
    shown = [column for column in sa.inspect(model).columns if column.key not in model.SECRET]
    statement = sa.select(*shown).where(rows_about(model, person))
    return [dict(row) for row in (await session.execute(statement)).mappings()]


async def open_erasures(session: AsyncSession, now: datetime, *, limit: int) -> Sequence[Erasure]:
    """Return what services are to be told to forget now, for each person in their order."""
    statement = (
        sa.select(Erasure)
        .where(col(Erasure.done_at).is_(None), col(Erasure.next_try_at) <= now)
        .order_by(col(Erasure.person_id), col(Erasure.service))
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def erasures_of(session: AsyncSession, person_id: UUID) -> Sequence[Erasure]:
    """Return what services were to forget of somebody."""
    statement = sa.select(Erasure).where(col(Erasure.person_id) == person_id)
    return (await session.scalars(statement)).all()


async def erasure_locked(session: AsyncSession, task: Erasure) -> Erasure:
    """Return the same as it stands now, locked."""
    return await session.get_one(Erasure, (task.person_id, task.service), with_for_update=True)
