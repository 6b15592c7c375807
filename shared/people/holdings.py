"""What each table holds of people (PIPL, articles 44 to 47): shown to them, and forgotten.

    HOLDINGS = {
        Response: Holding(own=("author_subject",), address="contact_email",
                          forgets={"contact_name": None, "contact_email": None}),
        FeedHead: NOBODYS,
    }

A test of each service fails when a table is missing, or a column names somebody unnoticed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

LEFT: Final = "（已注销）"
"""Stands where a name stood that cannot be empty."""

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody, as tables name them: `person <subject>` where organizations are named too."""

    subject: str
    email: str | None = None

    @property
    def names(self) -> tuple[str, str]:
        """How columns name them."""
        return self.subject, f"person {self.subject}"


@dataclass(frozen=True, slots=True)
class Through:
    """That a row is somebody's own because it belongs to a row of another table that is.

    Args:
        column: The column that names that row by its id.
        table: Its table.
        own: The column there that names somebody.
    """

    column: str
    table: type[Any]
    own: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What a table holds of people.

    Args:
        own: The columns by which a row is somebody's own: all of it is shown to them.
        acted: The columns that say who did something in a row that is about others.
        address: The column with the e-mail address of whoever is to be reached.
        shown: What is shown of a row that is not somebody's own.
        hidden: What is not shown of their own either, since it is about others.
        forgets: What stands in somebody's own rows, and in those with their address, once
            they have left; other words are kept for the accounts of others.
        deleted: Whether their own rows are deleted instead.
        through: By which other table's row a row is somebody's own.
    """

    own: tuple[str, ...] = ()
    acted: tuple[str, ...] = ()
    address: str | None = None
    shown: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    forgets: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    deleted: bool = False
    through: Through | None = None

    @property
    def named(self) -> frozenset[str]:
        """Every column that may name somebody."""
        return frozenset({*self.own, *self.acted, *self.forgets, self.address or ""})


NOBODYS: Final = Holding()
"""For tables that hold nothing of people, or nothing that identifies one once they have left."""

Holdings = Mapping[type[Any], Holding]


async def shown_to(
    session: AsyncSession, holdings: Holdings, whom: Whom
) -> dict[str, list[dict[str, Any]]]:
    """Return all that the tables hold of somebody, by table."""
    found = {}
    for model, holding in holdings.items():
        columns = sa.inspect(model).columns
        shown = [column for column in columns if column.key not in holding.hidden]
        partly = [column for column in shown if column.key in {*holding.shown, *holding.forgets}]
        own = _own(model, holding, whom)
        others = _touched(model, holding, whom) & ~own
        rows = [
            *await _rows(session, shown, own),
            *await _rows(session, partly or shown, others),
        ]
        if rows:
            found[str(model.__tablename__)] = rows
    return found


async def forget(session: AsyncSession, holdings: Holdings, whom: Whom) -> dict[str, int]:
    """Forget what identifies somebody, and return in how many rows of which tables."""
    changed = {}
    for model, holding in holdings.items():
        theirs = _own(model, holding, whom) | _addressed(model, holding, whom)
        if holding.deleted:
            statement: sa.Delete | sa.Update = sa.delete(model).where(theirs)
        elif holding.forgets:
            statement = sa.update(model).where(theirs).values(**holding.forgets)
        else:
            continue
        done: Any = await session.execute(statement.execution_options(synchronize_session="fetch"))
        if done.rowcount:
            changed[str(model.__tablename__)] = int(done.rowcount)
    return changed


async def _rows(
    session: AsyncSession, columns: list[Any], condition: sa.ColumnElement[bool]
) -> list[dict[str, Any]]:
    found = await session.execute(sa.select(*columns).where(condition))
    return [dict(row) for row in found.mappings()]


def _own(model: type[Any], holding: Holding, whom: Whom) -> sa.ColumnElement[bool]:
    by_name = _by_name(model, holding.own, whom)
    if holding.through is None:
        return by_name
    through = holding.through
    columns = sa.inspect(through.table).columns
    theirs = sa.select(columns["id"]).where(columns[through.own] == whom.subject)
    return sa.or_(by_name, sa.inspect(model).columns[through.column].in_(theirs))


def _touched(model: type[Any], holding: Holding, whom: Whom) -> sa.ColumnElement[bool]:
    return _by_name(model, holding.acted, whom) | _addressed(model, holding, whom)


def _by_name(model: type[Any], names: tuple[str, ...], whom: Whom) -> sa.ColumnElement[bool]:
    columns = sa.inspect(model).columns
    matches = [sa.func.coalesce(columns[name], "").in_(whom.names) for name in names]
    return sa.or_(sa.false(), *matches)


def _addressed(model: type[Any], holding: Holding, whom: Whom) -> sa.ColumnElement[bool]:
    if holding.address is None or not whom.email:
        return sa.false()
    address = sa.inspect(model).columns[holding.address]
    return sa.func.lower(sa.func.coalesce(address, "")) == whom.email.lower()
