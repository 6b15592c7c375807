"""The use case of gaps in what is offered."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.gaps.domain import Group, Unmet, grouped
from services.matching.gaps.schemas import (
    CommonNeedRead,
    CommonProblemList,
    CommonProblemRead,
    GapList,
    GroupRead,
    UnmetRead,
)
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.matches.facts import is_offered
from services.matching.ranking.nearness import NEAR_FROM
from services.matching.replicas.demands import DemandSnapshot
from services.matching.replicas.repository import ReplicaRepository, StoredRecord
from services.matching.replicas.schemas import subject_of
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS
from services.matching.retrieval.port import Filters
from shared.classification import region_name
from shared.clock import utc_now
from shared.database import Database
from shared.language import Text, current_language

log = logging.getLogger(__name__)

LOOKED_AT: Final = 1_000
"""Of so many needs, the newest, gaps are looked for."""

CANDIDATES: Final = 40
FRESH: Final = timedelta(minutes=10)
"""For so long an answer is given again: a need takes some 10 ms, so a thousand take 10 s."""

SETTLING: Final = timedelta(seconds=30)
"""For so long everybody is told what was looked at while changes were still pending."""

TITLE: Final = Text("共性技术难题：{concept}", "Common technical problem: {concept}")


@dataclass(frozen=True, slots=True)
class Best:
    """A need, and the offered entry that comes closest to it."""

    need: StoredRecord
    entry: StoredRecord | None
    closeness: float


@dataclass(frozen=True, slots=True)
class _Looked:
    unmet: Mapping[str, Best]
    groups: Sequence[Group]
    considered: int
    at: datetime
    pending: int

    @property
    def holds(self) -> bool:
        """Whether it may be told again: what was looked at was whole, and not long ago."""
        return not self.pending and utc_now() - self.at <= FRESH

    @property
    def holds_for_everybody(self) -> bool:
        """Whether it may be told to who need not know the newest: they must not keep us busy."""
        return utc_now() - self.at <= (SETTLING if self.pending else FRESH)


class GapFinder:
    """Looks for published needs that nobody is close enough to. One of them serves an app."""

    def __init__(self, database: Database, library: Library, indexer: Indexer) -> None:
        self._database = database
        self._library = library
        self._indexer = indexer
        self._looked: _Looked | None = None
        self._looking: asyncio.Task[_Looked] | None = None

    async def close(self) -> None:
        """Look no further."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    async def gaps(self) -> GapList:
        """Return the gaps as they were found at most ten minutes ago."""
        looked = self._looked
        if looked is None or not looked.holds:
            looked = await asyncio.shield(self._begun())
        return GapList(
            items=[_group(group, looked.unmet) for group in looked.groups],
            considered=looked.considered,
            unmet=len(looked.unmet),
            qualified=NEAR_FROM,
            computed_at=looked.at,
            pending_changes=looked.pending,
        )

    async def problems(self) -> CommonProblemList:
        """Return what several of the gaps have in common, as everybody may read it.

        Who asks is told what was found before, while it is looked anew.
        """
        looked = self._looked
        if looked is None:
            looked = await asyncio.shield(self._begun())
        elif not looked.holds_for_everybody:
            self._begun()
        shared = ((group, group.concept) for group in looked.groups)
        return CommonProblemList(
            items=[_problem(group, name, looked.unmet) for group, name in shared if name],
            computed_at=looked.at,
        )

    def _begun(self) -> "asyncio.Task[_Looked]":
        """Return the search that is on its way, for all who ask meanwhile, even if they leave."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._found())
            self._looking.add_done_callback(_noted)
        return self._looking

    async def _found(self) -> _Looked:
        self._looked = await self._look()
        return self._looked

    async def _look(self) -> _Looked:
        at, pending = utc_now(), await self._indexer.pending()
        async with self._database.snapshot() as session:
            needs = await ReplicaRepository(session).newest(DEMAND, limit=LOOKED_AT)
        best = [await self._best(need) for need in needs]
        unmet = {one.need.key: one for one in best if one.closeness < NEAR_FROM}
        groups = await asyncio.to_thread(self._grouped, unmet)
        return _Looked(unmet, groups, len(needs), at, pending)

    async def _best(self, need: StoredRecord) -> Best:
        title, text = need.snapshot.headline, need.snapshot.text
        candidates = await self._library.index.candidates(
            f"{title}\n{text}", filters=Filters(kinds=ENTRY_KINDS), limit=CANDIDATES
        )
        keys = [candidate.key for candidate in candidates.candidates]
        fits = await asyncio.to_thread(self._library.fits, title, text, keys)
        async with self._database.snapshot() as session:
            records = await ReplicaRepository(session).records(list(fits))
        offered = [key for key in fits if key in records and is_offered(records[key])]
        if not offered:
            return Best(need, None, 0.0)
        closest = min(offered, key=lambda key: (-fits[key].topical, key))
        return Best(need, records[closest], fits[closest].topical)

    def _grouped(self, unmet: Mapping[str, Best]) -> list[Group]:
        return grouped(Unmet(key, self._concepts(best.need)) for key, best in unmet.items())

    def _concepts(self, need: StoredRecord) -> frozenset[str]:
        text = f"{need.snapshot.headline}\n{need.snapshot.text}"
        return frozenset(term.name for term in self._library.analyser.concepts(text))


def _noted(search: "asyncio.Task[_Looked]") -> None:
    """Log a search that failed; who waited for it hears of it as well."""
    if not search.cancelled() and (error := search.exception()):
        log.warning("Gaps could not be looked for: %r", error)


def _group(group: Group, unmet: Mapping[str, Best]) -> GroupRead:
    needs = [unmet[key] for key in group.keys]
    snapshots = [one.need.snapshot for one in needs]
    named = {one.organization_name for one in snapshots if isinstance(one, DemandSnapshot)}
    return GroupRead(
        concept=group.concept,
        title=_title(group, needs),
        missing=list(group.missing),
        needs=[_unmet(one) for one in needs],
        organizations=sorted(name for name in named if name),
        regions=_regions(needs),
    )


def _problem(group: Group, concept: str, unmet: Mapping[str, Best]) -> CommonProblemRead:
    needs = [unmet[key] for key in group.keys]
    told = [subject_of(one.need) for one in needs]
    return CommonProblemRead(
        concept=concept,
        missing=[one for one in group.missing if one != concept],
        regions=_regions(needs),
        count=len(told),
        needs=[CommonNeedRead.model_validate(one, from_attributes=True) for one in told],
    )


def _regions(needs: Sequence[Best]) -> list[str]:
    codes = {code for one in needs if (code := one.need.snapshot.region_code)}
    language = current_language.get()
    return [region_name(code, language) or code for code in sorted(codes)]


def _title(group: Group, needs: Sequence[Best]) -> str:
    if group.concept is None:
        return needs[0].need.snapshot.headline
    return TITLE.pick(current_language.get()).format(concept=group.concept)


def _unmet(one: Best) -> UnmetRead:
    return UnmetRead(
        **dict(subject_of(one.need)),
        closest=subject_of(one.entry) if one.entry else None,
        closeness=one.closeness,
    )
