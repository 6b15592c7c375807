"""Who may change what of a demand, as things stand."""

from typing import Final

from services.requests.demands.disclosure import Person, Standing, parties
from services.requests.demands.domain import DemandStatus, Party

_S: Final = DemandStatus

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

CARD_FIELDS: Final = frozenset({"contact_name", "contact_phone", "contact_email"})
"""Whom to reach: as people come and go, an owner says so for as long as anybody might ask."""

ENDED: Final = frozenset({_S.WITHDRAWN, _S.REJECTED, _S.EXPIRED, _S.MERGED, _S.RESOLVED})
"""The statuses in which nobody has to be reached about a demand."""


def editable_fields(person: Person, demand: Standing, written: frozenset[str]) -> frozenset[str]:
    """Return those of the `written` fields that the person may change as things stand."""
    roles = parties(person, demand)
    if Party.OWNER in roles and demand.status in EDITABLE:
        return written
    may: frozenset[str] = frozenset()
    if Party.OPERATOR in roles and demand.status is DemandStatus.UNDER_REVIEW:
        may |= EDITORIAL_FIELDS
    if Party.OWNER in roles and demand.status not in ENDED:
        may |= CARD_FIELDS
    return written & may
