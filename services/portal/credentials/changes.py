"""Changing a password, with the old one or with a letter."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import PersonStatus
from services.portal.accounts.models import Person
from services.portal.accounts.repository import person_by_email, person_by_id
from services.portal.credentials.attempts import Attempt, Lockout, release
from services.portal.credentials.domain import MailPurpose, PasswordProfile
from services.portal.credentials.errors import MailTokenSpentError, PasswordWrongError
from services.portal.credentials.hashing import Passwords
from services.portal.credentials.models import Credential
from services.portal.credentials.schemas import PasswordChange
from services.portal.credentials.service import (
    Mailing,
    find_mail_token,
    issue_mail_token,
    require_strong,
    spend_mail_token,
    store_password,
)
from services.portal.mail.service import Addressee, Mail
from services.portal.mail.texts import LetterKind
from services.portal.oidc.models import OidcIdentity
from services.portal.recording import Act, of_person, record
from services.portal.sessions.repository import end_sessions, session_by_token
from shared.audit.models import Outcome
from shared.database import Database


class PasswordChanges:
    """Changes passwords; hashes are made and checked outside of transactions."""

    def __init__(  # noqa: PLR0913 - most of them by name
        self,
        database: Database,
        passwords: Passwords,
        mail: Mail,
        *,
        profile: PasswordProfile,
        lockout: Lockout,
        provider: str,
    ) -> None:
        self._provider = provider
        self._lockout = lockout
        self._database = database
        self._passwords = passwords
        self._mail = mail
        self._profile = profile

    async def offer_reset(self, email: str) -> None:
        """Send a letter that lets its reader choose a new password, if there is an account.

        Who signs in at an identity provider gets none: it would be a way past what that asks for.
        """
        async with self._database.transaction() as session:
            person = await person_by_email(session, email)
            if person is None or person.status is not PersonStatus.ACTIVE:
                return
            to = Addressee(email, person.language, person.id)
            if await _signs_in_elsewhere(session, person.id, self._provider):
                await self._mail.post(session, to, LetterKind.SIGN_IN_ELSEWHERE)
                return
            mailing = Mailing(MailPurpose.RESET, email, person.id)
            token, _ = await issue_mail_token(session, mailing)
            hours = mailing.hours
            await self._mail.post(session, to, LetterKind.RESET, token=token, hours=hours)

    async def reset(self, token: str, new_password: str) -> None:
        """Change the password of whoever got the letter, and end all their sessions.

        Raises:
            MailTokenSpentError: The token does not work, or not any more.
            WeakPasswordError: The password breaks a rule; the token stays good.
        """
        async with self._database.snapshot() as session:
            person = await _addressee_of(session, token)
        self._require_strong(person, new_password)
        hashed = await self._passwords.hashed(new_password)
        async with self._database.transaction() as session:
            await spend_mail_token(session, token, MailPurpose.RESET)
            person = await person_by_id(session, person.id)
            await store_password(session, person, hashed)
            await release(session, person.email or "")
            await end_sessions(session, person.id)
            record(session, person.id, Act.RESET_PASSWORD, of_person(person.id))
            await self._tell(session, person)

    async def change(
        self, person_id: UUID, body: PasswordChange, *, address: str, shown: str
    ) -> None:
        """Change one's own password, and end all sessions but the present one.

        Raises:
            PasswordWrongError: The old password is wrong.
            SignInPausedError: Too many were.
            WeakPasswordError: The new one breaks a rule.
        """
        person = await self.prove(person_id, body.current_password, address=address)
        self._require_strong(person, body.new_password)
        hashed = await self._passwords.hashed(body.new_password)
        async with self._database.transaction() as session:
            person = await person_by_id(session, person_id)
            await store_password(session, person, hashed)
            current = await session_by_token(session, shown)
            await end_sessions(session, person_id, but=current.id if current else None)
            record(
                session,
                person_id,
                Act.CHANGE_PASSWORD,
                of_person(person_id),
                details={"address": address},
            )
            await self._tell(session, person)

    async def prove(self, person_id: UUID, password: str, *, address: str) -> Person:
        """Return somebody who is signed in, if they know their password as well.

        Raises:
            PasswordWrongError: They do not.
            SignInPausedError: They guessed too often.
        """
        async with self._database.snapshot() as session:
            person = await person_by_id(session, person_id)
            attempt = Attempt(person.email or "", address)
            await self._lockout.require_free(session, attempt)
            credential = await session.get(Credential, person_id)
        stored = credential.password_hash if credential else None
        if not await self._passwords.fits(password, stored):
            async with self._database.transaction() as session:
                await self._lockout.record(session, attempt)
                act, subject = Act.PROVE_PASSWORD, of_person(person_id)
                record(
                    session,
                    person_id,
                    act,
                    subject,
                    outcome=Outcome.REFUSED,
                    details={"address": address},
                )
            raise PasswordWrongError
        return person

    def _require_strong(self, person: Person, password: str) -> None:
        require_strong(
            password,
            profile=self._profile,
            email=person.email or "",
            name=person.name or "",
            field="new_password",
        )

    async def _tell(self, session: AsyncSession, person: Person) -> None:
        to = Addressee(person.email or "", person.language, person.id)
        await self._mail.post(session, to, LetterKind.PASSWORD_CHANGED)


async def _signs_in_elsewhere(session: AsyncSession, person_id: UUID, provider: str) -> bool:
    """Say whether somebody has no password, but is known to the identity provider there is now."""
    if not provider or await session.get(Credential, person_id) is not None:
        return False
    known = sa.select(col(OidcIdentity.subject)).where(
        col(OidcIdentity.person_id) == person_id, col(OidcIdentity.issuer) == provider
    )
    return (await session.execute(known.limit(1))).first() is not None


async def _addressee_of(session: AsyncSession, token: str) -> Person:
    found = await find_mail_token(session, token, MailPurpose.RESET)
    if found.person_id is None:
        raise MailTokenSpentError
    return await person_by_id(session, found.person_id)
