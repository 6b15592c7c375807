"""Signing in by an identity provider: who leaves, who comes back, who they are here."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.creation import grant, revoke
from services.portal.accounts.domain import GrantedRole, PersonStatus
from services.portal.accounts.models import Person, RoleGrant
from services.portal.accounts.repository import granted_roles, person_by_email
from services.portal.accounts.service import create_person
from services.portal.oidc.domain import roles_claimed
from services.portal.oidc.errors import (
    AddressNotLinkedError,
    AddressUnverifiedError,
    FlowUnknownError,
    ProviderRefusedError,
)
from services.portal.oidc.models import SUBJECT_LENGTH, OidcFlow, OidcIdentity
from services.portal.opaque import digest
from shared.clock import utc_now
from shared.fields import EmailAddress
from shared.language import current_language

FLOW_LIFETIME: Final = timedelta(minutes=10)
NAME_LENGTH: Final = 200
ADDRESSES: Final = TypeAdapter[str](EmailAddress)
GRANTER: Final = "oidc"
"""Who granted a role that follows from claims; only such roles are taken back with them."""


async def begin(session: AsyncSession, state: str, browser: str) -> OidcFlow:
    """Remember that a browser leaves to sign in; both secrets are kept as hashes."""
    await session.execute(sa.delete(OidcFlow).where(col(OidcFlow.expires_at) < utc_now()))
    flow = OidcFlow(
        state_hash=digest(state),
        browser_hash=digest(browser),
        code_verifier=secrets.token_urlsafe(48),
        nonce=secrets.token_urlsafe(32),
        expires_at=utc_now() + FLOW_LIFETIME,
    )
    session.add(flow)
    await session.flush()
    return flow


async def come_back(session: AsyncSession, state: str, browser: str) -> OidcFlow:
    """Return the sign-in that began in this browser; each comes back once.

    Raises:
        FlowUnknownError: None did, or it took too long.
    """
    flow = await session.get(OidcFlow, digest(state))
    if flow is None or flow.browser_hash != digest(browser) or flow.expires_at < utc_now():
        raise FlowUnknownError
    gone = sa.delete(OidcFlow).where(col(OidcFlow.state_hash) == flow.state_hash)
    if (await session.execute(gone.returning(col(OidcFlow.state_hash)))).first() is None:
        raise FlowUnknownError
    session.expunge(flow)
    return flow


class Identities:
    """Finds or makes the account of who comes from a provider.

    Args:
        issuer: The provider.
        claim: Where its claims say roles.
        mapping: What the values of the claim are here.
    """

    def __init__(self, issuer: str, claim: str, mapping: Mapping[str, GrantedRole]) -> None:
        self._issuer = issuer
        self._claim = claim
        self._mapping = mapping

    async def person_of(self, session: AsyncSession, claims: Mapping[str, Any]) -> Person:
        """Return who the claims are about, with the roles they give.

        Raises:
            ProviderRefusedError: The account is disabled.
            AddressUnverifiedError: It is new, and its address is not verified.
            AddressNotLinkedError: It is new, and its address has another account.
        """
        subject = str(claims["sub"])
        if len(subject) > SUBJECT_LENGTH or not subject.isprintable():
            raise ProviderRefusedError
        identity = await session.get(OidcIdentity, (self._issuer, subject))
        if identity is None:
            person = await self._new(session, claims)
            session.add(OidcIdentity(issuer=self._issuer, subject=subject, person_id=person.id))
        else:
            identity.used_at = utc_now()
            person = await session.get_one(Person, identity.person_id)
        if person.status is not PersonStatus.ACTIVE:
            raise ProviderRefusedError
        await self._adjust_roles(session, person, claims)
        await session.flush()
        return person

    async def _new(self, session: AsyncSession, claims: Mapping[str, Any]) -> Person:
        if claims.get("email_verified") is not True:
            raise AddressUnverifiedError
        try:
            email = ADDRESSES.validate_python(claims.get("email"))
        except ValidationError as error:
            raise AddressUnverifiedError from error
        if await person_by_email(session, email) is not None:
            raise AddressNotLinkedError
        said = "".join(filter(str.isprintable, str(claims.get("name") or ""))).strip()
        name = said[:NAME_LENGTH] or email.partition("@")[0]
        return await create_person(session, email, name, current_language.get())

    async def _adjust_roles(
        self, session: AsyncSession, person: Person, claims: Mapping[str, Any]
    ) -> None:
        """Let somebody have the roles the claims give now, besides those granted here."""
        wanted = roles_claimed(claims, self._claim, self._mapping)
        outdated = sa.select(col(RoleGrant.role)).where(
            col(RoleGrant.person_id) == person.id,
            col(RoleGrant.granted_by) == GRANTER,
            col(RoleGrant.role).not_in(wanted),
        )
        for role in sorted(await session.scalars(outdated)):
            await revoke(session, person, role, by=GRANTER)
        for role in sorted(wanted - await granted_roles(session, person.id)):
            await grant(session, person, role, by=GRANTER)
