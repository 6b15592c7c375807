"""The tables of sign-ins under way at an identity provider, and of who is who there."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from services.portal.accounts.models import moment, person_key
from services.portal.opaque import DIGEST_LENGTH
from services.portal.tables import PortalTable
from shared.clock import utc_now

SUBJECT_LENGTH = 255
ISSUER_LENGTH = 500


class OidcFlow(PortalTable, table=True):
    """A sign-in that began here and has not come back; nobody is known yet."""

    __tablename__ = "oidc_flow"
    PERSON: ClassVar[str | None] = None

    state_hash: str = Field(primary_key=True, max_length=DIGEST_LENGTH)
    browser_hash: str = Field(max_length=DIGEST_LENGTH)
    code_verifier: str = Field(max_length=128)
    nonce: str = Field(max_length=128)
    expires_at: datetime = moment(index=True)


class OidcIdentity(PortalTable, table=True):
    """Who a subject of an identity provider is here."""

    __tablename__ = "oidc_identity"
    PERSON: ClassVar[str | None] = "person_id"

    issuer: str = Field(primary_key=True, max_length=ISSUER_LENGTH)
    subject: str = Field(primary_key=True, max_length=SUBJECT_LENGTH)
    person_id: UUID = person_key(index=True)
    created_at: datetime = moment(default_factory=utc_now)
    used_at: datetime = moment(default_factory=utc_now)
