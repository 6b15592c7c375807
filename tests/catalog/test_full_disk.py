"""A disk that is full: people are told, nothing is half stored, and room is all that it takes."""

from http import HTTPStatus
from typing import Any

import httpx
import sqlalchemy as sa

from services.catalog.offerings.models import Offering
from services.catalog.tables import FeedEntry
from shared.database import Database
from tests.catalog.conftest import Parties

OFFERING = {"service_class": "consulting", "scope": "改进压铸工艺。" * 400}
MANY = 20

FILL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON feed_entry EXECUTE FUNCTION no_room();
"""


async def fill(database: Database) -> None:
    """Leave no room: a file that may not grow, or a server that says that it cannot."""
    async with database.transaction() as session:
        if database.dialect == "sqlite":
            pages = await session.scalar(sa.text("PRAGMA page_count"))
            await session.execute(sa.text(f"PRAGMA max_page_count = {pages}"))
        else:
            for statement in FILL.strip().split(";\n"):
                await session.execute(sa.text(statement))


async def make_room(database: Database) -> None:
    async with database.transaction() as session:
        if database.dialect == "sqlite":
            await session.execute(sa.text("PRAGMA max_page_count = 1000000"))
        else:
            await session.execute(sa.text("DROP TRIGGER full_disk ON feed_entry"))


async def stored(database: Database) -> tuple[int, int]:
    """Return how many offerings there are, and how many changes were published."""
    async with database.snapshot() as session:
        counts = [
            await session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (Offering, FeedEntry)
        ]
    return counts[0] or 0, counts[1] or 0


async def add(client: httpx.AsyncClient, number: int) -> httpx.Response:
    body: dict[str, Any] = {"title": f"压铸服务{number}", **OFFERING}
    key = {"Idempotency-Key": f"offering-{number}"}
    return await client.post("/offerings", json=body, headers=key)


async def test_a_full_disk_stores_nothing_by_halves_and_room_is_all_it_takes(
    parties: Parties,
) -> None:
    client, database = parties.operator, parties.database
    await fill(database)
    answers = [await add(client, number) for number in range(MANY)]
    refused = [answer for answer in answers if not answer.is_success]
    taken = MANY - len(refused)
    full = await stored(database)
    reading = await client.get("/offerings?limit=1")

    await make_room(database)
    again = [await add(client, number) for number in range(MANY)]

    assert refused
    assert {answer.status_code for answer in refused} == {HTTPStatus.SERVICE_UNAVAILABLE}
    assert {answer.json()["type"] for answer in refused} == {
        "urn:keqiao:problem:database-unavailable"
    }
    assert all(answer.headers["Retry-After"] for answer in refused)
    assert full == (taken, taken)
    assert reading.is_success
    assert {answer.status_code for answer in again} == {HTTPStatus.CREATED}
    assert await stored(database) == (MANY, MANY)
