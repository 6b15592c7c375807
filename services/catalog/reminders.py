"""Tells whoever is waited for, once, before a wait of the catalogue ends by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.entries.domain import EntryStatus
from services.catalog.entries.telling import owner_of
from services.catalog.listings.domain import ListingStatus
from services.catalog.listings.lifecycle import LIFECYCLE as LISTING
from services.catalog.messages import MESSAGES, MessageCode
from services.catalog.providers.models import Provider
from services.catalog.registrations.domain import RegistrationStatus
from services.catalog.registrations.lifecycle import LIFECYCLE as REGISTRATION
from services.catalog.registrations.models import Registration
from services.catalog.teams.domain import Consent, TeamStatus
from services.catalog.teams.models import Team
from services.catalog.teams.repository import TeamRepository
from shared.clock import utc_now
from shared.database import taken
from shared.messages.wire import Fact, Recipient, organization, person

_PERSONS: Final = (
    RegistrationStatus.NOMINATED,
    RegistrationStatus.RETURNED,
    RegistrationStatus.PROBATION,
)
_REGISTRATIONS: Final = (RegistrationStatus.APPLIED, *_PERSONS)
_TEAMS: Final = (TeamStatus.FORMING, TeamStatus.FILED)
_LISTINGS: Final = (ListingStatus.VERIFIED, ListingStatus.STALE)

Row = TypeVar("Row", Registration, Team, Provider)


class Reminders:
    """What of the catalogue ends soon, inside one transaction."""

    def __init__(self, session: AsyncSession, ahead: timedelta) -> None:
        self._session = session
        self._ahead = ahead

    async def any_soon(self) -> bool:
        """Return whether anything ends soon of which nobody was told."""
        look = (self._registrations, self._teams, self._listings)
        return any([await find(limit=1, lock=False) for find in look])

    async def remind(self, *, limit: int) -> int:
        """Remind of up to `limit` waits; return of how many."""
        registrations = await self._registrations(limit=limit)
        for registration in registrations:
            registration.reminded_due = registration.due_at
            self._of_registration(registration)
        teams = await self._teams(limit=limit - len(registrations))
        for team in teams:
            team.reminded_due = team.due_at
            await self._of_team(team)
        listings = await self._listings(limit=limit - len(registrations) - len(teams))
        for provider in listings:
            provider.listing_reminded_due = provider.listing_due_at
            self._of_listing(provider)
        return len(registrations) + len(teams) + len(listings)

    async def _registrations(self, *, limit: int, lock: bool = True) -> Sequence[Registration]:
        waiting = col(Registration.status).in_(_REGISTRATIONS)
        soon = self._soon(col(Registration.due_at), col(Registration.reminded_due))
        return await self._rows(sa.select(Registration).where(waiting, soon), limit, lock=lock)

    async def _teams(self, *, limit: int, lock: bool = True) -> Sequence[Team]:
        waiting = col(Team.status).in_(_TEAMS)
        soon = self._soon(col(Team.due_at), col(Team.reminded_due))
        return await self._rows(sa.select(Team).where(waiting, soon), limit, lock=lock)

    async def _listings(self, *, limit: int, lock: bool = True) -> Sequence[Provider]:
        owned = col(Provider.owner_subject).is_not(None)
        waiting = (
            col(Provider.listing_status).in_(_LISTINGS)
            & (col(Provider.status) != EntryStatus.WITHDRAWN)
            & (owned | col(Provider.owner_organization).is_not(None))
        )
        soon = self._soon(col(Provider.listing_due_at), col(Provider.listing_reminded_due))
        return await self._rows(sa.select(Provider).where(waiting, soon), limit, lock=lock)

    async def _rows(self, statement: sa.Select[Row], limit: int, *, lock: bool) -> Sequence[Row]:
        found = await self._session.scalars(taken(statement.limit(limit), lock=lock))
        return found.all()

    def _soon(
        self,
        due: sa.SQLColumnExpression[datetime | None],
        told: sa.SQLColumnExpression[datetime | None],
    ) -> sa.ColumnElement[bool]:
        now = utc_now()
        return (due > now) & (due <= now + self._ahead) & (told.is_(None) | (told < now))

    def _of_registration(self, registration: Registration) -> None:
        theirs = registration.status in _PERSONS
        to = person(registration.subject) if theirs else organization(registration.sender)
        status = REGISTRATION.labels[registration.status]
        facts: dict[str, Fact] = {"status": status, "due": registration.due_at}
        link = f"/registrations/{registration.id}"
        self._tell(to, MessageCode.REGISTRATION_DUE_SOON, facts, link)

    async def _of_team(self, team: Team) -> None:
        members = await TeamRepository(self._session).members(team.id)
        asked = [member.subject for member in members if member.consent is Consent.ASKED]
        facts: dict[str, Fact] = {"name": team.name, "due": team.due_at}
        # Where nobody owes an answer, the lead has the next step.
        for subject in dict.fromkeys(asked or [team.lead]):
            self._tell(person(subject), MessageCode.TEAM_DUE_SOON, facts, f"/teams/{team.id}")

    def _of_listing(self, provider: Provider) -> None:
        status = LISTING.labels[provider.listing_status]
        due = provider.listing_due_at
        facts: dict[str, Fact] = {"name": provider.name, "status": status, "due": due}
        if (to := owner_of(provider)) is not None:
            self._tell(to, MessageCode.LISTING_DUE_SOON, facts, f"/providers/{provider.id}")

    def _tell(self, to: Recipient, code: MessageCode, facts: dict[str, Fact], link: str) -> None:
        MESSAGES.tell(self._session, to=to, code=code, facts=facts, link=link)
