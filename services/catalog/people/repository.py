"""Every SQL statement about what is somebody's own in the catalogue."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.entries.models import EntryTable
from services.catalog.teams.models import Team, TeamMember
from services.catalog.teams.service import OPEN


class PersonRepository:
    """What is somebody's own, as one transaction sees it."""

    def __init__(self, session: AsyncSession, subject: str) -> None:
        self._session = session
        self._subject = subject

    async def entries(self, kind: Kind) -> Sequence[EntryTable]:
        """Return the person's own entries of a kind, locked; an expert's file is always theirs."""
        theirs = [col(kind.table.owner_subject) == self._subject]
        if kind.kind is not EntryKind.EXPERT:
            theirs.append(col(kind.table.owner_organization).is_(None))
        statement = sa.select(kind.table).where(*theirs).order_by(col(kind.table.id))
        return (await self._session.scalars(statement.with_for_update())).all()

    async def teams(self) -> Sequence[UUID]:
        """Return the teams that exist and that the person is in, or leads."""
        member = sa.select(col(TeamMember.team_id)).where(col(TeamMember.subject) == self._subject)
        statement = sa.select(col(Team.id)).where(
            col(Team.id).in_(member) | (col(Team.lead) == self._subject),
            col(Team.status).in_(OPEN),
        )
        return (await self._session.scalars(statement.order_by(col(Team.id)))).all()
