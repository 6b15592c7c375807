"""Who sees what of a demand, and who may change what: the only place that decides it.

    tier         anyone                          signed in              owner, operator
    open         all but the private fields      the same               everything
    registered   that without the description    all but the private    everything
    confidential the notice                      the notice             everything

A demand that is not open exists for its owner and the operators alone.
Every answer, list, event and history goes through `visible_fields`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.requests.demands.domain import OPEN, Confidentiality, DemandStatus, Party


class Disclosure(StrEnum):
    """How much of a demand somebody is shown; each shape of answer has one."""

    NOTICE = "notice"
    OUTLINE = "outline"
    FULL = "full"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, as far as visibility depends on it."""

    subject: str | None = None
    organization: str | None = None
    operator: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether somebody answers for what is read."""
        return self.subject is not None


PUBLIC: Final = Person()
"""Whoever has not signed in, and every other service."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What visibility depends on in a demand."""

    status: DemandStatus
    confidentiality: Confidentiality
    org_hidden: bool
    owner_subject: str
    owner_organization: str | None


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

PRIVATE_FIELDS: Final = FULL_FIELDS | {
    "confidential_detail",
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
    "desk",
    "history",
}
"""`version` and the times are private, because a change of private text moves them."""

ORGANIZATION_FIELDS: Final = frozenset({"organization_name", "uscc"})

FIELDS: Final = {
    Disclosure.NOTICE: NOTICE_FIELDS,
    Disclosure.OUTLINE: OUTLINE_FIELDS,
    Disclosure.FULL: FULL_FIELDS,
    Disclosure.PRIVATE: PRIVATE_FIELDS,
}


def owns(person: Person, demand: Standing) -> bool:
    """Whether it is the person's own demand, or that of the person's organization."""
    if person.subject is None:
        return False
    if person.subject == demand.owner_subject:
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


def disclosure(person: Person, demand: Standing) -> Disclosure | None:
    """Return how much the person is shown, or None if not even that the demand exists."""
    if parties(person, demand):
        return Disclosure.PRIVATE
    if demand.status not in OPEN:
        return None
    if demand.confidentiality is Confidentiality.CONFIDENTIAL:
        return Disclosure.NOTICE
    if demand.confidentiality is Confidentiality.REGISTERED and not person.signed_in:
        return Disclosure.OUTLINE
    return Disclosure.FULL


def visible_fields(person: Person, demand: Standing) -> frozenset[str]:
    """Return the names of the fields the person may read; none for a demand out of sight."""
    shown = disclosure(person, demand)
    if shown is None:
        return frozenset()
    if demand.org_hidden and shown is not Disclosure.PRIVATE:
        return FIELDS[shown] - ORGANIZATION_FIELDS
    return FIELDS[shown]


EDITORIAL_FIELDS: Final = frozenset(
    {
        "public_summary",
        "industry_code",
        "region_code",
        "discipline_codes",
        "keywords",
        "trl",
    }
)
"""What an operator may put right while reviewing; the need itself stays in its owner's words."""

EDITABLE: Final = frozenset({DemandStatus.DRAFT, DemandStatus.RETURNED})
"""The statuses in which the owner may rewrite the demand."""


def editable_fields(person: Person, demand: Standing, written: frozenset[str]) -> frozenset[str]:
    """Return those of the `written` fields that the person may change as things stand."""
    roles = parties(person, demand)
    if Party.OWNER in roles and demand.status in EDITABLE:
        return written
    if Party.OPERATOR in roles and demand.status is DemandStatus.UNDER_REVIEW:
        return written & EDITORIAL_FIELDS
    return frozenset()
