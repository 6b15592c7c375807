"""What a process holds in memory of its database, taken up anew whenever that changes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

import structlog

from shared.database import Database
from shared.notices import hearing
from shared.tasks import cancelled

RETRY_SECONDS: Final = 2.0
log = structlog.get_logger(__name__)


class Upkeep:
    """Calls `take_up` after each ring, of this process or of another; several may be one.

    Args:
        database: Where the notices of other processes are given.
        channel: What they are about.
        take_up: Takes up what has changed. If it fails, that is logged and it is tried again.
    """

    def __init__(
        self, database: Database, channel: str, take_up: Callable[[], Awaitable[object]]
    ) -> None:
        self._database = database
        self._channel = channel
        self._take_up = take_up
        self._news = asyncio.Event()

    def ring(self) -> None:
        """Say that something may have changed."""
        self._news.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow what changes while the context lasts."""
        async with hearing(self._database, self._channel, self.ring):
            task = asyncio.create_task(self._run(), name=self._channel)
            try:
                yield
            finally:
                await cancelled(task)

    async def _run(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._take_up()
            except Exception:
                log.exception("not_taken_up", what=self._channel, again_in_seconds=RETRY_SECONDS)
                await asyncio.sleep(RETRY_SECONDS)
                self._news.set()
