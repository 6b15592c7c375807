"""Erases what somebody typed and never posted, when its time is up."""

from contextlib import AbstractAsyncContextManager
from typing import Final

from services.portal.drafts.repository import any_expired, forget_expired
from shared.database import Database
from shared.leases import Lease
from shared.rounds import Rounds

INTERVAL: Final = 900.0
"""In seconds. Nobody can read a draft from the moment its time is up."""


class DraftEraser:
    """Looks from time to time for drafts whose time is up."""

    def __init__(self, database: Database, lease: Lease) -> None:
        self._database = database
        self._rounds = Rounds("erasing of drafts", self.erase, interval=INTERVAL, lease=lease)

    async def erase(self) -> None:
        """Erase drafts whose time is up."""
        async with self._database.snapshot() as session:
            if not await any_expired(session):
                return
        async with self._database.transaction() as session:
            await forget_expired(session)

    def running(self) -> AbstractAsyncContextManager[None]:
        """Erase for as long as the context lasts."""
        return self._rounds.running()
