import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
import time_machine
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlmodel import Field, SQLModel, col

from shared.application import service_app
from shared.auth import Role
from shared.clock import utc_now
from shared.database import Database, table_registry
from shared.errors import ConflictError
from shared.idempotency import (
    Answer,
    IdempotencyKeyBase,
    IdempotentRequest,
    IdempotentRequestDep,
    RequestInFlightError,
    once,
)
from shared.network import connect
from shared.settings import AppSettings
from shared.types import new_id
from tests.running import bearer, running
from tests.shared.opening import database_with


class LampTable(SQLModel, registry=table_registry()):
    """The tables of a service that makes lamps."""


class LampRow(LampTable, table=True):
    __tablename__ = "lamp"

    id: str = Field(default_factory=lambda: new_id().hex, primary_key=True)
    name: str


class LampKey(IdempotencyKeyBase, LampTable, table=True):
    """The keys of requests for lamps."""


class Lamp(BaseModel):
    name: str


def make_router(database: Database) -> APIRouter:
    router = APIRouter()

    @router.post("/lamps", status_code=HTTPStatus.CREATED)
    async def create_lamp(lamp: Lamp, asked: IdempotentRequestDep) -> JSONResponse:
        async with database.transaction() as session:

            async def act() -> Answer:
                if lamp.name == "taken":
                    raise ConflictError
                row = LampRow(name=lamp.name)
                session.add(row)
                return Answer.of(lamp, headers={"Location": f"/lamps/{row.id}"})

            return (await once(session, LampKey, asked, act)).response()

    return router


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with database_with(LampTable, database_url) as database:
        yield database


@pytest.fixture
async def on_postgresql(postgresql_url: str) -> AsyncIterator[Database]:
    async with database_with(LampTable, postgresql_url) as database:
        yield database


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = AppSettings(name="portal", data_dir=tmp_path)
    app: FastAPI = service_app(
        settings, title="x", peers=connect({}), routers=[make_router(database)]
    )
    async with running(app) as client:
        client.headers.update(bearer(tmp_path, Role.FIRM, subject="li"))
        yield client


async def count(database: Database, table: type[SQLModel] = LampRow) -> int:
    async with database.snapshot() as session:
        return int(await session.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


async def send(client: httpx.AsyncClient, name: str, key: str) -> httpx.Response:
    return await client.post("/lamps", json={"name": name}, headers={"Idempotency-Key": key})


async def test_a_repeated_request_is_answered_the_same_and_happens_once(
    client: httpx.AsyncClient, database: Database
) -> None:
    first = await send(client, "灯", "k1")
    again = await send(client, "灯", "k1")

    assert first.status_code == again.status_code == HTTPStatus.CREATED
    assert first.json() == again.json() == {"name": "灯"}
    assert first.headers["location"] == again.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert await count(database) == 1


async def test_many_at_the_same_moment_happen_once(
    client: httpx.AsyncClient, database: Database
) -> None:
    answers = await asyncio.gather(*(send(client, "灯", "k1") for _ in range(8)))

    assert {answer.status_code for answer in answers} == {HTTPStatus.CREATED}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert await count(database) == 1


async def test_a_key_is_for_one_request_only(client: httpx.AsyncClient, database: Database) -> None:
    await send(client, "灯", "k1")

    other = await send(client, "别的灯", "k1")

    assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert other.json()["type"] == "urn:keqiao:problem:idempotency-key-reused"
    assert await count(database) == 1


async def test_a_request_that_failed_may_be_repeated(
    client: httpx.AsyncClient, database: Database
) -> None:
    refused = await send(client, "taken", "k1")
    other = await send(client, "灯", "k1")

    assert refused.status_code == HTTPStatus.CONFLICT
    assert other.status_code == HTTPStatus.CREATED
    assert await count(database, LampKey) == 1


async def test_without_a_key_every_request_counts(
    client: httpx.AsyncClient, database: Database
) -> None:
    for _ in range(2):
        await client.post("/lamps", json={"name": "灯"})

    assert await count(database) == 2
    assert await count(database, LampKey) == 0


async def test_callers_do_not_share_keys(
    client: httpx.AsyncClient, database: Database, tmp_path: Path
) -> None:
    await send(client, "灯", "k1")
    client.headers.update(bearer(tmp_path, Role.FIRM, subject="wang"))
    await send(client, "灯", "k1")
    del client.headers["Authorization"]
    for _ in range(2):  # Strangers have no memory at all.
        await send(client, "灯", "k1")

    assert await count(database) == 4


async def test_a_key_is_forgotten_after_a_day(
    client: httpx.AsyncClient, database: Database, tmp_path: Path
) -> None:
    await send(client, "灯", "k1")

    with time_machine.travel(utc_now() + timedelta(hours=25), tick=False):
        client.headers.update(bearer(tmp_path, Role.FIRM, subject="li"))
        again = await send(client, "灯", "k1")

    assert again.status_code == HTTPStatus.CREATED
    assert await count(database) == 2
    assert await count(database, LampKey) == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256])
async def test_a_key_must_be_printable(client: httpx.AsyncClient, key: str) -> None:
    assert (await send(client, "灯", key)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_a_request_that_is_not_yet_answered_is_in_flight(database: Database) -> None:
    asked = IdempotentRequest("li", "k1", "f")
    async with database.transaction() as session:
        session.add(LampKey(caller="li", key="k1", fingerprint="f"))

    async def act() -> Answer:
        return Answer(HTTPStatus.CREATED, {})

    async with database.transaction() as session:
        with pytest.raises(RequestInFlightError):
            await once(session, LampKey, asked, act)


async def test_who_waits_too_long_for_the_first_is_told_it_is_in_flight(
    on_postgresql: Database,
) -> None:
    database = on_postgresql
    asked = IdempotentRequest("li", "k1", "f")

    async def act() -> Answer:
        return Answer(HTTPStatus.CREATED, {})

    async with database.transaction() as first:
        await once(first, LampKey, asked, act)
        async with database.snapshot() as second:
            await second.execute(sa.text("SET TRANSACTION READ WRITE"))
            await second.execute(sa.text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(RequestInFlightError):
                await once(second, LampKey, asked, act)
            await second.rollback()

    async with database.snapshot() as session:
        stored = (await session.scalars(sa.select(col(LampKey.status)))).all()
    assert stored == [HTTPStatus.CREATED]
