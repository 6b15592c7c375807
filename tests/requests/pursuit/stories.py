"""A catalogue that answers searches as it is told to, and the clock that asks it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
import time_machine
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.requests.demands.reads import FoundRead
from services.requests.dependencies import Resources
from services.requests.pursuit.clock import PursuitClock
from services.requests.pursuit.inviting import Inviter
from services.requests.pursuit.pursuing import Pursuer
from services.requests.pursuit.searching import Words
from services.requests.responses.gateways import AskingCatalogue
from services.requests.tables import MessageEntry
from shared.clock import CITY_TIME
from shared.errors import UnavailableError
from tests.requests.conftest import Parties

SQLITE_ONLY: Final = ("requests_url", ["sqlite"])
"""For what is no matter of SQL: `@pytest.mark.parametrize(*SQLITE_ONLY, indirect=True)`."""


def city(text: str) -> datetime:
    """Return a moment by the clocks in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY_TIME)


def at(text: str) -> time_machine.travel:
    """Let it be a moment by the clocks in the city, for a while."""
    return time_machine.travel(city(text), tick=False)


def found(number: int, kind: str = "expert") -> FoundRead:
    """Return something that a search came upon."""
    return FoundRead(kind=kind, id=UUID(int=number), title=f"线索{number}")


@dataclass
class Catalogue:
    """Answers searches with what it has; None is no answer."""

    first: list[FoundRead] | None = field(default_factory=lambda: [found(1), found(2)])
    wide: list[FoundRead] | None = field(default_factory=lambda: [found(2), found(3)])
    needs: list[FoundRead] | None = field(default_factory=lambda: [found(9, "demand")])
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    broken: set[UUID] = field(default_factory=set)
    """The needs for which it breaks."""

    async def matches(
        self, demand_id: UUID, *, kind: str | None, limit: int
    ) -> Sequence[FoundRead] | None:
        """Return the first ones, of the wanted kind."""
        if demand_id in self.broken:
            raise UnavailableError
        self.asked.append((demand_id, kind, limit))
        if self.first is None:
            return None
        return [one for one in self.first if kind in {None, one.kind}][:limit]

    async def wider(self, words: Words, *, limit: int) -> Sequence[FoundRead] | None:
        """Return those that come without conditions."""
        self.asked.append((words.title, words.text, limit))
        return self.wide

    async def similar(self, words: Words, *, limit: int) -> Sequence[FoundRead] | None:
        """Return needs on the same matter."""
        self.asked.append((words.title, words.text, limit))
        return self.needs


@dataclass
class Helpers:
    """For which needs somebody is there."""

    needs: set[UUID] = field(default_factory=set)

    async def are_there(self, _session: AsyncSession, demand_id: UUID) -> bool:
        """Return whether somebody is there for a need."""
        return demand_id in self.needs


@dataclass
class Pursuing:
    """The pursuit of the needs of a running service, with a catalogue and helpers of its own."""

    parties: Parties
    catalogue: Catalogue = field(default_factory=Catalogue)
    helpers: Helpers = field(default_factory=Helpers)

    @property
    def resources(self) -> Resources:
        """What the service holds."""
        held: Resources = self.parties.app.state.resources
        return held

    def inviter(self) -> Inviter:
        """Return who invites up to two."""
        held = self.resources
        return Inviter(AskingCatalogue(held.peers), held.feed, rules=held.rules, most=2)

    def clock(self) -> PursuitClock:
        """Return a clock."""
        held = self.resources
        pursuer = Pursuer(
            held.database,
            held.feed,
            rules=held.rules,
            searching=self.catalogue,
            inviting=self.inviter(),
            somebody_is_there=self.helpers.are_there,
        )
        return PursuitClock(pursuer, interval=0.01)

    async def strike(self) -> int:
        """Let the clock strike once; return how many moves are done with."""
        return await self.clock().do_what_is_due()

    async def listed(self, query: str = "") -> list[dict[str, Any]]:
        """Return what the desk sees of the needs in pursuit."""
        answer = await self.parties.operator.get(f"/pursuit?{query}")
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def moves(self, demand: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the moves in a need's history, as its owner reads them."""
        history = (await self.parties.owner.get(f"/demands/{demand['id']}/history")).json()
        return [step for step in history if step["action"] == "pursue"]


async def told(parties: Parties, *codes: str) -> list[dict[str, Any]]:
    """Return what people were told with some codes, the first first."""
    resources: Resources = parties.app.state.resources
    async with resources.database.snapshot() as session:
        statement = sa.select(col(MessageEntry.event)).order_by(col(MessageEntry.sequence))
        events = [json.loads(event) for event in await session.scalars(statement)]
    return [event["data"] for event in events if event["data"]["code"] in codes]
