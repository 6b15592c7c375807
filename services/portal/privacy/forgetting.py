"""Tells the other services whom to forget, until each has done so."""

import logging
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Final
from uuid import UUID

from services.portal.privacy.gateways import Elsewhere
from services.portal.privacy.models import Erasure
from services.portal.privacy.repository import erasure_locked, erasures_of, open_erasures
from services.portal.recording import Act, of_person, record
from shared.audit.trail import Detail
from shared.clock import utc_now
from shared.database import Database
from shared.errors import PlatformError
from shared.leases import Lease
from shared.people.wire import ErasureRead, PersonLeaves
from shared.rounds import Rounds

INTERVAL: Final = 5.0
AT_ONCE: Final = 50
FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(hours=1)
_DOUBLINGS: Final = 12

log = logging.getLogger(__name__)


class Forgetting:
    """Goes round with what is to be forgotten elsewhere."""

    def __init__(self, database: Database, elsewhere: Elsewhere, lease: Lease) -> None:
        self._database = database
        self._elsewhere = elsewhere
        self._rounds = Rounds(
            "forgetting of people elsewhere", self.tell, interval=INTERVAL, lease=lease
        )

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Tell them for as long as the context lasts."""
        return self._rounds.running()

    async def tell(self) -> int:
        """Tell services whom to forget; return how many have.

        Of one person a service is told once the ones before it have forgotten them: they
        say which names it may know.
        """
        async with self._database.snapshot() as session:
            due = await open_erasures(session, utc_now(), limit=AT_ONCE)
        done, stuck = 0, set[UUID]()
        for task in due:
            if task.person_id in stuck:
                continue
            if await self._tell(task):
                done += 1
            else:
                stuck.add(task.person_id)
        return done

    async def _tell(self, task: Erasure) -> bool:
        async with self._database.snapshot() as session:
            before = await erasures_of(session, task.person_id)
        if any(one.done_at is None and one.service < task.service for one in before):
            return False
        asked = PersonLeaves(
            email=task.email,
            organizations=task.organizations,
            at_the_desk=task.at_the_desk,
            entries=sorted({UUID(entry) for one in before for entry in one.entries}),
        )
        try:
            answer = await self._elsewhere.erase(task.service, task.person_id, asked)
        except PlatformError as error:
            log.warning("%s has not forgotten somebody who left: %r", task.service, error)
            await self._put_off(task, repr(error))
            return False
        await self._settle(task, answer)
        return True

    async def _settle(self, task: Erasure, answer: ErasureRead) -> None:
        async with self._database.transaction() as session:
            row = await erasure_locked(session, task)
            row.done_at, row.email, row.problem = utc_now(), None, None
            row.entries = [str(entry) for entry in answer.entries]
            details: dict[str, Detail] = {
                "service": task.service,
                "rows": sum(answer.tables.values()),
            }
            subject = of_person(task.person_id)
            record(session, "portal", Act.ERASE_ELSEWHERE, subject, details=details)

    async def _put_off(self, task: Erasure, problem: str) -> None:
        async with self._database.transaction() as session:
            row = await erasure_locked(session, task)
            row.tries += 1
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(row.tries, _DOUBLINGS))
            row.next_try_at, row.problem = utc_now() + pause, problem
