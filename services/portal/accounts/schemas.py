"""Bodies about people."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.portal.accounts.domain import GrantedRole, PersonStatus
from services.portal.sessions.schemas import Password
from shared.fields import EmailAddress
from shared.language import Language
from shared.schemas import Code, ShortText, StrictBody

MailedCode = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]


class Registration(StrictBody):
    """Who wants an account."""

    email: EmailAddress
    password: Password
    name: ShortText
    consent_version: Code = Field(description="`version` of /api/consent-text, read and agreed to.")


class Confirmation(StrictBody):
    """The code from the letter, and the password, so that nobody confirms for somebody else."""

    token: MailedCode
    password: Password


class AddressDraft(StrictBody):
    """The address somebody wants to have, and their password."""

    email: EmailAddress
    password: Password


class AddressConfirmation(StrictBody):
    """The code from the letter to the new address."""

    token: MailedCode


class ConsentBody(StrictBody):
    """Agreement to the present text."""

    version: Code


class ConsentText(BaseModel):
    """The text people agree to."""

    version: str
    text: str
    sha256: str


class ConsentRead(BaseModel):
    """What somebody agreed to, and when."""

    model_config = ConfigDict(from_attributes=True)

    text_version: str
    text_sha256: str
    given_at: datetime


class PersonRead(BaseModel):
    """An account, as its owner and the administration see it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    version: int
    email: str
    name: str
    language: Language
    status: PersonStatus
    created_at: datetime
    updated_at: datetime
    granted_roles: list[GrantedRole] = []
    consent_needed: bool = False


class AccountDraft(StrictBody):
    """An account somebody makes for somebody else."""

    email: EmailAddress
    name: ShortText
    roles: list[GrantedRole] = Field(default=[], max_length=len(GrantedRole))
    password: Password | None = None
    language: Language = Language.ZH


class PersonChange(StrictBody):
    """What people change about themselves; absent fields stay."""

    name: ShortText | None = None
    language: Language | None = None


class Accepted(BaseModel):
    """What happens next; the same whoever asks."""

    message: str
