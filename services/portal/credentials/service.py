"""Passwords and the tokens that letters carry."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.models import Person
from services.portal.credentials.domain import MailPurpose, PasswordProfile, weaknesses
from services.portal.credentials.errors import MailTokenSpentError, WeakPasswordError
from services.portal.credentials.hashing import common_passwords
from services.portal.credentials.models import Credential, MailToken
from services.portal.opaque import MAILED, digest, new_token
from shared.clock import utc_now

LIFETIMES: Final = {
    MailPurpose.CONFIRM: timedelta(hours=24),
    MailPurpose.RESET: timedelta(hours=1),
    MailPurpose.INVITE: timedelta(hours=168),
    MailPurpose.CHANGE_ADDRESS: timedelta(hours=24),
}


def require_strong(
    password: str, *, profile: PasswordProfile, email: str, name: str, field: str
) -> None:
    """Let only passwords pass that follow the rules.

    Raises:
        WeakPasswordError: It breaks some.
    """
    names = (email.partition("@")[0], name)
    found = weaknesses(password, profile=profile, names=names, common=common_passwords())
    if found:
        raise WeakPasswordError(field, found)


@dataclass(frozen=True, slots=True)
class Mailing:
    """What a token in a letter stands for."""

    purpose: MailPurpose
    email: str
    person_id: UUID | None = None
    payload: dict[str, Any] | None = None

    @property
    def hours(self) -> int:
        """How long the token is good, for the letter."""
        return int(LIFETIMES[self.purpose].total_seconds() // 3600)


async def issue_mail_token(session: AsyncSession, mailing: Mailing) -> tuple[str, MailToken]:
    """Return a new token for a letter, and its row; outdated ones are thrown away on the way."""
    await session.execute(sa.delete(MailToken).where(col(MailToken.expires_at) < utc_now()))
    token = new_token(MAILED)
    row = MailToken(
        token_hash=digest(token),
        purpose=mailing.purpose,
        email=mailing.email,
        person_id=mailing.person_id,
        payload=mailing.payload or {},
        expires_at=utc_now() + LIFETIMES[mailing.purpose],
    )
    session.add(row)
    await session.flush()
    return token, row


async def find_mail_token(session: AsyncSession, token: str, purpose: MailPurpose) -> MailToken:
    """Return what a token stands for.

    Raises:
        MailTokenSpentError: It was never issued, was used, or is too old.
    """
    statement = sa.select(MailToken).where(
        col(MailToken.token_hash) == digest(token),
        col(MailToken.purpose) == purpose,
        col(MailToken.expires_at) > utc_now(),
    )
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise MailTokenSpentError
    return found


async def spend_mail_token(session: AsyncSession, token: str, purpose: MailPurpose) -> MailToken:
    """Return what a token stood for; it works this one time, however many try at once.

    Raises:
        MailTokenSpentError: It was never issued, was used, or is too old.
    """
    found = await find_mail_token(session, token, purpose)
    spent = sa.delete(MailToken).where(col(MailToken.id) == found.id).returning(col(MailToken.id))
    if (await session.execute(spent)).first() is None:
        raise MailTokenSpentError
    session.expunge(found)
    return found


async def store_password(session: AsyncSession, person: Person, password_hash: str) -> None:
    """Give somebody a password; every letter that could have reset it is spent."""
    credential = await session.get(Credential, person.id)
    if credential is None:
        session.add(Credential(person_id=person.id, password_hash=password_hash))
    else:
        credential.password_hash, credential.changed_at = password_hash, utc_now()
    await session.execute(
        sa.delete(MailToken).where(
            col(MailToken.person_id) == person.id, col(MailToken.purpose) == MailPurpose.RESET
        )
    )
