"""Which of a service's processes does what only one should do: follow feeds, watch the clock.

Nothing here is needed for correctness: a process that believes it is on duty for a moment
too long does work twice, and work done twice has the effect of once. A lease keeps that
rare, and hands the work over when the holder dies, is stopped or loses the database.
"""

import asyncio
import logging
import os
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import sqlalchemy as sa
from sqlmodel import Field, SQLModel
from typing_extensions import override

from shared.database import Database
from shared.tasks import cancelled
from shared.types import UtcDateTime, new_id

LEASE_SECONDS: Final = 4.0
"""How long after its last sign of life a holder is taken for dead."""

RENEW_SECONDS: Final = 1.0
"""How often a holder gives a sign of life, and how often others look for one."""

_CREATE: Final = sa.text(
    "INSERT INTO lease (name, holder, until) VALUES (:name, :holder, 'epoch')"
    " ON CONFLICT DO NOTHING RETURNING name"
)
# The database's clock, not ours: machines do not agree on the time.
# A lease for longer than anybody is given one was given before that clock was put back.
_CLAIM: Final = sa.text(
    "UPDATE lease SET holder = :holder, until = clock_timestamp() + make_interval(secs => :seconds)"
    " WHERE name = :name AND (holder = :holder OR until NOT BETWEEN clock_timestamp()"
    " AND clock_timestamp() + make_interval(secs => 2 * :seconds)) RETURNING name"
).bindparams(seconds=LEASE_SECONDS)
_RELEASE: Final = sa.text(
    "UPDATE lease SET until = 'epoch' WHERE name = :name AND holder = :holder RETURNING name"
)

log = logging.getLogger(__name__)


class LeaseBase(SQLModel):
    """Who is on duty, and until when unless they give another sign of life."""

    __tablename__ = "lease"

    name: str = Field(max_length=64, primary_key=True)
    holder: str = Field(max_length=200)
    until: datetime = Field(sa_type=UtcDateTime)


class Lease:
    """The lease of a process that is the only one there is: always held."""

    @property
    def held(self) -> bool:
        """Whether we are on duty now."""
        return True

    async def until_held(self) -> None:
        """Wait until we are on duty."""

    @asynccontextmanager
    async def taking_part(self) -> AsyncIterator[None]:
        """Try to be on duty for as long as the context lasts, and hand over at its end."""
        yield


class SharedLease(Lease):
    """A lease that the processes on one PostgreSQL database share; one holds it at a time.

    A holder that was stopped for a while knows by its own clock that it may have been
    replaced, before it asks anybody.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._holder = f"{socket.gethostname()}/{os.getpid()}/{new_id().hex}"[:200]
        self._until = 0.0
        self._came = asyncio.Event()

    @property
    @override
    def held(self) -> bool:
        return time.monotonic() < self._until

    @override
    async def until_held(self) -> None:
        while not self.held:
            self._came.clear()
            await self._came.wait()

    @asynccontextmanager
    @override
    async def taking_part(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._run(), name=f"lease {self._name}")
        try:
            yield
        finally:
            await cancelled(task)
            await self._hand_over()

    async def _run(self) -> None:
        created = False
        while True:
            try:
                if not created:
                    await self._execute(_CREATE)
                    created = True
                await self._claim()
            except (sa.exc.SQLAlchemyError, asyncpg.PostgresError, OSError) as error:
                log.warning("The lease %s could not be asked for: %r", self._name, error)
            await asyncio.sleep(RENEW_SECONDS)

    async def _claim(self) -> None:
        asked_at = time.monotonic()
        was_held = self.held
        if await self._execute(_CLAIM):
            self._until = asked_at + LEASE_SECONDS
            self._came.set()
        else:
            self._until = 0.0
        if self.held != was_held:
            log.info("The lease %s is %s.", self._name, "ours" if self.held else "another's")

    async def _hand_over(self) -> None:
        if self.held:
            self._until = 0.0
            try:
                await self._execute(_RELEASE)
            except (sa.exc.SQLAlchemyError, asyncpg.PostgresError, OSError) as error:
                log.warning("The lease %s runs out by itself: %r", self._name, error)

    async def _execute(self, statement: sa.TextClause) -> bool:
        """Execute a statement and return whether it gave a row."""
        facts = {"name": self._name, "holder": self._holder}
        async with self._database.transaction() as session:
            rows = await session.execute(statement, facts)
            return rows.first() is not None


def lease_of(database: Database) -> Lease:
    """Return the lease that divides a service's duties between processes on this database."""
    return Lease() if database.dialect == "sqlite" else SharedLease(database, "duties")
