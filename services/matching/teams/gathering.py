"""Finds who could cover each part of a need, and what having them would cost."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from services.matching.indexing.library import Library
from services.matching.matches.facts import entry_of, is_offered
from services.matching.ranking.domain import Assessment, FactorName, Fit, Need
from services.matching.ranking.nearness import NEAR_FROM
from services.matching.ranking.ranker import assess
from services.matching.replicas.entries import EntrySnapshot
from services.matching.replicas.repository import ReplicaRepository, StoredRecord
from services.matching.retrieval.port import Filters
from services.matching.teams.domain import (
    MEMBER,
    WORKLOAD,
    Candidate,
    Choice,
    Task,
)
from services.matching.text.normalise import folded_name
from shared.clock import city_today
from shared.database import Database

RETRIEVED: Final = 400
"""Candidates for each part by shared words."""

KINDS: Final = ("expert", "provider", "offering", "facility")
"""A research result does no work; whose it is does."""

PRICE: Final = 0.2
"""What it costs to spend the whole budget on one member; less in proportion."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a need, and whether it goes to who does nothing else."""

    need: Need
    independent: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a team is put together for: its parts, whose need it is, and who may not be chosen."""

    parts: Sequence[Part]
    organization: str | None = None
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The task, and what is known of who could take part.

    `tables` are by part and key; `own` are the titles of what was left out as the asker's own.
    """

    task: Task
    records: Mapping[str, StoredRecord]
    tables: Mapping[tuple[int, str], Assessment]
    own: Sequence[str]
    considered: int


async def gather(database: Database, library: Library, wanted: Wanted) -> Gathered:
    """Find who could cover what: close enough in topic, qualified, offered and not one's own."""
    found: dict[str, None] = {}
    for part in wanted.parts:
        candidates = await library.index.candidates(
            f"{part.need.title}\n{part.need.text}", filters=Filters(kinds=KINDS), limit=RETRIEVED
        )
        found |= dict.fromkeys(candidate.key for candidate in candidates.candidates)
    keys = [key for key in found if key not in wanted.excluded]
    close = await asyncio.to_thread(_close, library, wanted.parts, keys)
    async with database.snapshot() as session:
        records = await ReplicaRepository(session).records(list({key: None for _, key in close}))
    offered = {key: record for key, record in records.items() if is_offered(record)}
    own = {key for key in offered if _is_own(offered[key], wanted.organization)}
    free = {key: record for key, record in offered.items() if key not in own}
    tables = await asyncio.to_thread(_tables, wanted.parts, close, free)
    titles = sorted(records[key].snapshot.headline for key in own)
    return Gathered(_task(wanted.parts, tables, free), free, tables, titles, len(keys))


def _close(
    library: Library, parts: Sequence[Part], keys: Sequence[str]
) -> dict[tuple[int, str], Fit]:
    return {
        (number, key): fit
        for number, part in enumerate(parts)
        for key, fit in library.fits(part.need.title, part.need.text, keys).items()
        if fit.topical >= NEAR_FROM
    }


def _tables(
    parts: Sequence[Part],
    close: Mapping[tuple[int, str], Fit],
    records: Mapping[str, StoredRecord],
) -> dict[tuple[int, str], Assessment]:
    today = city_today()
    entries = {key: entry_of(record) for key, record in records.items()}
    tables = {
        (number, key): assess(parts[number].need, entries[key], fit, today=today)
        for (number, key), fit in close.items()
        if key in entries
    }
    return {place: table for place, table in tables.items() if _holds_what_is_required(table)}


def _holds_what_is_required(table: Assessment) -> bool:
    """Leave out who is known to lack a qualification; who says nothing may hold it."""
    value = table.factor(FactorName.QUALIFICATION).value
    return value is None or value >= 1


def _task(
    parts: Sequence[Part],
    tables: Mapping[tuple[int, str], Assessment],
    records: Mapping[str, StoredRecord],
) -> Task:
    budget = next((part.need.budget_max for part in parts if part.need.budget_max), None)
    return Task(
        packages=len(parts),
        candidates={key: _candidate(record, budget) for key, record in records.items()},
        choices=tuple(
            Choice(number, key, 1.0 - table.score) for (number, key), table in tables.items()
        ),
        independent=frozenset(n for n, part in enumerate(parts) if part.independent),
    )


def _candidate(record: StoredRecord, budget: Decimal | None) -> Candidate:
    snapshot = record.snapshot
    name = snapshot.organization if isinstance(snapshot, EntrySnapshot) else None
    return Candidate(
        key=record.key,
        # Of whom no organization is known has to be asked by themselves.
        organization=folded_name(name) if name else record.key,
        cost=MEMBER + _busy(snapshot) + _dear(snapshot, budget),
    )


def _busy(snapshot: object) -> float:
    status = snapshot.capacity_status if isinstance(snapshot, EntrySnapshot) else None
    return WORKLOAD[status] if status else 0.0


def _dear(snapshot: object, budget: Decimal | None) -> float:
    price = snapshot.price_range[0] if isinstance(snapshot, EntrySnapshot) else None
    if price is None or not budget:
        return 0.0
    return PRICE * min(1.0, float(price / budget))


def _is_own(record: StoredRecord, organization: str | None) -> bool:
    snapshot = record.snapshot
    name = snapshot.organization if isinstance(snapshot, EntrySnapshot) else None
    if not name or not organization:
        return False
    return folded_name(name) == folded_name(organization)
