"""Whatever anybody does: no need that looks for help is ever without somebody or a next date."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from services.requests.clock import ExpiryClock
from services.requests.demands.domain import DemandAction, Party
from services.requests.demands.life import LIFE
from services.requests.demands.reasons import NEEDS_REASON
from services.requests.pursuit.domain import PURSUED
from shared.lifecycle import GuardedTransitionError, IllegalTransitionError
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import SQLITE_ONLY, Pursuing, city
from tests.requests.stories import advance, move, published, reason_for

PEOPLE = {"owner": Party.OWNER, "operator": Party.OPERATOR}
STEPS = 60
NOT_ALONE = {DemandAction.MERGE, DemandAction.TRANSFER, DemandAction.EXPIRE}
"""They need more than the need, or only time brings them."""


class Walk:
    """Random people, responses, engagements and clocks at work on one need."""

    def __init__(self, parties: Parties, dice: random.Random) -> None:
        self.parties = parties
        self.pursuing = Pursuing(parties)
        self.dice = dice
        self.taken: list[str] = []

    async def anybody_does_something(self, demand: dict[str, Any]) -> None:
        """Take a random step that the table has; guards may still refuse it."""
        rows = [
            row
            for row in LIFE.transitions
            if row.state == demand["status"] and row.action not in NOT_ALONE
        ]
        # What was not done yet is done rather than what was done often.
        weights = [(1 + self.taken.count(row.action)) ** -3.0 for row in rows]
        [row] = self.dice.choices(rows, weights)
        self.taken.append(row.action)
        if Party.SYSTEM in row.parties:
            try:
                await advance(self.parties, demand, row.action)
            except (GuardedTransitionError, IllegalTransitionError):
                return
        else:
            who = next(name for name, party in PEOPLE.items() if party in row.parties)
            said = {"reason_code": reason_for(row.action)} if row.action in NEEDS_REASON else {}
            await move(getattr(self.parties, who), demand, action=row.action, **said)

    def helpers_come_or_go(self, demand: dict[str, Any]) -> None:
        """Let somebody be there for the need, or nobody."""
        there = {UUID(demand["id"])} if self.dice.random() < 0.3 else set()
        self.pursuing.helpers.needs = there

    async def clocks_strike(self) -> None:
        """Let every clock of the service strike."""
        held = self.pursuing.resources
        clock = ExpiryClock(held.database, held.feed, rules=held.rules, interval=1)
        await clock.do_what_is_due()
        await self.pursuing.strike()

    async def look_after(self, demand: dict[str, Any], now: datetime) -> None:
        """Check that the need is not lost."""
        listed = {one["id"]: one for one in await self.pursuing.listed("limit=100")}
        seen = (await self.parties.owner.get(f"/demands/{demand['id']}")).json()
        if seen["status"] not in PURSUED:
            assert demand["id"] not in listed, (seen["status"], self.taken)
            return
        history = (await self.parties.owner.get(f"/demands/{demand['id']}/history")).json()
        if history[-1]["action"] == "accept_closing":
            assert demand["id"] not in listed
            return
        assert demand["id"] in listed, (seen["status"], self.taken)
        following = listed[demand["id"]]
        date = following["closing_due"] or following["next_at"]
        assert datetime.fromisoformat(date) > now, (following, self.taken)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(*SQLITE_ONLY, indirect=True)
async def test_a_need_that_looks_for_help_always_has_a_date(parties: Parties, seed: int) -> None:
    walk = Walk(parties, random.Random(seed))  # noqa: S311 - dice, not secrets
    now = city("2026-11-23 10:00")
    with time_machine.travel(now, tick=False) as time:
        demand = await published(parties)
        for _ in range(STEPS):
            seen = (await parties.owner.get(f"/demands/{demand['id']}")).json()
            walk.helpers_come_or_go(demand)
            await walk.anybody_does_something(seen)
            now += timedelta(hours=walk.dice.choice([0, 1, 30, 200, 500]))
            time.move_to(now)
            await walk.clocks_strike()

            await walk.look_after(demand, now)

    assert len(set(walk.taken)) > 15
