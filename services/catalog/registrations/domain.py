"""The life of an expert's registration (科技特派员登记): its states, steps, reasons and parties.

A person applies, or the sending unit nominates them; the unit endorses, the desk reviews.
Who is registered is available or dispatched until the term ends, is assessed by a published
rule before that, and is renewed, warned or let go by its outcome. Who was let go may appeal.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class RegistrationStatus(StrEnum):
    """Where a registration stands."""

    APPLIED = "applied"
    NOMINATED = "nominated"
    ENDORSED = "endorsed"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REGISTERED = "registered"
    AVAILABLE = "available"
    DISPATCHED = "dispatched"
    UNDER_ASSESSMENT = "under_assessment"
    RENEWED = "renewed"
    PROBATION = "probation"
    SUSPENDED = "suspended"
    EXITED = "exited"
    APPEALED = "appealed"
    EXPIRED = "expired"


class RegistrationAction(StrEnum):
    """What can be done with a registration."""

    ENDORSE = "endorse"
    REFUSE = "refuse"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    ESCALATE = "escalate"
    START_REVIEW = "start_review"
    RETURN = "return"
    REJECT = "reject"
    REGISTER = "register"
    RESUBMIT = "resubmit"
    REAPPLY = "reapply"
    ACTIVATE = "activate"
    DISPATCH = "dispatch"
    RECALL = "recall"
    ASSESS = "assess"
    RENEW = "renew"
    BEGIN_TERM = "begin_term"
    RETURN_TO_POST = "return_to_post"
    WARN = "warn"
    CLEAR = "clear"
    EXIT = "exit"
    RESIGN = "resign"
    DECLINE_RENEWAL = "decline_renewal"
    APPEAL = "appeal"
    DROP_APPEAL = "drop_appeal"
    SUSPEND = "suspend"
    RESTORE = "restore"
    EXPIRE = "expire"


class Party(StrEnum):
    """What somebody is to a registration."""

    APPLICANT = "applicant"
    SENDER = "sender"
    OPERATOR = "operator"
    SYSTEM = "system"


class Grade(StrEnum):
    """What the published rule makes of somebody's service."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    UNDETERMINED = "undetermined"


IN_SERVICE: Final = frozenset(
    {
        RegistrationStatus.REGISTERED,
        RegistrationStatus.AVAILABLE,
        RegistrationStatus.DISPATCHED,
        RegistrationStatus.UNDER_ASSESSMENT,
        RegistrationStatus.RENEWED,
        RegistrationStatus.PROBATION,
    }
)
"""The statuses in which somebody is an expert of the platform, with the rights of one."""

REVISABLE: Final = frozenset(
    {
        RegistrationStatus.APPLIED,
        RegistrationStatus.NOMINATED,
        RegistrationStatus.RETURNED,
        RegistrationStatus.REJECTED,
        RegistrationStatus.WITHDRAWN,
        RegistrationStatus.EXPIRED,
        RegistrationStatus.EXITED,
    }
)
"""The statuses in which the applicant may change what they say of themselves."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the guards of a step look at.

    Args:
        reason_given: The step says why, in a code (and in words, if the code is "other").
        grade: The last assessment's, if there is one.
        posted: An agreement of dispatch is in force.
        term_begins: When the term that was last granted begins.
        appeal_until: The last day on which an exit can be appealed.
        today: The city's date.
    """

    today: date
    reason_given: bool = False
    grade: Grade | None = None
    posted: bool = False
    term_begins: date | None = None
    appeal_until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the portal says the caller is to the organization they act for."""

    organization: str
    name: str
    owns: bool
    verified: bool
