"""What is looked up before a move is made; no transaction is open meanwhile."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from services.requests.demands.models import Demand
from services.requests.demands.projection import public_document
from services.requests.demands.reads import FoundRead
from services.requests.pursuit.domain import Move

SHOWN: Final = 10
"""So many of those found are noted with a move."""

FIRST: Final = 20
"""So many matches everybody sees at a need; a wider match is for those beyond."""

TEAM: Final = ("expert", "provider", "facility", "achievement")
"""The kinds of entry of which a team is put together: one of each."""


@dataclass(frozen=True, slots=True)
class Words:
    """A need in the words that everybody may read."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search came upon; `looked` is False if there was no answer, None if none is made."""

    looked: bool | None = None
    found: Sequence[FoundRead] = ()
    invited: Sequence[FoundRead] = ()


class Searching(Protocol):
    """Whoever knows the catalogue and the published needs; None is no answer."""

    async def matches(
        self, demand_id: UUID, *, kind: str | None, limit: int
    ) -> Sequence[FoundRead] | None:
        """Return the best entries for a published need."""
        ...

    async def wider(self, words: Words, *, limit: int) -> Sequence[FoundRead] | None:
        """Return the best entries for the words of a need alone."""
        ...

    async def similar(self, words: Words, *, limit: int) -> Sequence[FoundRead] | None:
        """Return published needs on the same matter."""
        ...


def words_of(demand: Demand) -> Words | None:
    """Return a need's public words; None if it is not public."""
    shown = public_document(demand)
    if shown is None:
        return None
    text = shown.get("description") or shown["public_summary"] or demand.title
    return Words(demand.title, str(text))


async def look(move: Move, demand_id: UUID, words: Words | None, searching: Searching) -> Findings:
    """Look up what a move needs to know."""
    if words is None:
        return Findings()
    match move:
        case Move.WIDER_MATCH:
            return await _beyond_the_first(demand_id, words, searching)
        case Move.INVITE_MORE:
            return _noted(await searching.matches(demand_id, kind=None, limit=SHOWN))
        case Move.SUGGEST_TEAM:
            return await _one_of_each(demand_id, searching)
        case Move.COMMON_PROBLEM:
            return _noted(await searching.similar(words, limit=SHOWN), but=demand_id)
        case _:
            return Findings()


async def _beyond_the_first(demand_id: UUID, words: Words, searching: Searching) -> Findings:
    """Drop the conditions of place, money, time and qualification, and see who comes then."""
    first, wide = await asyncio.gather(
        searching.matches(demand_id, kind=None, limit=FIRST),
        searching.wider(words, limit=FIRST + SHOWN),
    )
    if first is None or wide is None:
        return Findings(looked=False)
    known = {one.id for one in first}
    return _noted([one for one in wide if one.id not in known])


async def _one_of_each(demand_id: UUID, searching: Searching) -> Findings:
    answers = await asyncio.gather(
        *(searching.matches(demand_id, kind=kind, limit=1) for kind in TEAM)
    )
    if any(answer is None for answer in answers):
        return Findings(looked=False)
    return _noted([one for answer in answers for one in answer or ()])


def _noted(found: Sequence[FoundRead] | None, *, but: UUID | None = None) -> Findings:
    if found is None:
        return Findings(looked=False)
    return Findings(looked=True, found=[one for one in found if one.id != but][:SHOWN])
