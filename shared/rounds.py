"""Work that is done again and again by the clock, in one process of a service."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import Database
from shared.errors.problems import PlatformError
from shared.leases import RENEW_SECONDS, Lease
from shared.tasks import cancelled

STOP_SECONDS: Final = 2.0
"""How long a round may take to end when the service stops."""

log = logging.getLogger(__name__)


class Rounds:
    """Does a piece of work now and every `interval` seconds, while the lease is held.

    Args:
        name: What the work is called in logs.
        work: One round of it. What it has begun it finishes, also when the service stops.
        interval: Seconds between two rounds.
        lease: Says whether this process is the one to do it.
    """

    def __init__(
        self, name: str, work: Callable[[], Awaitable[object]], *, interval: float, lease: Lease
    ) -> None:
        self.stopped = asyncio.Event()
        self._name = name
        self._work = work
        self._interval = interval
        self._lease = lease
        self._failed = False

    @property
    def healthy(self) -> bool:
        """Whether the last round of this process went well."""
        return not self._failed

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Go round in the background for as long as the context lasts."""
        task = asyncio.create_task(self._run(), name=self._name)
        try:
            yield
        finally:
            self.stopped.set()
            await asyncio.wait([task], timeout=STOP_SECONDS)
            await cancelled(task)

    async def _run(self) -> None:
        while not self.stopped.is_set():
            pause = min(self._interval, RENEW_SECONDS)
            if self._lease.held:
                await self._round()
                pause = self._interval
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopped.wait(), pause)

    async def _round(self) -> None:
        try:
            await self._work()
        except (sa.exc.SQLAlchemyError, PlatformError, OSError):
            # The next round may do better; until then we are not ready.
            log.exception("A round of the %s failed.", self._name)
            self._failed = True
        else:
            self._failed = False


class Clock(ABC):
    """Does what is due, now and every `interval` seconds while it is `running`.

    Of several processes, the one that holds the lease does; without one this one does.
    """

    def __init__(self, name: str, *, interval: float, lease: Lease | None) -> None:
        self._rounds = Rounds(name, self.do_what_is_due, interval=interval, lease=lease or Lease())

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        return self._rounds.running()

    @abstractmethod
    async def do_what_is_due(self) -> object:
        """Go round once."""

    async def _in_parts(
        self,
        database: Database,
        act: Callable[[AsyncSession], Awaitable[int]],
        *,
        most: int,
        due: Callable[[AsyncSession], Awaitable[object]],
    ) -> int:
        """Let `act` do up to `most` things a transaction until fewer are left; return how many.

        Nobody waits for a clock that has nothing to do: `due` is asked first, in a snapshot,
        whether there is anything, and locks nothing.
        """
        async with database.snapshot() as session:
            if not await due(session):
                return 0
        total = 0
        while True:
            async with database.transaction() as session:
                done = await act(session)
            total += done
            if done < most or self._rounds.stopped.is_set():
                return total
