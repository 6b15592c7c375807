"""The tables of proposed terms."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.proposals.domain import ProposalAction, ProposalStatus
from services.matching.tables import MatchingTable
from services.matching.text.vocabulary import Kind
from shared.types import UtcDateTime, enum_column, new_id


class TermProposal(MatchingTable, table=True):
    """A term that somebody would add to the vocabulary."""

    __tablename__ = "term_proposal"
    __table_args__ = (sa.Index(None, "status", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    version: int = 1
    status: ProposalStatus = Field(
        default=ProposalStatus.PROPOSED, sa_type=enum_column(ProposalStatus)
    )
    term: str = Field(max_length=200)
    english: list[str] = Field(sa_type=sa.JSON)
    synonyms: list[str] = Field(sa_type=sa.JSON)
    kind: Kind = Field(sa_type=enum_column(Kind))
    field: str = Field(max_length=64)
    broader: str = Field(max_length=200)
    discipline: str = Field(max_length=7)
    industries: list[str] = Field(sa_type=sa.JSON)
    reason: str | None = Field(default=None, sa_type=sa.Text)
    proposed_by: str = Field(max_length=200)
    proposed_at: datetime = Field(sa_type=UtcDateTime)


class TermProposalStep(MatchingTable, table=True):
    """One step in the life of a proposal: who took it, when, and what they said."""

    __tablename__ = "term_proposal_step"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    proposal_id: UUID = Field(foreign_key="term_proposal.id", index=True)
    action: ProposalAction = Field(sa_type=enum_column(ProposalAction))
    from_status: ProposalStatus = Field(sa_type=enum_column(ProposalStatus))
    to_status: ProposalStatus = Field(sa_type=enum_column(ProposalStatus))
    actor: str = Field(max_length=200)
    at: datetime = Field(sa_type=UtcDateTime)
    note: str | None = Field(default=None, sa_type=sa.Text)
