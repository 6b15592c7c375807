"""What auditors read."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from shared.audit.models import Outcome
from shared.audit.verification import Damage


class AuditEntryRead(BaseModel):
    """Something that was done or tried."""

    sequence: int
    at: datetime
    actor: str
    organization: str | None
    roles: list[str]
    action: str
    subject: str
    outcome: Outcome
    details: dict[str, Any]
    request_id: str | None
    hash: str


class BreakRead(BaseModel):
    """The first entry that is not as it was recorded."""

    sequence: int
    damage: Damage


class VerdictRead(BaseModel):
    """What the log was found to be.

    `last` and `hash`, noted somewhere else, show later that the log was not written anew.
    """

    intact: bool
    anchor: int
    last: int
    hash: str
    broken: BreakRead | None
