"""Wakes who waits in other processes on the same database: LISTEN and NOTIFY.

A notice is part of the transaction that gives it: it is heard after the commit, and never
if there is none. It may be lost with a connection, so who waits for one has a time-out.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from shared.database import Database
from shared.engines import listening_engine

SIGN_OF_LIFE_SECONDS: Final = 10.0
"""How often a silent connection is asked whether it still is one."""

RECONNECT_SECONDS: Final = 1.0

Ring = Callable[[], None]
log = logging.getLogger(__name__)


async def notify(session: AsyncSession, channel: str) -> None:
    """Give notice on `channel` if and when `session` commits; on SQLite nobody could hear it."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.select(sa.func.pg_notify(channel, "")))


@asynccontextmanager
async def hearing(database: Database, channel: str, ring: Ring) -> AsyncIterator[None]:
    """Ring at each notice on `channel` for as long as the context lasts.

    Also rings when a lost connection is back, since something may have been missed.
    """
    if database.dialect == "sqlite":
        yield
        return
    engine = listening_engine(database.url)
    task = asyncio.create_task(_hear(engine, channel, ring), name=f"hear {channel}")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        await engine.dispose()


async def _hear(engine: AsyncEngine, channel: str, ring: Ring) -> None:
    while True:
        try:
            await _hear_on_one_connection(engine, channel, ring)
        except Exception as error:  # noqa: BLE001 - whatever it was, we connect again
            log.warning("Notices on %s are not heard: %r", channel, error)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _hear_on_one_connection(engine: AsyncEngine, channel: str, ring: Ring) -> None:
    lost = asyncio.Event()
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None  # noqa: S101 - for the type checker: it was just opened
        driver.add_termination_listener(lambda _connection: lost.set())
        await driver.add_listener(channel, lambda *_notice: ring())
        ring()
        while not lost.is_set():
            try:
                await asyncio.wait_for(lost.wait(), SIGN_OF_LIFE_SECONDS)
            except TimeoutError:
                async with asyncio.timeout(SIGN_OF_LIFE_SECONDS):
                    await connection.execute(sa.text("SELECT 1"))
    log.warning("The connection that hears notices on %s was lost.", channel)
