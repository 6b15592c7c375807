"""Bodies of signing in."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.portal.credentials.domain import MAX_LENGTH
from shared.fields import EmailAddress
from shared.schemas import StrictBody, storable

# A password is taken as typed: neither stripped nor judged by what can be seen of it.
Password = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH), AfterValidator(storable)]


class Carrier(StrEnum):
    """How a session's token travels."""

    COOKIE = "cookie"
    BEARER = "bearer"


class SignInBody(StrictBody):
    """Who wants in."""

    email: EmailAddress
    password: Password
    carrier: Carrier = Field(
        Carrier.COOKIE, description="cookie for browsers; bearer shows the token in the answer."
    )


class SessionRead(BaseModel):
    """One place where somebody is signed in."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    browser: str
    current: bool = False
    token: str | None = Field(None, description="Only in the answer to a sign-in as bearer.")
