"""Every SQL statement about grants and agreements."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.requests.demands.disclosure import GrantKind, Person, holder_of
from services.requests.demands.models import Demand
from services.requests.grants.domain import WAITING, GrantStatus
from services.requests.grants.errors import AgreementNotFoundError, GrantNotFoundError
from services.requests.grants.models import (
    Acceptance,
    AccessGrant,
    AccessGrantStep,
    Agreement,
    ContactExchange,
    Participation,
)
from services.requests.grants.schemas import GrantFilters
from shared.database import taken


class GrantRepository:
    """Grants as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, grant_id: UUID, *, for_update: bool = False) -> AccessGrant:
        """Return the grant, locked against other writers if asked.

        Raises:
            GrantNotFoundError: There is no such grant.
        """
        grant = await self._session.get(AccessGrant, grant_id, with_for_update=for_update)
        if grant is None:
            raise GrantNotFoundError(grant_id)
        return grant

    async def of_holder(self, demand_id: UUID, holder: str) -> AccessGrant | None:
        """Return the holder's grant in a demand, or None; locked against other writers."""
        statement = (
            sa.select(AccessGrant)
            .where(col(AccessGrant.demand_id) == demand_id, col(AccessGrant.holder) == holder)
            .with_for_update()
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def add(self, row: AccessGrant | AccessGrantStep | Acceptance | Agreement) -> None:
        """Store something new."""
        self._session.add(row)
        await self._session.flush()

    async def page(
        self, person: Person, wanted: GrantFilters
    ) -> Sequence[tuple[AccessGrant, Demand]]:
        """Return a page of the grants that concern the person, the newest first, and one more."""
        part = wanted.page()
        statement = (
            sa.select(AccessGrant, Demand)
            .join(Demand, col(Demand.id) == col(AccessGrant.demand_id))
            .where(_concerns(person), *_wanted(wanted))
            .order_by(col(AccessGrant.id).desc())
            .limit(part.limit + 1)
        )
        if part.after is not None:
            statement = statement.where(col(AccessGrant.id) < part.after)
        return [(grant, demand) for grant, demand in (await self._session.execute(statement)).all()]

    async def acceptances(self, grant: AccessGrant) -> Sequence[Acceptance]:
        """Return who has accepted the agreement since the grant was last asked for."""
        statement = (
            sa.select(Acceptance)
            .where(col(Acceptance.grant_id) == grant.id, col(Acceptance.round) == grant.round)
            .order_by(col(Acceptance.id))
        )
        return (await self._session.scalars(statement)).all()

    async def steps(self, grant_id: UUID) -> Sequence[AccessGrantStep]:
        """Return every step in a grant's life, the first first."""
        statement = (
            sa.select(AccessGrantStep)
            .where(col(AccessGrantStep.grant_id) == grant_id)
            .order_by(col(AccessGrantStep.version))
        )
        return (await self._session.scalars(statement)).all()

    async def due(self, now: datetime, *, limit: int, lock: bool = True) -> Sequence[AccessGrant]:
        """Return grants whose time is over, locked; others' locks are passed over."""
        statement = (
            sa.select(AccessGrant)
            .where(self.ending(), col(AccessGrant.due_at) <= now)
            .order_by(col(AccessGrant.due_at))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    @staticmethod
    def ending() -> sa.ColumnElement[bool]:
        """Return what holds for grants that end by the clock.

        What is confided to somebody engaged with the demand does not.
        """
        engaged = aliased(Participation)
        kept = sa.exists().where(
            col(engaged.demand_id) == col(AccessGrant.demand_id),
            col(engaged.holder).in_([col(AccessGrant.holder), _applicant()]),
            col(engaged.kind) == GrantKind.ENGAGED,
        )
        return col(AccessGrant.status).in_(WAITING) | (
            (col(AccessGrant.status) == GrantStatus.ACTIVE) & ~kept
        )

    async def exchange(self, response_id: UUID) -> ContactExchange | None:
        """Return how far the two sides of a response have come, or None."""
        return await self._session.get(ContactExchange, response_id)

    async def agreements(self) -> Sequence[Agreement]:
        """Return every version of the agreement, the newest first."""
        statement = sa.select(Agreement).order_by(col(Agreement.number).desc())
        return (await self._session.scalars(statement)).all()

    async def agreement(self, number: int | None = None) -> Agreement:
        """Return a version of the agreement, the newest if none is named.

        Raises:
            AgreementNotFoundError: There is no such version.
        """
        statement = sa.select(Agreement).order_by(col(Agreement.number).desc()).limit(1)
        if number is not None:
            statement = statement.where(col(Agreement.number) == number)
        agreement = (await self._session.scalars(statement)).one_or_none()
        if agreement is None:
            raise AgreementNotFoundError(number or 1)
        return agreement


def _applicant() -> sa.ColumnElement[str]:
    """As whom the person who asked is engaged, if it is not as their organization."""
    return sa.literal(holder_of("", None)) + col(AccessGrant.subject)


def _concerns(person: Person) -> sa.ColumnElement[bool]:
    if person.operator:
        return sa.true()
    theirs = col(AccessGrant.holder).in_(person.holders)
    owned = col(Demand.owner_subject) == person.subject
    if person.organization is not None:
        owned |= col(Demand.owner_organization) == person.organization
    return theirs | owned


def _wanted(wanted: GrantFilters) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.demand_id is not None:
        conditions.append(col(AccessGrant.demand_id) == wanted.demand_id)
    if wanted.status:
        conditions.append(col(AccessGrant.status).in_(wanted.status))
    return conditions
