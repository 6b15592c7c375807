"""Statements about people."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import GrantedRole, PersonStatus, email_key
from services.portal.accounts.errors import PersonNotFoundError
from services.portal.accounts.models import Consent, Person, RoleGrant


async def person_by_email(session: AsyncSession, email: str) -> Person | None:
    """Return who has an address, unless they left."""
    statement = sa.select(Person).where(col(Person.email_key) == email_key(email))
    return (await session.scalars(statement)).one_or_none()


async def person_by_id(session: AsyncSession, person_id: UUID) -> Person:
    """Return somebody, locked against changes by others if the session writes.

    Raises:
        PersonNotFoundError: Nobody has this id, or not any more.
    """
    person = await session.get(Person, person_id)
    if person is None or person.status is PersonStatus.DELETED:
        raise PersonNotFoundError(person_id)
    return person


async def granted_roles(session: AsyncSession, person_id: UUID) -> frozenset[GrantedRole]:
    """Return the roles somebody was granted."""
    statement = sa.select(col(RoleGrant.role)).where(col(RoleGrant.person_id) == person_id)
    return frozenset(await session.scalars(statement))


async def consents_of(session: AsyncSession, person_id: UUID) -> Sequence[Consent]:
    """Return what somebody agreed to, the latest last."""
    statement = (
        sa.select(Consent).where(col(Consent.person_id) == person_id).order_by(col(Consent.id))
    )
    return (await session.scalars(statement)).all()
