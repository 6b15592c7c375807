"""Changing the address of one's account: the new one confirms it, the old one is told."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import email_key, masked
from services.portal.accounts.errors import AddressTakenError, SameAddressError
from services.portal.accounts.models import Person
from services.portal.accounts.repository import person_by_email, person_by_id
from services.portal.accounts.schemas import AddressDraft, PersonRead
from services.portal.accounts.service import person_read
from services.portal.credentials.changes import PasswordChanges
from services.portal.credentials.domain import MailPurpose
from services.portal.credentials.errors import MailTokenSpentError
from services.portal.credentials.models import MailToken
from services.portal.credentials.service import Mailing, issue_mail_token, spend_mail_token
from services.portal.mail.service import Addressee, Mail
from services.portal.mail.texts import LetterKind
from services.portal.recording import Act, of_person, record
from services.portal.sessions.repository import end_sessions, session_by_token
from shared.clock import utc_now
from shared.database import Database, savepoint


class AddressChanges:
    """Changes the address of an account; the password is asked, as a session may be stolen."""

    def __init__(self, database: Database, passwords: PasswordChanges, mail: Mail) -> None:
        self._database = database
        self._passwords = passwords
        self._mail = mail

    async def ask(self, person_id: UUID, wanted: AddressDraft, *, address: str) -> None:
        """Send a code to the new address, and the news to the old one.

        Who asks does not learn whether the new address has an account: its owner gets a letter.

        Raises:
            PasswordWrongError: The password is wrong.
            SignInPausedError: Too many were.
            SameAddressError: It is the address that the account has.
        """
        await self._passwords.prove(person_id, wanted.password, address=address)
        async with self._database.transaction() as session:
            person = await person_by_id(session, person_id)
            if wanted.email == person.email:
                raise SameAddressError
            await _forget_letters(session, person_id, MailPurpose.CHANGE_ADDRESS)
            record(
                session,
                person_id,
                Act.ASK_FOR_ADDRESS,
                of_person(person_id),
                details={"address": address},
            )
            await self._write(session, person, wanted.email)
            told = {"masked": masked(wanted.email)}
            await self._mail.post(session, _to(person), LetterKind.ADDRESS_ASKED, **told)

    async def confirm(self, person_id: UUID, token: str, *, shown: str) -> PersonRead:
        """Give an account the address that got the code; all other sessions end.

        Raises:
            MailTokenSpentError: The code does not work, or is another account's.
            AddressTakenError: The address has got an account meanwhile.
        """
        async with self._database.transaction() as session:
            spent = await spend_mail_token(session, token, MailPurpose.CHANGE_ADDRESS)
            if spent.person_id != person_id:
                raise MailTokenSpentError
            person = await person_by_id(session, person_id)
            before = _to(person)
            await _give(session, person, spent.email)
            await _forget_letters(session, person_id, MailPurpose.RESET)
            current = await session_by_token(session, shown)
            await end_sessions(session, person_id, but=current.id if current else None)
            record(session, person_id, Act.CHANGE_ADDRESS, of_person(person_id))
            told = {"masked": masked(spent.email)}
            await self._mail.post(session, before, LetterKind.ADDRESS_CHANGED, **told)
            return await person_read(session, person)

    async def _write(self, session: AsyncSession, person: Person, email: str) -> None:
        other = await person_by_email(session, email)
        if other is not None and other.id != person.id:
            to = Addressee(email, other.language, other.id)
            await self._mail.post(session, to, LetterKind.ALREADY_REGISTERED)
            return
        mailing = Mailing(MailPurpose.CHANGE_ADDRESS, email, person.id)
        token, _ = await issue_mail_token(session, mailing)
        to = Addressee(email, person.language, person.id)
        hours = mailing.hours
        await self._mail.post(session, to, LetterKind.CHANGE_ADDRESS, token=token, hours=hours)


async def _give(session: AsyncSession, person: Person, email: str) -> None:
    try:
        async with savepoint(session):
            person.email, person.email_key = email, email_key(email)
            person.version += 1
            person.updated_at = utc_now()
            await session.flush()
    except sa.exc.IntegrityError as error:
        raise AddressTakenError from error


async def _forget_letters(session: AsyncSession, person_id: UUID, purpose: MailPurpose) -> None:
    """Spend the codes of letters that went to somebody before."""
    await session.execute(
        sa.delete(MailToken).where(
            col(MailToken.person_id) == person_id, col(MailToken.purpose) == purpose
        )
    )


def _to(person: Person) -> Addressee:
    return Addressee(person.email or "", person.language, person.id)
