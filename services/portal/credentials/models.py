"""The tables of passwords, of failed attempts and of tokens sent by mail."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import EMAIL_LENGTH, moment, one_of, person_key
from services.portal.credentials.domain import MailPurpose
from services.portal.opaque import DIGEST_LENGTH
from services.portal.tables import PortalTable
from shared.clock import utc_now
from shared.types import enum_column, new_id


class Credential(PortalTable, table=True):
    """A password, as an Argon2id hash. People who come by OIDC have none."""

    __tablename__ = "credential"
    PERSON: ClassVar[str | None] = "person_id"
    SECRET: ClassVar[frozenset[str]] = frozenset({"password_hash"})

    person_id: UUID = person_key(primary_key=True)
    password_hash: str = Field(max_length=300)
    changed_at: datetime = moment(default_factory=utc_now)


class SignInFailure(PortalTable, table=True):
    """Failed attempts at an account from an address.

    By both, so that a stranger elsewhere cannot lock anybody out. Accounts are
    named by a hash, and those that do not exist are counted too.
    """

    __tablename__ = "sign_in_failure"
    PERSON: ClassVar[str | None] = None

    account: str = Field(primary_key=True, max_length=DIGEST_LENGTH)
    address: str = Field(primary_key=True, max_length=64)
    failures: int
    failed_at: datetime = moment(index=True)


class MailToken(PortalTable, table=True):
    """A secret in a letter: whoever shows it has read the mail of that address."""

    __tablename__ = "mail_token"
    __table_args__ = (one_of("purpose", MailPurpose),)
    PERSON: ClassVar[str | None] = "person_id"
    ADDRESS: ClassVar[str | None] = "email"
    SECRET: ClassVar[frozenset[str]] = frozenset({"token_hash", "payload"})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    token_hash: str = Field(max_length=DIGEST_LENGTH, unique=True)
    purpose: MailPurpose = Field(sa_type=enum_column(MailPurpose))
    email: str = Field(max_length=EMAIL_LENGTH)
    person_id: UUID | None = person_key(default=None, index=True)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    created_at: datetime = moment(default_factory=utc_now)
    expires_at: datetime = moment(index=True)
