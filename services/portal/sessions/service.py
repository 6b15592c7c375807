"""Signing in."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import PersonStatus, email_key
from services.portal.accounts.models import Person
from services.portal.credentials.attempts import Attempt, Lockout
from services.portal.credentials.domain import PasswordProfile, is_outdated
from services.portal.credentials.errors import PasswordOutdatedError, WrongCredentialsError
from services.portal.credentials.hashing import Passwords
from services.portal.credentials.models import Credential
from services.portal.opaque import SESSION, digest, new_token
from services.portal.recording import NOBODY, Act, of_person, record
from services.portal.sessions.domain import SessionLimits
from services.portal.sessions.models import Session
from services.portal.sessions.repository import end_session, forget_ended, session_by_token
from shared.audit.models import Outcome
from shared.clock import utc_now
from shared.database import Database

BROWSER_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from."""

    address: str
    browser: str
    shown: str = ""
    """The token it came with; nothing says that it is good."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session, and the token that is shown this once."""

    session: Session
    token: str


async def open_session(
    session: AsyncSession, person_id: UUID, visitor: Visitor, limits: SessionLimits, *, way: str
) -> Opened:
    """Open a session under a token nobody has seen before, in place of what the visitor had."""
    await forget_ended(session)
    if before := await session_by_token(session, visitor.shown):
        await end_session(session, before.person_id, before.id)
    token = new_token(SESSION)
    opened = Session(
        token_hash=digest(token),
        person_id=person_id,
        expires_at=utc_now() + limits.absolute,
        address=visitor.address,
        browser=visitor.browser[:BROWSER_LENGTH],
    )
    session.add(opened)
    await session.flush()
    subject, address = of_person(person_id), visitor.address
    record(session, person_id, Act.SIGN_IN, subject, details={"way": way, "address": address})
    return Opened(opened, token)


class SignIn:
    """Lets people in who know their password, and keeps those waiting who guess.

    It takes transactions of its own: a failure is counted although the request fails.
    """

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        *,
        lockout: Lockout,
        limits: SessionLimits,
        profile: PasswordProfile,
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._lockout = lockout
        self._limits = limits
        self._profile = profile

    async def with_password(self, email: str, password: str, visitor: Visitor) -> Opened:
        """Open a session.

        An account that does not exist is answered like a wrong password, after the
        same time, and waits after as many failures.

        Raises:
            WrongCredentialsError: Nobody has this address and this password.
            SignInPausedError: Too many attempts failed.
            PasswordOutdatedError: The password was right, and is too old.
        """
        attempt = Attempt(email, visitor.address)
        async with self._database.snapshot() as session:
            await self._lockout.require_free(session, attempt)
            credential = await _credential_of(session, email)
        stored = credential.password_hash if credential else None
        # No transaction waits for a slow hash.
        fits = await self._passwords.fits(password, stored)
        async with self._database.transaction() as session:
            # Again: a hundred guesses at once would all have found the account free.
            await self._lockout.require_free(session, attempt)
            if credential and fits and await _unchanged(session, credential):
                await self._lockout.forget(session, attempt)
                return await self._open(session, credential, visitor)
            await self._refuse(session, attempt, credential)
        raise WrongCredentialsError

    async def _refuse(
        self, session: AsyncSession, attempt: Attempt, credential: Credential | None
    ) -> None:
        person_id = credential.person_id if credential else None
        paused = await self._lockout.record(session, attempt)
        acts = (Act.SIGN_IN, Act.PAUSE_SIGN_IN) if paused else (Act.SIGN_IN,)
        for act in acts:
            outcome = Outcome.REFUSED if act is Act.SIGN_IN else Outcome.DONE
            subject, address = of_person(person_id), attempt.address
            record(session, NOBODY, act, subject, outcome=outcome, details={"address": address})

    async def _open(
        self, session: AsyncSession, credential: Credential, visitor: Visitor
    ) -> Opened:
        if is_outdated(credential.changed_at, self._profile, utc_now()):
            raise PasswordOutdatedError
        return await open_session(
            session, credential.person_id, visitor, self._limits, way="password"
        )


async def _credential_of(session: AsyncSession, email: str) -> Credential | None:
    statement = (
        sa.select(Credential)
        .join(Person, col(Person.id) == col(Credential.person_id))
        .where(col(Person.email_key) == email_key(email), col(Person.status) == PersonStatus.ACTIVE)
    )
    return (await session.scalars(statement)).one_or_none()


async def _unchanged(session: AsyncSession, credential: Credential) -> bool:
    """Say whether the password that was checked is still the password."""
    found = await session.get(Credential, credential.person_id)
    return found is not None and found.password_hash == credential.password_hash
