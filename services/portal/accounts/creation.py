"""Making accounts for others, and granting roles."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import GrantedRole, excluded_by
from services.portal.accounts.errors import RolesExcludeEachOtherError
from services.portal.accounts.models import Person, RoleGrant
from services.portal.accounts.repository import granted_roles
from services.portal.accounts.schemas import AccountDraft, PersonRead
from services.portal.accounts.service import create_person, person_read
from services.portal.credentials.domain import PasswordProfile
from services.portal.credentials.hashing import Passwords
from services.portal.credentials.service import require_strong, store_password
from services.portal.recording import Act, of_person, record
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
        record(
            session, by, Act.CREATE_ACCOUNT, of_person(person.id), details={"way": "administration"}
        )
        return await person_read(session, person)


async def grant(session: AsyncSession, person: Person, role: GrantedRole, *, by: str) -> bool:
    """Grant a role, and say whether it is new.

    Raises:
        RolesExcludeEachOtherError: They hold another administration.
    """
    held = await granted_roles(session, person.id)
    if others := excluded_by(role, held):
        raise RolesExcludeEachOtherError(others)
    if role in held:
        return False
    try:
        async with savepoint(session):
            session.add(RoleGrant.of(person.id, role, by))
            await session.flush()
    except sa.exc.IntegrityError as error:
        # Somebody else granted one in this moment; the index saw it.
        raise RolesExcludeEachOtherError(held | {role}) from error
    record(session, by, Act.GRANT_ROLE, of_person(person.id), details={"role": role.value})
    return True


async def revoke(session: AsyncSession, person: Person, role: GrantedRole, *, by: str) -> bool:
    """Take a role back, and say whether it was held."""
    gone = sa.delete(RoleGrant).where(
        col(RoleGrant.person_id) == person.id, col(RoleGrant.role) == role
    )
    if (await session.execute(gone.returning(col(RoleGrant.role)))).first() is None:
        return False
    record(session, by, Act.REVOKE_ROLE, of_person(person.id), details={"role": role.value})
    return True
