"""Transactions past the ORM keep what transactions promise, also where several are one commit."""

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlmodel import Field, SQLModel

from shared.database import Database, table_of, table_registry
from shared.errors import ConflictError
from shared.statements import Making, OnSession, Prepared, Row, Statements
from shared.types import Money, new_id
from tests.shared.opening import database_with


class StraightTable(SQLModel, registry=table_registry()):
    """The tables of this test."""


class Coin(StraightTable, table=True):
    __tablename__ = "coin"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    worth: Decimal = Field(sa_type=Money)
    words: list[str] = Field(sa_type=sa.JSON)


COIN = table_of(Coin)
ADD = Prepared.adding(COIN)
ALL = Prepared(sa.select(COIN.c.worth, COIN.c.words).order_by(COIN.c.id))
NAMED = Prepared(sa.select(COIN.c.id, COIN.c.worth, COIN.c.words).order_by(COIN.c.id))
DEARER = Prepared(sa.select(COIN.c.id).where(COIN.c.worth > sa.bindparam("than")))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with database_with(StraightTable, database_url) as database:
        yield database


async def _coin(worth: int, statements: Statements, *, fails: bool = False) -> int:
    await statements.rows(ADD, id=new_id(), worth=Decimal(worth), words=["圆", f"{worth}"])
    if fails:
        raise ConflictError
    return worth


async def _kept(database: Database) -> list[int]:
    async def look(statements: Statements) -> list[int]:
        return [int(worth) for worth, _words in await statements.rows(ALL)]

    return await database.straight.read(look)


async def test_values_come_back_as_they_were_also_through_a_session(database: Database) -> None:
    await database.straight.write(partial(_coin, 7))

    async def look(statements: Statements) -> list[object]:
        found = [list(row) for row in await statements.rows(ALL)]
        return [*found, len(await statements.rows(DEARER, than=Decimal(6)))]

    straight = await database.straight.read(look)
    async with database.snapshot() as session:
        by_session = await look(OnSession(session))

    assert straight == by_session == [[7, ["圆", "7"]], 1]


async def test_one_that_fails_among_many_is_undone_alone(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(
            database.straight.write(partial(_coin, number, fails=number % 3 == 0))
            for number in range(1, 31)
        ),
        return_exceptions=True,
    )

    failed = [number for number, outcome in enumerate(outcomes, 1) if outcome != number]
    assert failed == list(range(3, 31, 3))
    assert {type(outcomes[number - 1]) for number in failed} == {ConflictError}
    assert sorted(await _kept(database)) == [n for n in range(1, 31) if n % 3]


async def test_writers_of_both_kinds_take_turns(database: Database) -> None:
    async def by_session(worth: int) -> None:
        async with database.transaction() as session:
            await _coin(worth, OnSession(session))

    await asyncio.gather(
        *(database.straight.write(partial(_coin, number)) for number in range(10)),
        *(by_session(number) for number in range(10, 20)),
    )

    assert sorted(await _kept(database)) == list(range(20))


async def test_who_gives_up_waiting_leaves_the_others_alone(database: Database) -> None:
    given_up = asyncio.create_task(database.straight.write(partial(_coin, 1)))
    waiting = asyncio.create_task(database.straight.write(partial(_coin, 2)))
    await asyncio.sleep(0)
    given_up.cancel()

    assert await waiting == 2
    assert 2 in await _kept(database)


async def test_what_only_reads_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await database.straight.read(partial(_coin, 1))

    assert await _kept(database) == []


async def test_on_sqlite_a_transaction_waits_for_nothing_else(database: Database) -> None:
    if database.dialect == "postgresql":
        return

    async def sleep(statements: Statements) -> None:
        await statements.rows(ALL)
        await asyncio.sleep(0.001)

    with pytest.raises(RuntimeError):
        await database.straight.write(sleep)

    assert await _kept(database) == []


def test_a_list_is_no_part_of_a_prepared_statement() -> None:
    listed = Prepared(sa.select(COIN).where(COIN.c.worth.in_([1, 2])))

    with pytest.raises(ValueError, match="name each"):
        listed.written(sqlite.dialect())


async def test_of_a_row_that_reads_as_before_nothing_is_made_again(database: Database) -> None:
    made: list[Row] = []

    def told(row: Row) -> str:
        made.append(row)
        return f"{row[2][0]} {row[1]}"

    making = Making(told, most=2)

    async def look() -> list[str]:
        return await database.straight.read(lambda some: some.made(making, NAMED), single=True)

    await database.straight.write(partial(_coin, 1))
    assert [*await look(), *await look()] == ["圆 1.00", "圆 1.00"]
    assert [row[1:] for row in made] == [[Decimal(1), ["圆", "1"]]]
    async with database.transaction() as session:
        await session.execute(sa.update(COIN).values(words=["元"]))
        assert await OnSession(session).made(making, NAMED) == ["元 1.00"]
    assert await look() == ["元 1.00"]
    await database.straight.write(partial(_coin, 2))
    assert [*await look(), *await look()] == ["元 1.00", "圆 2.00"] * 2
