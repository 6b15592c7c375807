"""The use cases of teams."""

import asyncio
from collections.abc import Sequence

from services.matching.indexing.indexer import Indexer
from services.matching.indexing.library import Library
from services.matching.matches.facts import entry_of
from services.matching.matches.matcher import Found
from services.matching.matches.reading import match_shown
from services.matching.matches.schemas import MatchRead
from services.matching.ranking.domain import Need
from services.matching.ranking.explanation import Explainer
from services.matching.replicas.entries import EntrySnapshot
from services.matching.replicas.schemas import subject_of
from services.matching.teams.domain import Plan, cost_of
from services.matching.teams.gathering import Gathered, Part, Wanted, gather
from services.matching.teams.packages import Suggestion, suggested
from services.matching.teams.remarks import remarks_on
from services.matching.teams.schemas import (
    MemberRead,
    PackageRead,
    PackagesQuery,
    SubstituteRead,
    SuggestionList,
    SuggestionRead,
    TeamDraft,
    TeamRead,
)
from services.matching.teams.solver import cheapest
from shared.database import Database
from shared.language import Language, current_language


class TeamService:
    """Splits needs into parts, and says who could cover them together."""

    def __init__(self, database: Database, library: Library, indexer: Indexer) -> None:
        self._database = database
        self._library = library
        self._indexer = indexer
        self._explainer = Explainer(library.analyser, library.scores.telling)

    async def suggest(self, asked: PackagesQuery) -> SuggestionList:
        """Return the parts that a need seems to have."""
        language = current_language.get()
        found = await asyncio.to_thread(
            suggested, self._library.analyser, asked.title or "", asked.text
        )
        return SuggestionList(items=[_suggestion(one, language) for one in found])

    async def preview(self, draft: TeamDraft) -> TeamRead:
        """Return the cheapest team that covers the parts as far as anybody can."""
        wanted = _wanted(draft)
        gathered = await gather(self._database, self._library, wanted)
        plan, others = await asyncio.to_thread(_planned, gathered)
        pending = await self._indexer.pending()
        members = [
            _member(gathered, plan, key, other)
            for key, other in zip(plan.members, others, strict=True)
        ]
        return TeamRead(
            packages=await asyncio.to_thread(self._packages, draft, wanted, gathered, plan),
            members=members,
            contacts=len({gathered.task.candidates[key].organization for key in plan.members}),
            cost=plan.cost,
            gap=plan.gap,
            remarks=remarks_on(members, gathered, draft.budget_max),
            considered=gathered.considered,
            pending_changes=pending,
        )

    def _packages(
        self, draft: TeamDraft, wanted: Wanted, gathered: Gathered, plan: Plan
    ) -> list[PackageRead]:
        qualified = [package for package, _ in gathered.tables]
        return [
            PackageRead(
                name=package.name,
                qualified=qualified.count(number),
                match=self._match(wanted.parts[number].need, gathered, number, plan),
            )
            for number, package in enumerate(draft.packages)
        ]

    def _match(self, need: Need, gathered: Gathered, number: int, plan: Plan) -> MatchRead | None:
        key = plan.covered.get(number)
        if key is None:
            return None
        record, table = gathered.records[key], gathered.tables[number, key]
        explanation = self._explainer.explain(need, entry_of(record), table)
        found = Found(record, table, explanation)
        return MatchRead.model_validate(match_shown(found, number + 1, current_language.get()))


def _planned(gathered: Gathered) -> tuple[Plan, list[Plan]]:
    """Return the cheapest plan and, for each of its members, the cheapest without them."""
    plan = cheapest(gathered.task)
    return plan, [cheapest(gathered.task.without(member)) for member in plan.members]


def _wanted(draft: TeamDraft) -> Wanted:
    return Wanted(
        parts=[
            Part(
                Need(
                    key="",
                    title=package.name,
                    text=package.text or "",
                    region_code=draft.region_code,
                    budget_max=draft.budget_max,
                    deadline=draft.deadline,
                    required_qualifications=tuple(package.required_qualifications),
                ),
                package.independent,
            )
            for package in draft.packages
        ],
        organization=draft.organization_name,
        excluded=frozenset(draft.excluded),
    )


def _member(gathered: Gathered, plan: Plan, key: str, other: Plan) -> MemberRead:
    record = gathered.records[key]
    snapshot = record.snapshot
    known = snapshot if isinstance(snapshot, EntrySnapshot) else None
    return MemberRead(
        **dict(subject_of(record)),
        packages=_packages_of(plan, key),
        capacity_status=known.capacity_status if known else None,
        price_min=known.price_range[0] if known else None,
        substitute=_substitute(gathered, plan, other),
    )


def _packages_of(plan: Plan, key: str) -> list[int]:
    return [package for package, member in sorted(plan.covered.items()) if member == key]


def _substitute(gathered: Gathered, plan: Plan, other: Plan) -> SubstituteRead:
    joining: Sequence[str] = [key for key in other.members if key not in plan.members]
    return SubstituteRead(
        loss=cost_of(gathered.task, other.covered) - plan.cost,
        joining=[subject_of(gathered.records[key]) for key in joining],
        uncovered=sorted(plan.covered.keys() - other.covered.keys()),
    )


def _suggestion(one: Suggestion, language: Language) -> SuggestionRead:
    return SuggestionRead(
        name=one.name.pick(language),
        text=one.text,
        terms=list(one.terms),
        remedies=list(one.remedies),
        independent=one.independent,
    )
