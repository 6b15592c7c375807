"""Finds published needs on the same matter."""

import asyncio
from typing import Final

from services.matching.indexing.library import Library
from services.matching.neighbours.schemas import NeighbourList, NeighbourQuery, NeighbourRead
from services.matching.replicas.repository import ReplicaRepository
from services.matching.replicas.schemas import subject_of
from services.matching.replicas.snapshots import DEMAND
from services.matching.retrieval.port import Filters
from shared.database import Database

CLOSE_ENOUGH: Final = 0.5
"""Topical fit from which two needs may be the same matter: half of what there is to share."""

CONSIDERED: Final = 50
"""Candidates by shared words; the topical score, which is dearer, is computed for these."""


class NeighbourService:
    """The use case of similar needs."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    async def near(self, asked: NeighbourQuery) -> NeighbourList:
        """Return the published needs that are closest in topic; none if none is close."""
        text = asked.text or ""
        candidates = await self._library.index.candidates(
            f"{asked.title}\n{text}", filters=Filters(kinds=(DEMAND,)), limit=CONSIDERED
        )
        keys = [candidate.key for candidate in candidates.candidates]
        fits = await asyncio.to_thread(self._library.fits, asked.title, text, keys)
        close = {key: fit.topical for key, fit in fits.items() if fit.topical >= CLOSE_ENOUGH}
        closest = sorted(close, key=lambda key: (-close[key], key))[: asked.limit]
        async with self._database.snapshot() as session:
            records = await ReplicaRepository(session).records(closest)
        items = [
            NeighbourRead(**dict(subject_of(records[key])), closeness=close[key])
            for key in closest
            if key in records
        ]
        return NeighbourList(items=items)
