"""What a message is on its way from a service to the portal."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, Field

from shared.auth import Role
from shared.language import Text

MESSAGE: Final = "message.v1"
"""The type of the events in a feed of messages."""

LONGEST_FACT: Final = 500

Fact = str | int | bool | Decimal | date | datetime | UUID | Text | None
"""What a message says besides its wording; a `Text` is read in the reader's language."""


class RecipientKind(StrEnum):
    """How recipients are named."""

    PERSON = "person"
    ORGANIZATION = "organization"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: the portal knows which people that is at the time."""

    kind: RecipientKind
    id: str


GRANTED: Final = frozenset(
    {
        Role.EXPERT,
        Role.OPERATOR,
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDITOR,
    }
)
"""The roles that people are granted; firms and providers are told as organizations."""


def person(subject: str) -> Recipient:
    """Return the person of a subject, as tokens and `owner_subject` name them."""
    return Recipient(RecipientKind.PERSON, subject)


def organization(organization_id: str) -> Recipient:
    """Return all members of an organization, as tokens and `owner_organization` name it."""
    return Recipient(RecipientKind.ORGANIZATION, organization_id)


def role(wanted: Role) -> Recipient:
    """Return everybody who was granted a role.

    Raises:
        ValueError: Nobody is granted it: it follows from an organization.
    """
    if wanted not in GRANTED:
        raise ValueError(f"Nobody is granted the role {wanted}.")
    return Recipient(RecipientKind.ROLE, wanted.value)


class RecipientRead(BaseModel):
    """A recipient, as the portal reads it."""

    kind: RecipientKind
    id: str = Field(min_length=1, max_length=200)


class MessageRead(BaseModel):
    """A message, as the portal reads it; what it does not know it passes over."""

    id: UUID
    to: RecipientRead
    code: str = Field(min_length=1, max_length=64)
    facts: dict[str, Any]
    link: str = Field(pattern=r"^/", max_length=500)
    at: datetime


def as_sent(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Return facts as JSON holds them.

    Raises:
        ValueError: One is too long for a message.
    """
    return {name: _as_json(fact) for name, fact in facts.items()}


def _as_json(fact: Fact) -> object:
    if isinstance(fact, Text):
        return {language: _as_json(said) for language, said in asdict(fact).items()}
    if fact is None or isinstance(fact, bool | int):
        return fact
    said = fact.isoformat() if isinstance(fact, date) else str(fact)
    if len(said) > LONGEST_FACT:
        raise ValueError(f"A fact of {len(said)} characters is too long for a message.")
    return said
