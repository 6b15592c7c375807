"""Finds what fits: candidates by shared words, then the ranker's table for the closest."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from services.matching.feedback.book import FeedbackBook
from services.matching.feedback.recording import NOTHING_RANKED, Ranked
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.matches.facts import entry_of, is_offered, need_of
from services.matching.meaning.store import Vector
from services.matching.ranking.domain import Assessment, Entry, Explanation, Fit, Need
from services.matching.ranking.explanation import Explainer
from services.matching.ranking.places import Placed, placed
from services.matching.ranking.ranker import (
    assess,
    closeness,
    in_order,
    version_of,
)
from services.matching.replicas.repository import ReplicaRepository, StoredRecord
from services.matching.retrieval.port import CandidateList, Facet, Filters
from shared.clock import city_today
from shared.database import Database

RETRIEVED: Final = 300
"""Candidates by shared words; the topical score, which is dearer, is computed for these."""

LEAST_ASSESSED: Final = 40
ASSESSED_FOR_EACH: Final = 3
"""Of those, the closest in topic, three for each that is shown; the other factors, which need
the records, are for these."""

Pair = tuple[Need, Entry, Fit]
Reasoned = tuple[Assessment, Explanation]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that fits, with the table behind its score and the reasons in words."""

    record: StoredRecord
    assessment: Assessment
    explanation: Explanation
    given: bool = False
    """Whether it was moved up for fairness."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What fits best, how many were considered, by facet, and what the index does not know yet.

    `ranked` is everything that was compared, where entries were looked for.
    """

    found: Sequence[Found]
    considered: int
    facets: Mapping[str, Mapping[str, int]]
    pending: int
    ranked: Ranked = NOTHING_RANKED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer is narrowed to."""

    filters: Filters
    limit: int


class Matcher:
    """Matches needs with entries, and entries with needs."""

    def __init__(
        self, database: Database, library: Library, indexer: Indexer, book: FeedbackBook
    ) -> None:
        self._database = database
        self._book = book
        self._library = library
        self._indexer = indexer
        self._explainer = Explainer(library.analyser, library.scores.telling)

    @property
    def version(self) -> str:
        """Changes whenever the same records may be matched differently than before."""
        meanings = self._library.meanings
        ranker = version_of(feedback=self._book.on, meaning=meanings is not None)
        model = "" if meanings is None else f"-{meanings.version[:4]}"
        return f"{ranker}{model}/{self._library.analyser.version}"

    @property
    def changed_at(self) -> datetime | None:
        """When what an embedding service has read changed last; None where there is none."""
        meanings = self._library.meanings
        return None if meanings is None else meanings.changed_at

    def says_something(self, title: str, text: str) -> bool:
        """Return whether any word of a need could be looked up."""
        return self._library.analyser.says_something(f"{title}\n{text}")

    async def entries_for(self, need: Need, wanted: Wanted) -> Answer:
        """Return the entries that fit a need best, of those that may be offered."""
        closest = await self._closest(_Text(need.key, need.title, need.text), wanted)
        fits, records = closest.fits, closest.records
        await self._book.ready()
        offered = [key for key in records if is_offered(records[key])]
        pairs = [(need, self.entry(records[key]), fits[key]) for key in offered]
        return await asyncio.to_thread(self._answered, pairs, wanted.limit, closest)

    async def needs_for(self, subject: StoredRecord, wanted: Wanted) -> Answer:
        """Return the published needs that an entry fits best."""
        await self._book.ready()
        entry = self.entry(subject)
        closest = await self._closest(_Text(entry.key, entry.title, entry.text), wanted)
        fits, records = closest.fits, closest.records
        pairs = [(need_of(records[key]), entry, fits[key]._replace(cases=())) for key in records]
        best = await asyncio.to_thread(self._best, pairs, wanted.limit)
        return _answer(best, closest)

    def entry(self, record: StoredRecord) -> Entry:
        """Return an entry as it is ranked: with its history, if that has an influence."""
        return entry_of(record, self._book.history(record.key))

    def _answered(self, pairs: Sequence[Pair], limit: int, closest: "_Closest") -> Answer:
        """Return the best entries for a need, with the places given that are to be given."""
        today = city_today()
        known = {entry.key: (need, entry) for need, entry, _ in pairs}
        tables = in_order(assess(need, entry, fit, today=today) for need, entry, fit in pairs)
        order = placed(tables, self._book.shown) if self._book.on else Placed(tables)
        best = [
            (table, self._explainer.explain(*known[table.entry_key], table))
            for table in order.tables[:limit]
        ]
        ranked = Ranked([(table, known[table.entry_key][1]) for table in order.tables], order.given)
        return replace(_answer(best, closest, order.given), ranked=ranked)

    def _best(self, pairs: Sequence[Pair], limit: int) -> list[Reasoned]:
        """Return the best pairs with their tables and reasons."""
        today = city_today()
        known = {(need.key, entry.key): (need, entry) for need, entry, _ in pairs}
        tables = [assess(need, entry, fit, today=today) for need, entry, fit in pairs]
        return [
            (table, self._explainer.explain(*known[table.need_key, table.entry_key], table))
            for table in in_order(tables)[:limit]
        ]

    async def beside(self, need: Need, key: str, fit: Fit) -> Fit:
        """Return a fit with how close an entry is to a need in meaning, if that is asked."""
        meanings = self._library.meanings
        if meanings is None:
            return fit
        vector = await meanings.vector(need.key, need.title, need.text)
        return (await asyncio.to_thread(meanings.beside, {key: fit}, vector))[key]

    async def _closest(self, said: "_Text", wanted: Wanted) -> "_Closest":
        finding = self._library.index.candidates(
            f"{said.title}\n{said.text}",
            filters=wanted.filters,
            limit=RETRIEVED,
            facets=tuple(Facet),
        )
        # What the index does not know yet is looked up while it searches.
        candidates, pending, vector = await asyncio.gather(
            finding, self._indexer.pending(), self._vector(said)
        )
        keys = [candidate.key for candidate in candidates.candidates]
        fits = await asyncio.to_thread(self._fits, said, keys, vector)
        most = max(LEAST_ASSESSED, ASSESSED_FOR_EACH * wanted.limit)
        closest = sorted(fits, key=lambda key: (-closeness(fits[key]), key))[:most]
        async with self._database.snapshot() as session:
            records = await ReplicaRepository(session).records(closest)
        return _Closest(candidates, fits, records, pending)

    async def _vector(self, said: "_Text") -> Vector | None:
        meanings = self._library.meanings
        if meanings is None:
            return None
        return await meanings.vector(said.key, said.title, said.text)

    def _fits(self, said: "_Text", keys: Sequence[str], vector: Vector | None) -> Mapping[str, Fit]:
        fits = self._library.fits(said.title, said.text, keys)
        meanings = self._library.meanings
        return fits if meanings is None else meanings.beside(fits, vector)


@dataclass(frozen=True, slots=True)
class _Text:
    """What is looked for, and its key if it is a published record."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Closest:
    """The candidates, how close they are in topic, and the records of the closest."""

    candidates: CandidateList
    fits: Mapping[str, Fit]
    records: Mapping[str, StoredRecord]
    pending: int


def _answer(
    best: Sequence[Reasoned], closest: _Closest, given: Collection[str] = frozenset()
) -> Answer:
    """Return the best pairs as what was found: of each pair, the side that was looked for."""
    candidates, records = closest.candidates, closest.records
    facets = {facet.value: dict(counts) for facet, counts in candidates.facets.items()}
    found = [
        Found(records[_found_key(table, records)], table, explanation, table.entry_key in given)
        for table, explanation in best
    ]
    return Answer(found, candidates.total, facets, closest.pending)


def _found_key(table: Assessment, records: Mapping[str, StoredRecord]) -> str:
    return table.entry_key if table.entry_key in records else table.need_key
