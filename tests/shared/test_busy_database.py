"""A database that is busy or away makes nobody wait for ever, and says so in plain words."""

import asyncio
import time
from collections.abc import AsyncIterator
from http import HTTPStatus

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from shared.database import Database
from shared.engines import Limits
from shared.errors import install_error_handlers
from tests.running import running

LIMITS = Limits(connections=2, pool_seconds=0.3, statement_seconds=0.5, lock_seconds=0.3)


def tally_app(database: Database) -> FastAPI:
    """Return a service that counts up, and can be made to take its time."""
    app = FastAPI()
    install_error_handlers(app)

    @app.post("/count/{row}")
    async def count(row: int, seconds: float = 0) -> None:
        async with database.transaction() as session:
            await session.execute(sa.text("UPDATE tally SET value = value + 1"), {"row": row})
            await asyncio.sleep(seconds)

    @app.post("/fault")
    async def fault() -> None:
        async with database.snapshot() as session:
            await session.execute(sa.text("SELECT nothing FROM nowhere"))

    return app


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with two numbers in it."""
    database = Database(database_url, LIMITS)
    async with database.transaction() as session:
        await session.execute(sa.text("CREATE TABLE tally (id INTEGER, value INTEGER)"))
        await session.execute(sa.text("INSERT INTO tally VALUES (1, 0), (2, 0)"))
    yield database
    await database.dispose()


@pytest.fixture
async def client(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with running(tally_app(database)) as client:
        yield client


def slug_of(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).removeprefix("urn:keqiao:problem:")


async def test_who_waits_too_long_is_told_when_to_try_again(client: httpx.AsyncClient) -> None:
    began = time.monotonic()

    answers = await asyncio.gather(*(client.post("/count/1?seconds=1") for _ in range(5)))

    refused = [answer for answer in answers if answer.status_code != HTTPStatus.OK]
    assert len(refused) == 4
    assert {slug_of(answer) for answer in refused} == {"database-busy"}
    assert {answer.status_code for answer in refused} == {HTTPStatus.SERVICE_UNAVAILABLE}
    assert {answer.headers["Retry-After"] for answer in refused} == {"5"}
    assert time.monotonic() - began < 5


async def test_afterwards_everything_works_again(client: httpx.AsyncClient) -> None:
    await asyncio.gather(*(client.post("/count/1?seconds=1") for _ in range(5)))

    answers = [await client.post("/count/1") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [HTTPStatus.OK] * 3


async def test_a_lock_that_another_process_holds_is_not_waited_for_for_ever(
    client: httpx.AsyncClient, database_url: str
) -> None:
    other = Database(database_url)
    async with other.transaction() as session:
        await session.execute(sa.text("UPDATE tally SET value = 7"))

        answer = await client.post("/count/1")

    assert (slug_of(answer), answer.status_code) == ("database-busy", 503)
    await other.dispose()


async def test_a_fault_of_ours_is_not_called_busy(client: httpx.AsyncClient) -> None:
    answer = await client.post("/fault")

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR


async def in_each_others_way(database: Database, first: int, second: int) -> None:
    async with database.transaction() as session:
        for row in (first, second):
            statement = sa.text("UPDATE tally SET value = value + 1 WHERE id = :row")
            await session.execute(statement, {"row": row})
            await asyncio.sleep(0.1)


@pytest.mark.postgres
async def test_two_that_wait_for_each_other_are_a_conflict(postgresql_url: str) -> None:
    database = Database(postgresql_url, Limits(lock_seconds=10))
    async with database.transaction() as session:
        await session.execute(sa.text("CREATE TABLE tally (id INTEGER, value INTEGER)"))
        await session.execute(sa.text("INSERT INTO tally VALUES (1, 0), (2, 0)"))
    app = FastAPI()
    install_error_handlers(app)

    @app.post("/{first}/{second}")
    async def count(first: int, second: int) -> None:
        await in_each_others_way(database, first, second)

    async with running(app) as client:
        answers = await asyncio.gather(client.post("/1/2"), client.post("/2/1"))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {slug_of(answer) for answer in answers if answer.status_code == 409} == {
        "concurrent-change"
    }
    await database.dispose()


@pytest.mark.postgres
async def test_a_statement_that_takes_too_long_is_given_up(postgresql_url: str) -> None:
    database = Database(postgresql_url, LIMITS)
    app = FastAPI()
    install_error_handlers(app)

    @app.get("/sleep")
    async def sleep() -> None:
        async with database.snapshot() as session:
            await session.execute(sa.text("SELECT pg_sleep(20)"))

    async with running(app) as client:
        answer = await client.get("/sleep")

    assert (slug_of(answer), answer.status_code) == ("database-busy", 503)
    await database.dispose()


@pytest.mark.parametrize("port", ["1", "nobody.invalid"])
async def test_a_database_that_is_away_is_told_apart_from_a_fault(port: str) -> None:
    host = "127.0.0.1:1" if port == "1" else port
    database = Database(f"postgresql+asyncpg://somebody@{host}/nothing")

    async with running(tally_app(database)) as client:
        answer = await client.post("/count/1")

    assert (slug_of(answer), answer.status_code) == ("database-unavailable", 503)
    await database.dispose()
