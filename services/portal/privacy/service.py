"""Leaving: what is erased, and what stays true for others."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.accounts.domain import GrantedRole, PersonStatus
from services.portal.accounts.models import Person
from services.portal.accounts.repository import granted_roles
from services.portal.credentials.attempts import release
from services.portal.organizations.domain import (
    OWNER,
    MemberRole,
    OrganizationAction,
    OrganizationStatus,
    ReasonCode,
)
from services.portal.organizations.errors import LastOwnerError
from services.portal.organizations.models import Organization
from services.portal.organizations.repository import (
    has_other_owner,
    members_of,
    memberships_of,
    organization_locked,
)
from services.portal.organizations.schemas import StatusStep
from services.portal.organizations.service import Organizations
from services.portal.privacy.models import Erasure
from services.portal.privacy.repository import erase
from shared.clock import utc_now


async def organizations_of_theirs_alone(session: AsyncSession, person_id: UUID) -> list[UUID]:
    """Return the organizations to which somebody belongs and nobody else: they end with them."""
    return [
        organization.id
        for organization, _ in await memberships_of(session, person_id)
        if len(await members_of(session, organization.id)) == 1
    ]


async def say_farewell(
    session: AsyncSession,
    person: Person,
    organizations: Organizations,
    elsewhere: Sequence[str],
) -> None:
    """Erase somebody's data; of them remains a number that identifies nobody.

    An organization of theirs alone is closed, one that others belong to is not
    left without an owner. The services `elsewhere` are told until they have forgotten them.

    Raises:
        LastOwnerError: Others belong to an organization that only they own.
    """
    ended, roles = [], await granted_roles(session, person.id)
    for organization, membership in await memberships_of(session, person.id):
        await organization_locked(session, organization.id)
        alone = membership.role is MemberRole.OWNER and not await has_other_owner(
            session, membership
        )
        if alone:
            await _close(session, organization, organizations)
            ended.append(str(organization.id))
    await release(session, person.email or "")
    await erase(session, person)
    session.add_all(
        Erasure(
            person_id=person.id,
            service=service,
            email=person.email,
            organizations=ended,
            at_the_desk=GrantedRole.OPERATOR in roles,
        )
        for service in elsewhere
    )
    person.email = person.email_key = person.name = None
    person.status = PersonStatus.DELETED
    person.version += 1
    person.updated_at = utc_now()
    await session.flush()


async def _close(
    session: AsyncSession, organization: Organization, organizations: Organizations
) -> None:
    if len(await members_of(session, organization.id)) > 1:
        raise LastOwnerError
    if organization.status is not OrganizationStatus.CLOSED:
        step = StatusStep(action=OrganizationAction.CLOSE, reason_code=ReasonCode.OWNERS_WISH)
        await organizations.take(organization, step, frozenset({OWNER}))
