"""Registering: an account comes into being when its address is confirmed."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.accounts.consent import VERSION, require_current, text_digest
from services.portal.accounts.domain import email_key
from services.portal.accounts.errors import AddressTakenError
from services.portal.accounts.models import Consent, Person
from services.portal.accounts.repository import consents_of, granted_roles, person_by_email
from services.portal.accounts.schemas import Confirmation, PersonChange, PersonRead, Registration
from services.portal.credentials.domain import MailPurpose, PasswordProfile
from services.portal.credentials.errors import MailTokenSpentError
from services.portal.credentials.hashing import Passwords
from services.portal.credentials.models import Credential
from services.portal.credentials.service import (
    Mailing,
    find_mail_token,
    issue_mail_token,
    require_strong,
    spend_mail_token,
)
from services.portal.mail.service import Addressee, Mail
from services.portal.mail.texts import LetterKind
from services.portal.recording import Act, of_person, record
from shared.clock import utc_now
from shared.database import Database, savepoint
from shared.language import Language, current_language


class Registrations:
    """Takes and confirms registrations; hashes are made outside of transactions."""

    def __init__(self, database: Database, passwords: Passwords, mail: Mail) -> None:
        self._database = database
        self._passwords = passwords
        self._mail = mail

    async def take(self, wanted: Registration, profile: PasswordProfile) -> None:
        """Send a letter: with a code, or with the news that there is an account already.

        Who asks learns neither, and waits as long.

        Raises:
            WeakPasswordError: The password breaks a rule.
            ConsentOutdatedError: The consent is to another text.
        """
        require_current(wanted.consent_version)
        require_strong(
            wanted.password, profile=profile, email=wanted.email, name=wanted.name, field="password"
        )
        hashed = await self._passwords.hashed(wanted.password)
        payload = {
            "name": wanted.name,
            "password_hash": hashed,
            "language": current_language.get().value,
            "consent": [wanted.consent_version, text_digest()],
        }
        async with self._database.transaction() as session:
            person = await person_by_email(session, wanted.email)
            if person is not None:
                to = Addressee(wanted.email, person.language, person.id)
                await self._mail.post(session, to, LetterKind.ALREADY_REGISTERED)
                return
            mailing = Mailing(MailPurpose.CONFIRM, wanted.email, payload=payload)
            token, _ = await issue_mail_token(session, mailing)
            to = Addressee(wanted.email)
            hours = mailing.hours
            await self._mail.post(session, to, LetterKind.CONFIRM, token=token, hours=hours)

    async def confirm(self, body: Confirmation) -> PersonRead:
        """Make the account that a letter promised.

        Raises:
            MailTokenSpentError: The code or the password is not that of a registration.
            AddressTakenError: Another registration with this address was confirmed first.
        """
        async with self._database.snapshot() as session:
            found = await find_mail_token(session, body.token, MailPurpose.CONFIRM)
        if not await self._passwords.fits(body.password, found.payload["password_hash"]):
            raise MailTokenSpentError
        async with self._database.transaction() as session:
            spent = await spend_mail_token(session, body.token, MailPurpose.CONFIRM)
            said = spent.payload
            person = await create_person(
                session, spent.email, said["name"], Language(said["language"])
            )
            session.add(Credential(person_id=person.id, password_hash=said["password_hash"]))
            version, sha256 = said["consent"]
            session.add(Consent(person_id=person.id, text_version=version, text_sha256=sha256))
            await session.flush()
            record(
                session,
                person.id,
                Act.CREATE_ACCOUNT,
                of_person(person.id),
                details={"way": "letter"},
            )
            return await person_read(session, person)


async def create_person(session: AsyncSession, email: str, name: str, language: Language) -> Person:
    """Store somebody new.

    Raises:
        AddressTakenError: The address has an account.
    """
    person = Person(email=email, email_key=email_key(email), name=name, language=language)
    try:
        async with savepoint(session):
            session.add(person)
            await session.flush()
    except sa.exc.IntegrityError as error:
        raise AddressTakenError from error
    return person


async def change_person(session: AsyncSession, person: Person, change: PersonChange) -> None:
    """Store what somebody changed about themselves."""
    for name, value in change.model_dump(exclude_none=True).items():
        setattr(person, name, value)
    person.version += 1
    person.updated_at = utc_now()
    await session.flush()


async def person_read(session: AsyncSession, person: Person) -> PersonRead:
    """Return an account as its owner sees it."""
    roles = await granted_roles(session, person.id)
    consents = await consents_of(session, person.id)
    read = PersonRead.model_validate(person)
    read.granted_roles = sorted(roles)
    read.consent_needed = all(consent.text_version != VERSION for consent in consents)
    return read
