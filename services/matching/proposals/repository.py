"""Every SQL statement about proposed terms."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.matching.proposals.domain import ProposalStatus
from services.matching.proposals.errors import ProposalNotFoundError
from services.matching.proposals.models import TermProposal, TermProposalStep
from shared.pagination import PageRequest


class ProposalRepository:
    """Proposals as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, row: TermProposal | TermProposalStep) -> None:
        """Store a new proposal or step."""
        self._session.add(row)
        await self._session.flush()

    async def get(self, proposal_id: UUID, *, for_update: bool = False) -> TermProposal:
        """Return a proposal, locked against other writers if asked.

        Raises:
            ProposalNotFoundError: There is none.
        """
        found = await self._session.get(TermProposal, proposal_id, with_for_update=for_update)
        if found is None:
            raise ProposalNotFoundError(proposal_id)
        return found

    async def page(
        self, request: PageRequest, status: ProposalStatus | None
    ) -> Sequence[TermProposal]:
        """Return a page of proposals, the newest first, and one more."""
        statement = (
            sa.select(TermProposal).order_by(col(TermProposal.id).desc()).limit(request.limit + 1)
        )
        if status is not None:
            statement = statement.where(col(TermProposal.status) == status)
        if request.after is not None:
            statement = statement.where(col(TermProposal.id) < request.after)
        return (await self._session.scalars(statement)).all()

    async def approved(self) -> Sequence[TermProposal]:
        """Return every approved proposal, the oldest first."""
        statement = (
            sa.select(TermProposal)
            .where(col(TermProposal.status) == ProposalStatus.APPROVED)
            .order_by(col(TermProposal.id))
        )
        return (await self._session.scalars(statement)).all()

    async def steps(self, proposal_id: UUID) -> Sequence[TermProposalStep]:
        """Return what has become of a proposal, step by step."""
        statement = (
            sa.select(TermProposalStep)
            .where(col(TermProposalStep.proposal_id) == proposal_id)
            .order_by(col(TermProposalStep.id))
        )
        return (await self._session.scalars(statement)).all()
