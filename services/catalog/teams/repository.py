"""Every SQL statement about teams."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.teams.errors import TeamNotFoundError
from services.catalog.teams.models import Team, TeamMember, TeamStep
from shared.database import taken
from shared.pagination import PageRequest

HISTORY_LENGTH: Final = 500


class TeamRepository:
    """Teams as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, team_id: UUID, *, for_update: bool = False) -> Team:
        """Return a team, locked against other writers if asked.

        Raises:
            TeamNotFoundError: There is none.
        """
        found = await self._session.get(Team, team_id, with_for_update=for_update)
        if found is None:
            raise TeamNotFoundError(team_id)
        return found

    async def members(self, team_id: UUID) -> Sequence[TeamMember]:
        """Return a team's members in one order."""
        statement = (
            sa.select(TeamMember)
            .where(col(TeamMember.team_id) == team_id)
            .order_by(col(TeamMember.expert_id))
        )
        return (await self._session.scalars(statement)).all()

    async def page(self, request: PageRequest, subject: str | None) -> Sequence[Team]:
        """Return a page of teams, somebody's own if asked, the newest first, and one more."""
        statement = sa.select(Team).order_by(col(Team.id).desc()).limit(request.limit + 1)
        if subject is not None:
            mine = sa.select(col(TeamMember.team_id)).where(col(TeamMember.subject) == subject)
            statement = statement.where(col(Team.id).in_(mine))
        if request.after is not None:
            statement = statement.where(col(Team.id) < request.after)
        return (await self._session.scalars(statement)).all()

    async def due(self, now: datetime, *, limit: int, lock: bool = True) -> Sequence[Team]:
        """Return teams on which the clock acts now, locked."""
        statement = (
            sa.select(Team)
            .where(col(Team.due_at) <= now)
            .order_by(col(Team.due_at), col(Team.id))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def history(self, team_id: UUID) -> Sequence[TeamStep]:
        """Return the latest steps of a team, the first of them first."""
        statement = (
            sa.select(TeamStep)
            .where(col(TeamStep.team_id) == team_id)
            .order_by(col(TeamStep.id).desc())
            .limit(HISTORY_LENGTH)
        )
        return list(reversed((await self._session.scalars(statement)).all()))
