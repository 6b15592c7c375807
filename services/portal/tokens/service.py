"""Turns what people and programs show into short-lived tokens that services trust."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import PersonStatus
from services.portal.accounts.models import Person
from services.portal.accounts.repository import granted_roles, person_by_id
from services.portal.opaque import digest, unknown_token
from services.portal.organizations.domain import OrganizationStatus, roles_through
from services.portal.organizations.models import Organization
from services.portal.organizations.repository import memberships_of
from services.portal.tokens.domain import Scope
from services.portal.tokens.errors import NotYourOrganizationError, ScopeMissingError
from services.portal.tokens.models import ApiToken
from services.portal.tokens.schemas import ShortToken, ShortTokenBody
from shared.clock import utc_now
from shared.tokens import Issuer


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is at this moment: their roles, and whom they act for."""

    roles: frozenset[str]
    organization_id: UUID | None


async def standing_of(
    session: AsyncSession, person_id: UUID, organization_id: UUID | None
) -> Standing:
    """Return what somebody is when they act for an organization; by default the one joined first.

    Raises:
        PersonNotFoundError: There is no such person.
        NotYourOrganizationError: They do not belong to it.
    """
    await person_by_id(session, person_id)
    granted = {role.value for role in await granted_roles(session, person_id)}
    chosen = await _chosen(session, person_id, organization_id)
    if chosen is None:
        return Standing(frozenset(granted), None)
    return Standing(frozenset(granted | roles_through(chosen.kind, chosen.status)), chosen.id)


async def api_token_of(session: AsyncSession, token: str) -> ApiToken:
    """Return the API token that was shown, and note that it was.

    Raises:
        BadTokenError: It was never ours, was taken back, or has expired.
    """
    statement = (
        sa.select(ApiToken)
        .join(Person, col(Person.id) == col(ApiToken.person_id))
        .where(
            col(ApiToken.token_hash) == digest(token),
            col(ApiToken.expires_at) > utc_now(),
            col(Person.status) == PersonStatus.ACTIVE,
        )
    )
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise unknown_token()
    found.used_at = utc_now()
    return found


def narrowed(asked: ShortTokenBody, by: ApiToken) -> ShortTokenBody:
    """Return what was asked for, as far as an API token goes.

    Raises:
        ScopeMissingError: It is not for one of the services.
        NotYourOrganizationError: It is for another organization.
    """
    explicit = "audience" in asked.model_fields_set
    audience = asked.audience if explicit else [Scope(scope) for scope in by.scopes]
    if not set(audience) <= set(by.scopes):
        raise ScopeMissingError(scopes=by.scopes)
    bound, wanted = by.organization_id, asked.organization_id
    if bound is not None and wanted not in {None, bound}:
        raise NotYourOrganizationError
    return ShortTokenBody(audience=audience, organization_id=bound or wanted)


def signed(
    issuer: Issuer, person_id: UUID, standing: Standing, asked: ShortTokenBody, lifetime: timedelta
) -> ShortToken:
    """Return the token."""
    expires_at = utc_now() + lifetime
    organization = standing.organization_id
    token = issuer.issue(
        subject=str(person_id),
        roles=standing.roles,
        audience=asked.audience,
        lifetime=lifetime,
        organization=str(organization) if organization else None,
    )
    return ShortToken(
        token=token,
        expires_at=expires_at,
        audience=asked.audience,
        roles=sorted(standing.roles),
        organization_id=organization,
    )


async def _chosen(
    session: AsyncSession, person_id: UUID, organization_id: UUID | None
) -> Organization | None:
    mine = [
        organization
        for organization, _ in await memberships_of(session, person_id)
        if organization.status is not OrganizationStatus.CLOSED
    ]
    if organization_id is None:
        return mine[0] if mine else None
    for organization in mine:
        if organization.id == organization_id:
            return organization
    raise NotYourOrganizationError
