"""Statements about organizations and their members."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.models import Person
from services.portal.credentials.models import MailToken
from services.portal.organizations.domain import MemberRole, OrganizationStatus
from services.portal.organizations.models import (
    Invitation,
    Membership,
    Organization,
    OrganizationStep,
)
from shared.clock import utc_now
from shared.pagination import PageRequest


async def organization_by_id(session: AsyncSession, organization_id: UUID) -> Organization | None:
    """Return an organization."""
    return await session.get(Organization, organization_id)


async def organization_locked(session: AsyncSession, organization_id: UUID) -> Organization | None:
    """Return an organization; whoever else wants to change it or its members waits."""
    return await session.get(Organization, organization_id, with_for_update=True)


async def verified_by_uscc(session: AsyncSession, uscc: str) -> Organization | None:
    """Return the verified organization with a credit code; there is one at most."""
    statement = sa.select(Organization).where(
        col(Organization.uscc) == uscc.upper(),
        col(Organization.status) == OrganizationStatus.VERIFIED,
    )
    return (await session.scalars(statement)).first()


async def organizations_in(
    session: AsyncSession, status: OrganizationStatus | None, page: PageRequest
) -> Sequence[Organization]:
    """Return a page of organizations, the oldest first, and one more."""
    statement = sa.select(Organization).order_by(col(Organization.id)).limit(page.limit + 1)
    if status is not None:
        statement = statement.where(col(Organization.status) == status)
    if page.after is not None:
        statement = statement.where(col(Organization.id) > page.after)
    return (await session.scalars(statement)).all()


async def memberships_of(
    session: AsyncSession, person_id: UUID
) -> Sequence[tuple[Organization, Membership]]:
    """Return the organizations somebody belongs to, in the order they joined."""
    statement = (
        sa.select(Organization, Membership)
        .join(Membership, col(Membership.organization_id) == col(Organization.id))
        .where(col(Membership.person_id) == person_id)
        .order_by(col(Membership.joined_at), col(Organization.id))
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def members_of(
    session: AsyncSession, organization_id: UUID
) -> Sequence[tuple[Person, Membership]]:
    """Return who belongs to an organization, in the order they joined."""
    statement = (
        sa.select(Person, Membership)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Membership.organization_id) == organization_id)
        .order_by(col(Membership.joined_at), col(Person.id))
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def has_other_owner(session: AsyncSession, membership: Membership) -> bool:
    """Say whether an organization has an owner besides this member."""
    statement = sa.select(col(Membership.person_id)).where(
        col(Membership.organization_id) == membership.organization_id,
        col(Membership.role) == MemberRole.OWNER,
        col(Membership.person_id) != membership.person_id,
    )
    return (await session.scalars(statement.limit(1))).first() is not None


async def steps_of(session: AsyncSession, organization_id: UUID) -> Sequence[OrganizationStep]:
    """Return the history of an organization, the first step first."""
    statement = (
        sa.select(OrganizationStep)
        .where(col(OrganizationStep.organization_id) == organization_id)
        .order_by(col(OrganizationStep.id))
    )
    return (await session.scalars(statement)).all()


async def invitations_of(
    session: AsyncSession, organization_id: UUID
) -> Sequence[tuple[Invitation, MailToken]]:
    """Return who was asked to join and may still answer."""
    statement = (
        sa.select(Invitation, MailToken)
        .join(MailToken, col(MailToken.id) == col(Invitation.mail_token_id))
        .where(
            col(Invitation.organization_id) == organization_id,
            col(MailToken.expires_at) > utc_now(),
        )
        .order_by(col(Invitation.id))
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]
