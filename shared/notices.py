"""Wakes who waits in other processes on the same database: LISTEN and NOTIFY.

A notice is part of the transaction that gives it: it is heard after the commit, and never
if there is none. It may be lost with a connection, so who waits for one has a time-out.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from shared.database import Database
from shared.engines import listening_engine
from shared.tasks import cancelled

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
async def hearing(
    database: Database, channel: str, ring: Ring, *, when_connected: bool = True
) -> AsyncIterator[None]:
    """Ring at each notice on `channel` for as long as the context lasts.

    Args:
        database: Where notices are given; on SQLite there is nobody else to give one.
        channel: What they are about.
        ring: Called at each; several may be told as one.
        when_connected: Ring also when the connection is made, at first and whenever it was
            lost, since something may have been missed.
    """
    if database.dialect == "sqlite":
        yield
        return
    engine = listening_engine(database.url)
    hear = _hear(engine, channel, ring, when_connected=when_connected)
    task = asyncio.create_task(hear, name=f"hear {channel}")
    try:
        yield
    finally:
        await cancelled(task)
        await engine.dispose()


async def _hear(engine: AsyncEngine, channel: str, ring: Ring, *, when_connected: bool) -> None:
    while True:
        try:
            async with engine.connect() as connection:
                lost = await _listen(connection, channel, ring)
                if when_connected:
                    ring()
                await _wait_until_lost(connection, lost)
            log.warning("The connection that hears notices on %s was lost.", channel)
        except Exception as error:  # noqa: BLE001 - whatever it was, we connect again
            log.warning("Notices on %s are not heard: %r", channel, error)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _listen(connection: AsyncConnection, channel: str, ring: Ring) -> asyncio.Event:
    """Listen from now on, and return what is set when the connection is lost."""
    lost = asyncio.Event()
    driver: Any = (await connection.get_raw_connection()).driver_connection
    driver.add_termination_listener(lambda _connection: lost.set())
    await driver.add_listener(channel, lambda *_notice: ring())
    return lost


async def _wait_until_lost(connection: AsyncConnection, lost: asyncio.Event) -> None:
    while not lost.is_set():
        try:
            await asyncio.wait_for(lost.wait(), SIGN_OF_LIFE_SECONDS)
        except TimeoutError:
            async with asyncio.timeout(SIGN_OF_LIFE_SECONDS):
                await connection.execute(sa.text("SELECT 1"))
