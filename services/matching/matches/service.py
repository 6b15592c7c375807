"""The use cases of matching."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter

from services.matching.feedback.book import FeedbackBook
from services.matching.feedback.recording import note_shown
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.matches.facts import need_of
from services.matching.matches.matcher import Answer, Found, Matcher, Wanted
from services.matching.matches.reading import match_shown
from services.matching.matches.repository import Basis, MatchRepository, StoredMatch, StoredRun
from services.matching.matches.schemas import MatchQuery, NeedDraft
from services.matching.ranking.domain import Assessment, Explanation, Need
from services.matching.replicas.repository import ReplicaRepository, StoredRecord
from services.matching.replicas.schemas import FilterQuery
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS
from services.matching.retrieval.port import Filters
from shared.clock import city_date, utc_now
from shared.database import Database
from shared.errors import FieldProblem, InvalidError
from shared.language import Text, current_language

STORED: Final = 20
"""So many matches of a published need are kept, with everything their reader is told."""

_ASSESSMENT: Final = TypeAdapter(Assessment)
_EXPLANATION: Final = TypeAdapter(Explanation)

NO_WORDS: Final = FieldProblem(
    "text",
    Text("文字中没有可以用来匹配的词语。", "No word of the text can be looked up."),
    Text("产品、工艺、材料或遇到的问题", "a product, a process, a material or a problem"),
)


Shown = dict[str, Any]
"""The values of a `MatchList`. They are our own: to validate them, 500 small objects an answer,
takes longer than to write them down."""


class MatchService:
    """Matches needs with entries and entries with needs, and remembers what was shown."""

    def __init__(
        self, database: Database, library: Library, indexer: Indexer, book: FeedbackBook
    ) -> None:
        self._database = database
        self._indexer = indexer
        self._book = book
        self._matcher = Matcher(database, library, indexer, book)

    async def preview(self, draft: NeedDraft) -> Shown:
        """Match a need that is stored nowhere.

        Raises:
            InvalidError: It has no word that could be looked up.
        """
        if not self._matcher.says_something(draft.title or "", draft.text):
            raise InvalidError(problems=[NO_WORDS])
        wanted = Wanted(_among_entries(draft.filters.filters()), draft.limit)
        return self._shown(await self._matcher.entries_for(_need(draft), wanted), utc_now())

    async def entries_for_demand(self, demand_id: UUID, query: MatchQuery) -> Shown:
        """Match a published need; without filters, what was shown is remembered.

        Raises:
            SubjectNotFoundError: No such need is published.
        """
        record = await self._record(DEMAND, demand_id)
        wanted = Wanted(_among_entries(query.filters()), query.limit)
        if _filtered(query) or query.limit > STORED:
            answer = await self._matcher.entries_for(need_of(record), wanted)
            return self._shown(answer, utc_now())
        answer, computed_at = await self._remembered(demand_id, record)
        return self._shown(replace(answer, found=answer.found[: query.limit]), computed_at)

    async def needs_for_entry(self, kind: str, entry_id: UUID, query: MatchQuery) -> Shown:
        """Find the published needs that an entry fits best.

        Raises:
            SubjectNotFoundError: No such entry is published.
        """
        record = await self._record(kind, entry_id)
        filters = query.model_copy(update={"kind": [DEMAND]}).filters()
        answer = await self._matcher.needs_for(record, Wanted(filters, query.limit))
        return self._shown(answer, utc_now())

    async def _record(self, kind: str, record_id: UUID) -> StoredRecord:
        async with self._database.snapshot() as session:
            return await ReplicaRepository(session).get(kind, record_id)

    async def _remembered(self, demand_id: UUID, record: StoredRecord) -> tuple[Answer, datetime]:
        """Return what was shown last time if nothing has changed since, or compute it anew."""
        now = utc_now()
        basis = Basis(
            record.position.change,
            self._indexer.position.change,
            self._book.change if self._book.on else 0,
            self._matcher.version,
        )
        if (run := await self._find(demand_id)) and run.basis == basis:
            kept = await self._restored(run)
            if self._holds(run, now) and len(kept.found) == len(run.matches):
                return kept, run.computed_at
        wanted = Wanted(_among_entries(Filters()), STORED)
        answer = await self._matcher.entries_for(need_of(record), wanted)
        async with self._database.transaction() as session:
            # Nothing is kept of a need that was taken back meanwhile.
            if await ReplicaRepository(session).records([record.key]):
                await MatchRepository(session).store(demand_id, _run(answer, basis, now))
                version = self._matcher.version
                await note_shown(session, demand_id, answer.ranked, version=version, now=now)
        return answer, now

    def _holds(self, run: StoredRun, now: datetime) -> bool:
        """Whether what the positions of a basis do not tell is as it was."""
        read_at = self._matcher.changed_at
        # A new day changes what is fresh and how much time is left.
        same_day = city_date(run.computed_at) == city_date(now)
        return same_day and (read_at is None or read_at < run.computed_at)

    async def _find(self, demand_id: UUID) -> StoredRun | None:
        async with self._database.snapshot() as session:
            return await MatchRepository(session).find(demand_id)

    async def _restored(self, run: StoredRun) -> Answer:
        async with self._database.snapshot() as session:
            keys = [match.entry_key for match in run.matches]
            records = await ReplicaRepository(session).records(keys)
            pending = await self._indexer.pending_in(session)
        found = [
            Found(
                records[match.entry_key],
                _ASSESSMENT.validate_python(match.answer["assessment"]),
                _EXPLANATION.validate_python(match.answer["explanation"]),
                match.answer["given"],
            )
            for match in run.matches
            if match.entry_key in records
        ]
        return Answer(found, run.considered, run.facets, pending)

    def _shown(self, answer: Answer, computed_at: datetime) -> Shown:
        language = current_language.get()
        return {
            "items": [match_shown(found, at, language) for at, found in enumerate(answer.found, 1)],
            "considered": answer.considered,
            "facets": answer.facets,
            "ranker_version": self._matcher.version,
            "computed_at": computed_at,
            "pending_changes": answer.pending,
        }


def _need(draft: NeedDraft) -> Need:
    return Need(
        key="",
        title=draft.title or "",
        text=draft.text,
        region_code=draft.region_code,
        budget_min=draft.budget_min,
        budget_max=draft.budget_max,
        deadline=draft.deadline,
        required_qualifications=tuple(draft.required_qualifications),
    )


def _filtered(query: FilterQuery) -> bool:
    return query.filters() != Filters()


def _among_entries(filters: Filters) -> Filters:
    """Return the same filters, with needs themselves left out."""
    kinds = tuple(kind for kind in filters.kinds if kind != DEMAND) or ENTRY_KINDS
    return replace(filters, kinds=kinds)


def _run(answer: Answer, basis: Basis, now: datetime) -> StoredRun:
    return StoredRun(
        basis=basis,
        computed_at=now,
        considered=answer.considered,
        facets={name: dict(counts) for name, counts in answer.facets.items()},
        matches=[
            StoredMatch(
                found.record.key,
                found.assessment.score,
                {
                    "assessment": _ASSESSMENT.dump_python(found.assessment, mode="json"),
                    "explanation": _EXPLANATION.dump_python(found.explanation, mode="json"),
                    "given": found.given,
                },
            )
            for found in answer.found
        ],
    )
