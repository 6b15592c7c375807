"""The use case of how an entry stands with a need."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.matching.feedback.book import FeedbackBook
from services.matching.indexing.documents import index_document
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.matches.facts import is_offered, need_of
from services.matching.matches.matcher import Found, Matcher, Wanted
from services.matching.matches.reading import LABELS, match_shown
from services.matching.matches.schemas import SHOWN, MatchRead
from services.matching.ranking.changes import Change, changes
from services.matching.ranking.domain import Assessment, Entry, Fit, Need
from services.matching.ranking.explanation import Explainer
from services.matching.ranking.ranker import assess
from services.matching.replicas.repository import ReplicaRepository, StoredRecord
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS
from services.matching.retrieval.port import Filters
from services.matching.retrieval.topical import Topic
from services.matching.standing.schemas import ImprovementRead, StandingRead
from services.matching.text.analyser import Analyser
from shared.clock import city_today
from shared.database import Database
from shared.language import Text, current_language

COMPARED: Final = 100
"""With so many of the closest entries one is compared."""

WORTH_SAYING: Final = 0.005
"""Half a point of a hundred."""

UNSAID: Final = 4
"""So many concepts that an entry does not speak of are named."""

CLOSED: Final = Text(
    "该资料暂停服务，或本人不愿被推荐，因此不会出现在推荐中。",
    "The entry is closed for a while, or its owner does not want to be offered.",
)
TOO_FAR: Final = Text(
    "与需求的相关程度不足，没有进入可比较的前 {compared} 名。",
    "It is not close enough to the need to be among the {compared} that are compared at most.",
)
BEHIND: Final = Text(
    "有 {ahead} 条更合适的资料排在前面，列表只显示前 {length} 条。",
    "{ahead} entries fit better, and a list shows the first {length}.",
)


@dataclass(frozen=True, slots=True)
class _Case:
    """An entry and a need, with everything to score them by."""

    need: Need
    entry: Entry
    record: StoredRecord
    topic: Topic
    fit: Fit
    table: Assessment


class StandingService:
    """Says to suppliers what firms are told of them, and what would change it."""

    def __init__(
        self, database: Database, library: Library, indexer: Indexer, book: FeedbackBook
    ) -> None:
        self._database = database
        self._library = library
        self._matcher = Matcher(database, library, indexer, book)
        self._explainer = Explainer(library.analyser, library.scores.telling)

    async def standing(self, kind: str, entry_id: UUID, demand_id: UUID) -> StandingRead:
        """Return how an entry stands with a published need.

        Raises:
            SubjectNotFoundError: The entry or the need is not published.
        """
        async with self._database.snapshot() as session:
            records = ReplicaRepository(session)
            record = await records.get(kind, entry_id)
            need = need_of(await records.get(DEMAND, demand_id))
        wanted = Wanted(Filters(kinds=ENTRY_KINDS), COMPARED)
        answer = await self._matcher.entries_for(need, wanted)
        others = [one.assessment for one in answer.found if one.record.key != record.key]
        case = await self._case(need, record)
        improved = await asyncio.to_thread(self._improvements, case, others)
        places = {one.record.key: place for place, one in enumerate(answer.found, 1)}
        position = places.get(record.key)
        return _read(case, position, improved, self._explained(case), compared=len(answer.found))

    async def _case(self, need: Need, record: StoredRecord) -> _Case:
        entry = self._matcher.entry(record)
        topic, fit = await asyncio.to_thread(self._fit, need, record)
        fit = await self._matcher.beside(need, record.key, fit)
        table = assess(need, entry, fit, today=city_today())
        return _Case(need, entry, record, topic, fit, table)

    def _fit(self, need: Need, record: StoredRecord) -> tuple[Topic, Fit]:
        topic = self._library.scores.topic(need.title, need.text)
        document = index_document(record.key, record.kind, record.document)
        return topic, self._library.scores.fit_if(topic, document)

    def _improvements(self, case: _Case, others: Sequence[Assessment]) -> list[ImprovementRead]:
        unsaid = _unsaid(self._library.analyser, case.need, case.entry)
        found = [
            _improvement(change, self._score_after(case, change), case, others)
            for change in changes(case.need, case.entry, unsaid, today=city_today())
        ]
        worth = [one for one in found if one.gain >= WORTH_SAYING]
        return sorted(worth, key=lambda one: (-one.gain, one.factor))

    def _score_after(self, case: _Case, change: Change) -> float:
        fit = case.fit
        if change.text:
            document = index_document(case.record.key, case.record.kind, case.record.document)
            longer = replace(document, text=f"{document.text}\n{change.text}")
            # What a model would make of the longer text is not known; what it made of this one is.
            fit = self._library.scores.fit_if(case.topic, longer)._replace(meaning=fit.meaning)
        return assess(case.need, change.entry, fit, today=city_today()).score

    def _explained(self, case: _Case) -> Found:
        why = self._explainer.explain(case.need, case.entry, case.table)
        return Found(case.record, case.table, why)


def _unsaid(analyser: Analyser, need: Need, entry: Entry) -> list[str]:
    said = {term.name for term in analyser.concepts(f"{entry.title}\n{entry.text}")}
    asked = dict.fromkeys(term.name for term in analyser.concepts(f"{need.title}\n{need.text}"))
    return [name for name in asked if name not in said][:UNSAID]


def _improvement(
    change: Change, score: float, case: _Case, others: Sequence[Assessment]
) -> ImprovementRead:
    language = current_language.get()
    return ImprovementRead(
        factor=change.factor,
        label=LABELS[change.factor].pick(language),
        advice=Text(change.advice.zh, change.advice.en).pick(language),
        score=score,
        gain=score - case.table.score,
        position=_position(score, others),
    )


def _position(score: float, others: Sequence[Assessment]) -> int | None:
    ahead = sum(other.score > score for other in others)
    return ahead + 1 if ahead < COMPARED else None


def _read(
    case: _Case,
    position: int | None,
    improved: list[ImprovementRead],
    why: Found,
    *,
    compared: int,
) -> StandingRead:
    language = current_language.get()
    reasons = list(_reasons(case, position))
    return StandingRead(
        match=MatchRead.model_validate(match_shown(why, position or 0, language)),
        position=position,
        compared=compared,
        shown=not reasons,
        list_length=SHOWN,
        reason=reasons[0] if reasons else None,
        improvements=improved,
    )


def _reasons(case: _Case, position: int | None) -> Iterator[str]:
    """Yield why a list would not name the entry."""
    language = current_language.get()
    if not is_offered(case.record):
        yield CLOSED.pick(language)
    if position is None:
        yield TOO_FAR.pick(language).format(compared=COMPARED)
    elif position > SHOWN:
        yield BEHIND.pick(language).format(ahead=position - 1, length=SHOWN)
