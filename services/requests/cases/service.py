"""What can be done about solved cases, inside one transaction."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.cases.domain import CaseOutcome
from services.requests.cases.errors import CaseNotFoundError
from services.requests.cases.models import SolvedCase
from services.requests.cases.publishing import publish
from services.requests.cases.repository import CaseRepository
from services.requests.cases.schemas import (
    Acceptance,
    CaseRead,
    CasesSummary,
    PublicCase,
)
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.engagements.access import Access, Held
from services.requests.engagements.domain import EngagementAction
from services.requests.engagements.helping import helpers_of
from services.requests.engagements.lives import EngagementLives, Step
from services.requests.followups.planning import plan
from shared.auth import Caller
from shared.clock import city_date, city_today
from shared.feed.publisher import Feed
from shared.pagination import Page, PageRequest
from shared.preconditions import require_match
from shared.types import new_id


class CaseService:
    """The use cases of solved cases."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._feed = feed
        self._cases = CaseRepository(session)
        self._access = Access(session)
        self._lives = EngagementLives(session, feed, rules=rules)
        self._months = rules.engagements.follow_up_months

    async def accept(
        self, caller: Caller, engagement_id: UUID, said: Acceptance, *, if_match: str | None
    ) -> CaseRead:
        """Accept a result, on evidence: the need is solved, the case counts, followers hear of it.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            VersionChangedError: Somebody else has changed it.
            UnknownFileError: A file is none of the engagement's.
            IllegalTransitionError: Nothing is there to be accepted.
            TransitionForbiddenError: It is for the firm to do.
        """
        held = await self._access.locked(caller, engagement_id)
        require_match(if_match, held.engagement.version)
        files = await self._access.files(held, said.files)
        case_id = new_id()
        proof = [f"case/{case_id}", *(f"deliverable/{one}" for one in files)]
        details = {
            "confirmed_by": caller.subject,
            "evidence": proof,
            "outcome": said.outcome.value,
            "case": str(case_id),
        }
        step = Step(EngagementAction.ACCEPT, caller, held.parties, note=said.note, details=details)
        await self._lives.take(held.engagement, step)
        case = await self._record(held, case_id, said, files, caller)
        plan(self._session, held.engagement, city_today(), self._months)
        await self._session.flush()
        return CaseRead.model_validate(case)

    async def of(self, caller: Caller, engagement_id: UUID) -> CaseRead:
        """Return what the firm has confirmed.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of the team only.
            CaseNotFoundError: Nothing was accepted.
        """
        held = await self._access.read(caller, engagement_id)
        held.require_insight()
        case = await self._cases.of(engagement_id)
        if case is None:
            raise CaseNotFoundError
        return CaseRead.model_validate(case)

    async def shown(self, part: PageRequest) -> Page[PublicCase]:
        """Return the solved needs whose firms let everybody know, the newest first."""
        found = await self._cases.shown(part)
        return part.page(found, key=lambda case: case.id, read=_as_public)

    async def summary(self) -> CasesSummary:
        """Return how many needs were published, and what became of them."""
        outcomes = await self._cases.outcomes()
        return CasesSummary(
            published=await self._cases.published(),
            solved=outcomes.get(CaseOutcome.SOLVED, 0),
            partly=outcomes.get(CaseOutcome.PARTLY, 0),
            returned=outcomes.get(CaseOutcome.UNSOLVED, 0),
            unsolved=await self._cases.ended_unsolved(),
            open=await self._cases.still_open(),
        )

    async def _record(
        self, held: Held, case_id: UUID, said: Acceptance, files: list[str], caller: Caller
    ) -> SolvedCase:
        demand = await DemandRepository(self._session).get(held.engagement.demand_id)
        case = SolvedCase(
            id=case_id,
            engagement_id=held.engagement.id,
            demand_id=demand.id,
            key=demand.case_number,
            outcome=said.outcome,
            helpers=helpers_of(held.engagement, held.team),
            industry_code=demand.industry_code,
            confirmed_by=caller.subject,
            evidence=said.evidence,
            files=files,
            results=[result.model_dump(mode="json") for result in said.results],
            public=said.public,
            title=said.title,
            summary=said.summary,
        )
        await self._cases.add(case)
        await publish(self._session, self._feed, case)
        return case


def _as_public(case: SolvedCase) -> PublicCase:
    stored = {name: getattr(case, name) for name in PublicCase.model_fields if name != "year"}
    return PublicCase(**stored, year=city_date(case.confirmed_at).year)
