"""A connection to PostgreSQL that was lost while nobody had it is lent to nobody."""

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
import sqlalchemy as sa

from shared import engines
from shared.database import Database
from tests.waiting import until


async def _answers(database: Database) -> bool:
    try:
        async with database.snapshot() as session:
            return bool(await session.scalar(sa.text("SELECT true")))
    except sa.exc.DBAPIError:
        return False


async def _hang_up(url: str) -> int:
    """Have the server end every connection of ours, and return how many there were."""
    address = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    other = await asyncpg.connect(address)
    try:
        ended = await other.fetch(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'keqiao'"
        )
    finally:
        await other.close()
    return len(ended)


@pytest.mark.postgres
@pytest.mark.parametrize("asked_after", [-1.0, 3600.0], ids=["asked", "seen by its end"])
async def test_a_connection_that_the_server_ended_is_lent_to_nobody(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, asked_after: float
) -> None:
    monkeypatch.setattr(engines, "ASKED_AFTER_SECONDS", asked_after)
    database = Database(postgresql_url)
    assert await _answers(database)

    assert await _hang_up(postgresql_url) == 1

    # Who asks never meets it; who does not, at most until the end of it has come in.
    assert asked_after > 0 or await _answers(database)
    await until(lambda: _answers(database))
    await database.dispose()
