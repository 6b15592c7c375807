"""While a backup waits for writers to end it is the backup that gives way, not a writer."""

import asyncio

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
import sqlalchemy as sa

from deploy.backup.postgresql import PostgresqlStore
from tests.waiting import until

TABLES = "CREATE TABLE early (id INT); CREATE TABLE late (id INT)"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.mark.postgres
async def test_a_writer_that_the_backup_and_the_backup_waits_for_ends_its_work(
    postgresql_url: str,
) -> None:
    url = sa.make_url(postgresql_url)
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    writer = await asyncpg.connect(address)
    await writer.execute(TABLES)
    store = PostgresqlStore("catalog", url)

    async with writer.transaction():
        await writer.execute("INSERT INTO late VALUES (1)")
        holding = asyncio.create_task(store.hold())

        async def has_one_and_waits_for_the_other() -> bool:
            return holding.done() or bool(await writer.fetchval(WAITING))

        await until(has_one_and_waits_for_the_other)
        writing = asyncio.create_task(writer.execute("INSERT INTO early VALUES (1)"))
        held = await holding
        await store.release()
        await writing
    held_then = await store.hold()
    await store.close()
    written = await writer.fetchval("SELECT count(*) FROM early JOIN late USING (id)")
    await writer.close()

    assert (held, held_then, written) == (False, True, 1)
