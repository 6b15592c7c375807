"""Makes the moves that are due, each in a transaction of its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.domain import DemandAction
from services.requests.demands.journey import Journey
from services.requests.demands.models import Demand
from services.requests.demands.reasons import ReasonCode
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.demands.service import SYSTEM
from services.requests.joining.repository import JoiningRepository
from services.requests.pursuit.domain import PURSUED, Move, Rung
from services.requests.pursuit.inviting import Inviting
from services.requests.pursuit.models import Pursuit
from services.requests.pursuit.repository import PursuitRepository
from services.requests.pursuit.searching import Findings, Searching, Words, look, words_of
from services.requests.pursuit.telling import tell_of_move
from shared.clock import utc_now
from shared.database import Database
from shared.feed.publisher import Feed

PATIENCE: Final = timedelta(days=1)
"""How long a move waits for a search that gets no answer; then it is made without."""


Presence = Callable[[AsyncSession, UUID], Awaitable[bool]]
"""Says whether somebody is there for a need, as a transaction sees it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A move that is to be made, as it was read."""

    demand_id: UUID
    move: Move
    at: datetime
    words: Words | None
    attended: bool
    """Whether somebody is there for the need, so that nothing has to be looked up."""


class Pursuer:
    """Makes moves for needs for which nobody is there."""

    def __init__(  # noqa: PLR0913 - all of it is what it works with
        self,
        database: Database,
        feed: Feed,
        *,
        rules: Rules,
        searching: Searching,
        inviting: Inviting,
        somebody_is_there: Presence,
    ) -> None:
        self._database = database
        self._feed = feed
        self._rules = rules
        self._searching = searching
        self._inviting = inviting
        self._somebody_is_there = somebody_is_there

    async def adopt(self, *, limit: int) -> int:
        """Begin the pursuit of needs that have none; return how many there were."""
        now, rung = utc_now(), self._rules.ladder.first
        async with self._database.snapshot() as session:
            if not await PursuitRepository(session).unpursued(limit=1, lock=False):
                return 0
        async with self._database.transaction() as session:
            pursuits = PursuitRepository(session)
            found = await pursuits.unpursued(limit=limit)
            for demand in found:
                begun = pursuits.begin(demand.id, rung.move, now)
                begun.next_at = self._rules.clock.working.days_after(now, rung.days)
        return len(found)

    async def due(self, *, limit: int) -> Sequence[Due]:
        """Return the moves that are due, the oldest first."""
        async with self._database.snapshot() as session:
            found = await PursuitRepository(session).due(utc_now(), limit=limit)
            return [
                Due(
                    demand.id,
                    pursuit.next_move,
                    pursuit.next_at,
                    words_of(demand),
                    attended=await self._somebody_is_there(session, demand.id),
                )
                for demand, pursuit in found
                if pursuit.next_at is not None
            ]

    async def make(self, due: Due) -> bool:
        """Make a move, unless it has become needless; return whether it is done with.

        A search without an answer is tried again in the next round, for a day.
        """
        findings = Findings()
        if not due.attended:
            findings = await look(due.move, due.demand_id, due.words, self._searching)
        inviting = due.move is Move.INVITE_MORE
        entries = await self._inviting.answering(findings.found) if inviting else ()
        if findings.looked is False and utc_now() - due.at < PATIENCE:
            return False
        async with self._database.transaction() as session:
            demand = await DemandRepository(session).get(due.demand_id, for_update=True)
            pursuit = await PursuitRepository(session).find(due.demand_id)
            if pursuit is None or not _still(due, demand, pursuit):
                return True
            if await self._somebody_is_there(session, demand.id):
                self._wait(pursuit, self._rules.ladder.rung_of(due.move))
            elif due.attended:
                return False
            else:
                invited = await self._inviting.invite(session, demand, entries)
                await self._make(session, demand, pursuit, replace(findings, invited=invited))
        return True

    async def _make(
        self, session: AsyncSession, demand: Demand, pursuit: Pursuit, findings: Findings
    ) -> None:
        made = pursuit.next_move
        pursuit.last_move, pursuit.last_at = made, utc_now()
        pursuit.moves += 1
        self._wait(pursuit, self._rules.ladder.after(made))
        details = _details(made, pursuit, findings)
        if made is Move.COMMON_PROBLEM:
            details["joined"] = len(await JoiningRepository(session).of_demand(demand.id))
        await Journey(session, self._feed, rules=self._rules).advance(
            demand.id,
            DemandAction.PURSUE,
            actor=SYSTEM,
            reason_code=ReasonCode.TIME_ELAPSED,
            details=details,
        )
        tell_of_move(session, demand, pursuit, found=len(findings.found))

    def _wait(self, pursuit: Pursuit, rung: Rung) -> None:
        pursuit.next_move = rung.move
        pursuit.next_at = self._rules.clock.working.days_after(utc_now(), rung.days)


def _still(due: Due, demand: Demand, pursuit: Pursuit) -> bool:
    """Whether nothing has changed since the move was read as due."""
    same = (pursuit.next_move, pursuit.next_at) == (due.move, due.at)
    return same and demand.status in PURSUED and demand.closing_reason is None


def _details(made: Move, pursuit: Pursuit, findings: Findings) -> dict[str, Any]:
    said: dict[str, Any] = {
        "move": made.value,
        "next_move": pursuit.next_move.value,
        "next_at": pursuit.next_at.isoformat() if pursuit.next_at else None,
    }
    if findings.looked is not None:
        said["looked"] = findings.looked
        said["found"] = [one.model_dump(mode="json") for one in findings.found]
    if findings.invited:
        said["invited"] = [one.model_dump(mode="json") for one in findings.invited]
    return said
