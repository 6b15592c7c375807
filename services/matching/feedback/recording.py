"""Notes in what order entries were shown for a need, so that it can be judged later."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.feedback.repository import ShownRepository
from services.matching.ranking.domain import Assessment, Entry, FactorName
from services.matching.ranking.factors import room_said
from shared.clock import city_date

NOTED: Final = 40
"""So many of those that were compared are noted; the ten first of them count as shown."""

EXPOSED: Final = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was compared for a need, best first, and who was moved up for fairness."""

    pairs: Sequence[tuple[Assessment, Entry]]
    given: Collection[str]


NOTHING_RANKED: Final = Ranked((), ())


async def note_shown(
    session: AsyncSession, demand_id: UUID, ranked: Ranked, *, version: str, now: datetime
) -> None:
    """Note the order for a need, unless it is that of the last time."""
    pairs = ranked.pairs[:NOTED]
    keys = [entry.key for _, entry in pairs]
    digest = hashlib.sha256(" ".join([version, *keys]).encode()).hexdigest()
    shown = ShownRepository(session)
    if not keys or await shown.last_digest(demand_id) == digest:
        return
    await shown.add(
        {
            "demand_id": demand_id,
            "at": now,
            "ranker_version": version,
            "digest": digest,
            "entries": [_noted(table, entry, ranked.given) for table, entry in pairs],
        }
    )
    await shown.expose(keys[:EXPOSED], demand_id, city_date(now))


def _noted(table: Assessment, entry: Entry, given: Collection[str]) -> dict[str, Any]:
    """Return a place with all it takes to rank it again, with outcomes or without."""
    values = {
        factor.name.value: factor.value
        for factor in table.factors
        if factor.name is not FactorName.DEALINGS
    }
    values[FactorName.LOAD] = room_said(replace(entry, history=None)).value
    return {
        "key": entry.key,
        "score": table.score,
        "given": entry.key in given,
        "assured_on": entry.assured_on and entry.assured_on.isoformat(),
        "region_code": entry.region_code,
        "values": values,
    }
