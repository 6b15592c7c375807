"""The use cases of proposed terms, for operators."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.matching.proposals.domain import LIFE, OPERATOR, ProposalAction, ProposalStatus
from services.matching.proposals.errors import UnsoundTermError
from services.matching.proposals.learning import CHANGED, Learning, extended
from services.matching.proposals.models import TermProposal, TermProposalStep
from services.matching.proposals.repository import ProposalRepository
from services.matching.proposals.schemas import (
    ProposalDraft,
    ProposalRead,
    ProposalStepDraft,
    ProposalStepRead,
)
from services.matching.text.checking import objections
from services.matching.understanding.schemas import FieldRead
from shared.auth import Caller
from shared.clock import utc_now
from shared.database import Database, on_commit
from shared.errors.problems import FieldProblem
from shared.language import current_language
from shared.notices import notify
from shared.pagination import Page, PageRequest
from shared.preconditions import require_match

_PARTIES = frozenset({OPERATOR})


class ProposalService:
    """Takes terms in, and lets them be approved."""

    def __init__(self, database: Database, learning: Learning, caller: Caller) -> None:
        self._database = database
        self._learning = learning
        self._caller = caller

    def fields(self) -> list[FieldRead]:
        """Return the fields under which terms are filed."""
        known = self._learning.vocabulary.fields.values()
        return [FieldRead(name=one.name, zh=one.zh, en=one.en, chain=one.chain) for one in known]

    async def propose(self, draft: ProposalDraft) -> ProposalRead:
        """Store a proposal.

        Raises:
            UnsoundTermError: The vocabulary would not be sound with it.
        """
        proposal = TermProposal(
            **draft.model_dump(exclude={"broader", "discipline"}),
            broader=draft.broader or "",
            discipline=draft.discipline or "",
            proposed_by=self._caller.subject,
            proposed_at=utc_now(),
        )
        self._require_sound(proposal)
        async with self._database.transaction() as session:
            await ProposalRepository(session).add(proposal)
        return _read(proposal)

    async def page(self, request: PageRequest, status: ProposalStatus | None) -> Page[ProposalRead]:
        """Return proposals, the newest first."""
        async with self._database.snapshot() as session:
            rows = await ProposalRepository(session).page(request, status)
        return request.page(rows, key=lambda row: row.id, read=_read)

    async def read(self, proposal_id: UUID) -> ProposalRead:
        """Return a proposal."""
        async with self._database.snapshot() as session:
            return _read(await ProposalRepository(session).get(proposal_id))

    async def steps(self, proposal_id: UUID) -> list[ProposalStepRead]:
        """Return what has become of a proposal, step by step."""
        async with self._database.snapshot() as session:
            proposals = ProposalRepository(session)
            await proposals.get(proposal_id)
            rows = await proposals.steps(proposal_id)
        return [ProposalStepRead.model_validate(row.model_dump()) for row in rows]

    async def move(
        self, proposal_id: UUID, draft: ProposalStepDraft, if_match: str | None
    ) -> ProposalRead:
        """Take a step with a proposal; what is approved is read with soon afterwards.

        Raises:
            UnsoundTermError: It cannot be approved, since the vocabulary has changed meanwhile.
        """
        async with self._database.transaction() as session:
            proposal = await ProposalRepository(session).get(proposal_id, for_update=True)
            require_match(if_match, proposal.version)
            before = proposal.status
            after = LIFE.next(before, draft.action, _PARTIES)
            if draft.action is ProposalAction.APPROVE:
                self._require_sound(proposal)
            proposal.status = after
            proposal.version += 1
            await self._record(session, proposal, before, draft)
            if ProposalStatus.APPROVED in {before, after}:
                await notify(session, CHANGED)
                on_commit(session, self._learning.ring)
            return _read(proposal)

    async def _record(
        self,
        session: AsyncSession,
        proposal: TermProposal,
        before: ProposalStatus,
        draft: ProposalStepDraft,
    ) -> None:
        step = TermProposalStep(
            proposal_id=proposal.id,
            action=draft.action,
            from_status=before,
            to_status=proposal.status,
            actor=self._caller.subject,
            at=utc_now(),
            note=draft.note,
        )
        await ProposalRepository(session).add(step)

    def _require_sound(self, proposal: TermProposal) -> None:
        wanted = extended(self._learning.vocabulary, [proposal])
        problems = [
            FieldProblem(found.column, found.reason)
            for found in objections(wanted, self._learning.normalise)
            if found.subject == proposal.term
        ]
        if problems:
            raise UnsoundTermError(problems=problems)


def _read(proposal: TermProposal) -> ProposalRead:
    return ProposalRead(
        **proposal.model_dump(),
        status_label=LIFE.labels[proposal.status].pick(current_language.get()),
        actions=LIFE.actions_for(proposal.status, _PARTIES),
    )
