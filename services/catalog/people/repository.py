"""Every SQL statement about what is somebody's own in the catalogue."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.kind import Kind
from services.catalog.entries.models import EntryTable, ForgottenContact
from services.catalog.teams.models import Team, TeamMember
from services.catalog.teams.service import OPEN


class PersonRepository:
    """What is somebody's own, as one transaction sees it."""

    def __init__(self, session: AsyncSession, subject: str) -> None:
        self._session = session
        self._subject = subject

    async def entries(self, kind: Kind) -> Sequence[EntryTable]:
        """Return the entries of a kind that the person looks after, locked."""
        return await self._locked(kind, col(kind.table.owner_subject) == self._subject)

    async def named_in(self, kind: Kind, email: str) -> Sequence[EntryTable]:
        """Return the entries of others where the person is to be reached, locked."""
        owner = sa.func.coalesce(col(kind.table.owner_subject), "")
        address = sa.func.lower(sa.func.coalesce(col(kind.table.contact_email), ""))
        return await self._locked(kind, address == email.lower(), owner != self._subject)

    async def forget_contacts(self, ids: Sequence[UUID]) -> None:
        """Let no import name again whom these entries named."""
        known = sa.select(col(ForgottenContact.entry_id)).where(
            col(ForgottenContact.entry_id).in_(ids)
        )
        new = set(ids) - set(await self._session.scalars(known))
        self._session.add_all(ForgottenContact(entry_id=entry_id) for entry_id in sorted(new))

    async def _locked(self, kind: Kind, *wanted: sa.ColumnElement[bool]) -> Sequence[EntryTable]:
        statement = sa.select(kind.table).where(*wanted).order_by(col(kind.table.id))
        return (await self._session.scalars(statement.with_for_update())).all()

    async def teams(self) -> Sequence[UUID]:
        """Return the teams that exist and that the person is in, or leads."""
        member = sa.select(col(TeamMember.team_id)).where(col(TeamMember.subject) == self._subject)
        statement = sa.select(col(Team.id)).where(
            col(Team.id).in_(member) | (col(Team.lead) == self._subject),
            col(Team.status).in_(OPEN),
        )
        return (await self._session.scalars(statement.order_by(col(Team.id)))).all()
