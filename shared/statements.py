"""Statements that SQLAlchemy writes once and the database's own driver runs.

For the few paths that are asked most often: to write, run and read a statement through the ORM
takes many times as long as the database does. Columns keep their types: what goes in and comes out
is converted as everywhere else.

    ONE: Final = Prepared(sa.select(demand).where(demand.c.id == sa.bindparam("demand_id")))
    ...
    rows = await statements.rows(ONE, demand_id=demand_id)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession

Convert = Callable[[Any], Any]
Values = Mapping[str, Any]
Row = Sequence[Any]
Made = TypeVar("Made")


class Prepared:
    """A statement that does not change but for its values, given by their names.

    Args:
        statement: What is run; the names of its values are those of its `bindparam`s.
        columns: The columns that it inserts, if it does not say so itself: see `adding`.
    """

    def __init__(self, statement: sa.Executable, columns: Sequence[str] | None = None) -> None:
        self.statement = statement
        self._columns = columns
        self._written: dict[str, _Written] = {}

    @classmethod
    def adding(cls, table: sa.Table) -> Self:
        """Return the statement that adds a row; its values are the columns, all of them."""
        return cls(sa.insert(table), table.columns.keys())

    def written(self, dialect: Dialect) -> "_Written":
        """Return the statement as a database reads it."""
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _written(self.statement, dialect, self._columns)
        return written


@dataclass(frozen=True, slots=True)
class _Written:
    sql: str
    takes: tuple[tuple[str, Convert | None], ...]
    fixed: Values
    gives: tuple[tuple[int, Convert], ...]
    """Where a row has something to be converted."""

    def said(self, values: Values) -> list[Any]:
        """Return the values in their order, as the driver takes them."""
        told = {**self.fixed, **values} if self.fixed else values
        return [convert(told[name]) if convert else told[name] for name, convert in self.takes]

    def read(self, rows: Iterable[Row]) -> list[Row]:
        """Return rows as they are everywhere else."""
        return [self.one(row) for row in rows]

    def one(self, row: Row) -> Row:
        """Return a row as it is everywhere else."""
        cells = list(row)
        for place, convert in self.gives:
            if cells[place] is not None:
                cells[place] = convert(cells[place])
        return cells


class Making(Generic[Made]):
    """Makes of a row what depends on nothing but the row; of one that reads as before, once.

    A row is compared in all its columns as the database told it: what is remembered can never
    be older than what is stored.

    Args:
        make: Makes it of a row's columns, the first of which names the row.
        most: How many are remembered.
    """

    def __init__(self, make: Callable[[Row], Made], *, most: int) -> None:
        self._make = make
        self._most = most
        self._known: dict[Any, tuple[Row, Made]] = {}

    def of(self, rows: Iterable[Row], written: "_Written") -> list[Made]:
        """Return what is made of rows that the database's own driver has read."""
        return [self._of_one(row, written) for row in rows]

    def of_each(self, rows: Iterable[Row]) -> list[Made]:
        """Return what is made of rows that SQLAlchemy has read."""
        return [self._make(row) for row in rows]

    def _of_one(self, row: Row, written: "_Written") -> Made:
        known = self._known.get(row[0])
        if known is not None and known[0] == row:
            return known[1]
        if len(self._known) >= self._most:
            self._known.clear()
        made = self._make(written.one(row))
        self._known[row[0]] = row, made
        return made


class Statements(Protocol):
    """A transaction, in which prepared statements are run."""

    on_postgresql: bool

    async def rows(self, prepared: Prepared, **values: Any) -> Sequence[Row]:  # noqa: ANN401 - of any column
        """Run a statement and return what it answers."""
        ...

    async def made(self, making: Making[Made], prepared: Prepared, **values: Any) -> list[Made]:  # noqa: ANN401 - of any column
        """Run a statement and return what is made of each row that it answers."""
        ...

    async def each(self, prepared: Prepared, values: Sequence[Values]) -> None:
        """Run a statement that answers nothing, once for each of the values."""


class OnSession:
    """The same in a transaction of SQLAlchemy's, which may do other things besides."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.on_postgresql = session.get_bind().dialect.name == "postgresql"

    async def rows(self, prepared: Prepared, **values: Any) -> Sequence[Row]:  # noqa: ANN401 - of any column
        """Run a statement and return what it answers."""
        await self._session.flush()
        result = cast(
            "sa.CursorResult[Any]", await self._session.execute(prepared.statement, values)
        )
        return result.all() if result.returns_rows else ()

    async def made(self, making: Making[Made], prepared: Prepared, **values: Any) -> list[Made]:  # noqa: ANN401 - of any column
        """Run a statement and return what is made of each row that it answers."""
        return making.of_each(await self.rows(prepared, **values))

    async def each(self, prepared: Prepared, values: Sequence[Values]) -> None:
        """Run a statement that answers nothing, once for each of the values."""
        await self._session.flush()
        if values:
            await self._session.execute(prepared.statement, [dict(each) for each in values])


def _written(statement: Any, dialect: Dialect, columns: Sequence[str] | None) -> _Written:  # noqa: ANN401 - SQLAlchemy's types do not say it
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    names = tuple(compiled.positiontup or ())
    bound = {name: compiled.binds[name] for name in names}
    if any(each.expanding for each in bound.values()):
        raise ValueError("A list of values is no part of a prepared statement: name each of them.")
    fixed = {name: each.value for name, each in bound.items() if not each.required}
    takes = ((name, _into(bound[name], dialect)) for name in names)
    types = (column.type for column in getattr(statement, "exported_columns", ()))
    out = (each.dialect_impl(dialect).result_processor(dialect, None) for each in types)
    gives = tuple((place, convert) for place, convert in enumerate(out) if convert)
    return _Written(compiled.string, tuple(takes), fixed, gives)


def _into(bound: sa.BindParameter[Any], dialect: Dialect) -> Convert | None:
    convert: Convert | None = bound.type.dialect_impl(dialect).bind_processor(dialect)
    return convert
