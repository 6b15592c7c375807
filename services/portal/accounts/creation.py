"""Making accounts for others, and granting roles."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.accounts.domain import GrantedRole, excluded_by
from services.portal.accounts.errors import RolesExcludeEachOtherError
from services.portal.accounts.models import Person, RoleGrant
from services.portal.accounts.repository import granted_roles
from services.portal.accounts.schemas import AccountDraft, PersonRead
from services.portal.accounts.service import create_person, person_read
from services.portal.credentials.domain import PasswordProfile
from services.portal.credentials.hashing import Passwords
from services.portal.credentials.service import require_strong, store_password
from shared.database import Database, savepoint


async def create_account(
    database: Database,
    draft: AccountDraft,
    *,
    passwords: Passwords,
    profile: PasswordProfile,
    by: str,
) -> PersonRead:
    """Make an account whose address somebody vouches for.

    Raises:
        WeakPasswordError: There is a password and it breaks a rule.
        AddressTakenError: The address has an account.
        RolesExcludeEachOtherError: The roles cannot be held by one person.
    """
    hashed = None
    if draft.password is not None:
        require_strong(
            draft.password, profile=profile, email=draft.email, name=draft.name, field="password"
        )
        hashed = await passwords.hashed(draft.password)
    async with database.transaction() as session:
        person = await create_person(session, draft.email, draft.name, draft.language)
        for role in draft.roles:
            await grant(session, person, role, by=by)
        if hashed is not None:
            await store_password(session, person, hashed)
        await session.flush()
        return await person_read(session, person)


async def grant(session: AsyncSession, person: Person, role: GrantedRole, *, by: str) -> None:
    """Grant a role.

    Raises:
        RolesExcludeEachOtherError: They hold another administration.
    """
    held = await granted_roles(session, person.id)
    if others := excluded_by(role, held):
        raise RolesExcludeEachOtherError(others)
    if role in held:
        return
    try:
        async with savepoint(session):
            session.add(RoleGrant.of(person.id, role, by))
            await session.flush()
    except sa.exc.IntegrityError as error:
        # Somebody else granted one in this moment; the index saw it.
        raise RolesExcludeEachOtherError(held | {role}) from error
