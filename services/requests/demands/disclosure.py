"""Who sees what of a demand: the only place that decides it.

    tier          anyone     verified    invited, engaged   agreement accepted    owner, assigned
    open          full       full        full               with the details      everything
    registered    outline    full        full               with the details      everything
    confidential  notice     notice      outline            with the details      everything

Other operators see everything but the confidential details: those are for whoever works on
the need, as its broker or by a claim, a transfer, or a taking over with a reason.

Verified is whoever has the role of a firm, an expert, a provider or an operator. A demand
that is not open exists for its owner, the operators and those engaged with it alone. The
name of a hidden organization passes when both sides of a response have agreed; contacts
pass apart from the demand (`services/requests/grants`).

Every answer, list, event and history goes through `visible_fields`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.requests.demands.domain import OPEN, Confidentiality, DemandStatus, Party


class Disclosure(StrEnum):
    """How much of a demand somebody is shown; each shape of answer has one."""

    NOTICE = "notice"
    OUTLINE = "outline"
    FULL = "full"
    CONFIDED = "confided"
    DESK = "desk"
    PRIVATE = "private"


OF_THE_DESK: Final = "operators"
"""Owns what was written down for others by an operator who has left: whoever is at the desk."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, as far as visibility depends on it."""

    subject: str | None = None
    organization: str | None = None
    operator: bool = False
    verified: bool = False
    """Whether the platform knows who answers for what is read."""

    @property
    def owners(self) -> frozenset[str]:
        """As whom the person owns a demand: themselves, and the desk if they are there."""
        found = {self.subject, OF_THE_DESK if self.operator else None}
        return frozenset(name for name in found if name is not None)

    @property
    def holders(self) -> frozenset[str]:
        """As whom the person may have been given something: themselves, their organization."""
        if self.subject is None:
            return frozenset()
        return frozenset(
            {holder_of(self.subject, None), holder_of(self.subject, self.organization)}
        )


PUBLIC: Final = Person()
"""Whoever has not signed in, and every other service."""


def holder_of(subject: str, organization: str | None) -> str:
    """Return who is given something: the organization, or the person if there is none."""
    return f"person {subject}" if organization is None else f"organization {organization}"


class GrantKind(StrEnum):
    """What somebody was given in a demand, besides what everybody has."""

    INVITED = "invited"
    """To see what a confidential demand is about, in order to answer it."""
    CONFIDED = "confided"
    """To read the details: its owner approved, and the person accepted the agreement."""
    ACQUAINTED = "acquainted"
    """To know whose demand it is: both sides of a response agreed."""
    ENGAGED = "engaged"
    """To keep what they see for as long as the demand lives on."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Something given to a holder; if `subject` is named, to that person of theirs alone."""

    kind: GrantKind
    holder: str
    subject: str | None = None
    until: datetime | None = None

    def given_to(self, person: Person) -> bool:
        """Whether the person is one of those it was given to."""
        if not person.verified or self.subject not in {None, person.subject}:
            return False
        return self.holder in person.holders


NO_GRANTS: Final[Collection[Grant]] = ()
NOTHING_GIVEN: Final[frozenset[GrantKind]] = frozenset()


def kinds_given(person: Person, grants: Collection[Grant], now: datetime) -> frozenset[GrantKind]:
    """Return what the person has been given and still has.

    Whoever is engaged with a demand keeps what they were confided beyond its time.
    """
    if not grants:
        return NOTHING_GIVEN
    theirs = [grant for grant in grants if grant.given_to(person)]
    engaged = any(grant.kind is GrantKind.ENGAGED for grant in theirs)
    return frozenset(
        grant.kind for grant in theirs if engaged or grant.until is None or now < grant.until
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What visibility depends on in a demand."""

    status: DemandStatus
    confidentiality: Confidentiality
    org_hidden: bool
    owner_subject: str
    owner_organization: str | None
    broker: str | None = None
    assignee: str | None = None
    assigned_until: datetime | None = None

    def assigned_to(self, person: Person, now: datetime) -> bool:
        """Whether it is the operator's to work on: brokered, claimed, handed or taken over."""
        if not person.operator or person.subject is None:
            return False
        held = self.assigned_until is not None and now < self.assigned_until
        return person.subject == self.broker or (held and person.subject == self.assignee)


NOTICE_FIELDS: Final = frozenset(
    {
        "id",
        "case_number",
        "status",
        "confidentiality",
        "title",
        "public_summary",
        "industry_code",
        "region_code",
        "budget_band",
        "published_at",
        "expires_on",
    }
)
"""All that the public learns of a confidential demand."""

OUTLINE_FIELDS: Final = NOTICE_FIELDS | {
    "org_hidden",
    "organization_name",
    "uscc",
    "budget_min",
    "budget_max",
    "deadline",
    "urgency",
    "discipline_codes",
    "trl",
    "cooperation_types",
    "ipr_wish",
    "required_qualifications",
    "keywords",
    "source",
}

FULL_FIELDS: Final = OUTLINE_FIELDS | {"description", "metric_targets"}
"""The metric targets are the description in numbers, so they go together."""

CONFIDED_FIELDS: Final = FULL_FIELDS | {"confidential_detail"}

PRIVATE_FIELDS: Final = CONFIDED_FIELDS | {
    "contact_name",
    "contact_phone",
    "contact_email",
    "owner_subject",
    "owner_organization",
    "source_id",
    "version",
    "created_at",
    "updated_at",
    "actions",
    "changeable",
    "desk",
    "history",
}
"""`version` and the times are private, because a change of private text moves them."""

DESK_FIELDS: Final = PRIVATE_FIELDS - {"confidential_detail"}
"""What every operator needs to run the desk; the rest is for whoever works on the need."""

WITH_A_PART: Final = frozenset({Disclosure.DESK, Disclosure.PRIVATE})
"""What is shown to those who have a part in a need."""

ORGANIZATION_FIELDS: Final = frozenset({"organization_name", "uscc"})

FIELDS: Final = {
    Disclosure.NOTICE: NOTICE_FIELDS,
    Disclosure.OUTLINE: OUTLINE_FIELDS,
    Disclosure.FULL: FULL_FIELDS,
    Disclosure.CONFIDED: CONFIDED_FIELDS,
    Disclosure.DESK: DESK_FIELDS,
    Disclosure.PRIVATE: PRIVATE_FIELDS,
}


def owns(person: Person, demand: Standing) -> bool:
    """Whether it is the person's own demand, or that of the person's organization."""
    if person.subject is None:
        return False
    if demand.owner_subject in person.owners:
        return True
    return person.organization is not None and person.organization == demand.owner_organization


def parties(person: Person, demand: Standing) -> frozenset[Party]:
    """Return every part the person has in the demand."""
    found = set()
    if owns(person, demand):
        found.add(Party.OWNER)
    if person.operator:
        found.add(Party.OPERATOR)
    return frozenset(found)


_S: Final = DemandStatus
BEFORE_PUBLICATION: Final = frozenset(
    {_S.DRAFT, _S.SUBMITTED, _S.UNDER_REVIEW, _S.RETURNED, _S.REJECTED}
)
"""The statuses in which a demand is being written and judged, between its owner and the desk."""


def disclosure(
    person: Person, demand: Standing, grants: Collection[Grant], now: datetime
) -> Disclosure | None:
    """Return how much the person is shown, or None if not even that the demand exists."""
    if owns(person, demand) or demand.assigned_to(person, now):
        return Disclosure.PRIVATE
    if person.operator:
        return Disclosure.DESK
    given = kinds_given(person, grants, now)
    if demand.status not in OPEN and GrantKind.ENGAGED not in given:
        return None
    if demand.status in BEFORE_PUBLICATION:
        return None
    if GrantKind.CONFIDED in given:
        return Disclosure.CONFIDED
    return _of_tier(person, demand.confidentiality, given)


def _of_tier(person: Person, tier: Confidentiality, given: frozenset[GrantKind]) -> Disclosure:
    if tier is Confidentiality.CONFIDENTIAL:
        return Disclosure.OUTLINE if given else Disclosure.NOTICE
    if tier is Confidentiality.REGISTERED and not person.verified:
        return Disclosure.OUTLINE
    return Disclosure.FULL


def visible_fields(
    person: Person, demand: Standing, grants: Collection[Grant], now: datetime
) -> frozenset[str]:
    """Return the names of the fields the person may read; none for a demand out of sight."""
    shown = disclosure(person, demand, grants, now)
    if shown is None:
        return frozenset()
    if _nameless(person, demand, grants, now) and shown not in WITH_A_PART:
        return FIELDS[shown] - ORGANIZATION_FIELDS
    return FIELDS[shown]


def _nameless(person: Person, demand: Standing, grants: Collection[Grant], now: datetime) -> bool:
    return demand.org_hidden and GrantKind.ACQUAINTED not in kinds_given(person, grants, now)
