"""Who may do what with needs; what a person may read of one is decided in `disclosure`."""

from collections.abc import Collection
from typing import Final

from services.requests.demands.disclosure import (
    NO_GRANTS,
    PRIVATE_FIELDS,
    PUBLIC,
    Grant,
    Person,
    parties,
)
from services.requests.demands.domain import Party
from services.requests.demands.editing import CARD_FIELDS, editable_fields
from services.requests.demands.errors import (
    DemandNotEditableError,
    DemandNotFoundError,
    FieldsNotEditableError,
    NotYourDemandError,
)
from services.requests.demands.models import Demand
from services.requests.demands.projection import Shape, demand_as
from services.requests.policy.callers import is_nobody, is_operator
from shared.auth import Caller, Role, require

POSTING: Final = (Role.FIRM, Role.EXPERT, Role.PROVIDER, Role.OPERATOR)
"""Who has needs, or writes them down for those who do not come here themselves."""

VERIFIED: Final = POSTING
"""Whom the platform knows: their organization, their registration or their office was checked."""

JOINING: Final = (Role.FIRM, Role.PROVIDER, Role.EXPERT)
"""Who has needs of their own."""


def person_of(caller: Caller) -> Person:
    """Return the caller as far as visibility depends on them."""
    if is_nobody(caller):
        return PUBLIC
    return Person(
        caller.subject,
        caller.organization,
        operator=is_operator(caller),
        verified=caller.has(*VERIFIED),
    )


def owning_organization(caller: Caller) -> str | None:
    """Return whose demand it is besides the caller's own.

    Operators write down what others need: their bureau does not come to own it.
    """
    return None if is_operator(caller) else caller.organization


def owns(caller: Caller, demand: Demand) -> bool:
    """Say whether it is the caller's own demand, or their organization's."""
    return Party.OWNER in parties(person_of(caller), demand.standing())


def require_poster(caller: Caller) -> None:
    """Let those pass who may write demands.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller is none of them.
    """
    require(caller, *POSTING)


def require_joiner(caller: Caller) -> None:
    """Let those pass who may have the same need.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller has no needs here.
    """
    require(caller, *JOINING)


def require_sight(caller: Caller, demand: Demand, grants: Collection[Grant] = NO_GRANTS) -> Shape:
    """Return what the caller may read of the demand, with what they were given in it.

    Raises:
        DemandNotFoundError: The caller may not even know that there is one.
    """
    shape = demand_as(person_of(caller), demand, grants)
    if shape is None:
        raise DemandNotFoundError(demand.id)
    return shape


def require_part(caller: Caller, demand: Demand) -> frozenset[Party]:
    """Return the parts the caller has in the demand.

    Raises:
        DemandNotFoundError: The caller may not even know that there is one.
        UnauthenticatedError: The caller is unknown.
        NotYourDemandError: The caller has no part in it.
    """
    require_sight(caller, demand)
    require(caller)
    found = parties(person_of(caller), demand.standing())
    if not found:
        raise NotYourDemandError
    return found


def require_rewriter(caller: Caller, demand: Demand, fields: frozenset[str]) -> None:
    """Let those pass who may change these fields of the demand as it stands.

    Raises:
        DemandNotEditableError: The demand is not to be changed by the caller now.
        FieldsNotEditableError: Other fields would be, but not these.
    """
    person, standing = person_of(caller), demand.standing()
    may = editable_fields(person, standing, PRIVATE_FIELDS)
    if not may or (may == CARD_FIELDS and not may & fields):
        raise DemandNotEditableError(demand.status)
    if others := fields - editable_fields(person, standing, fields):
        raise FieldsNotEditableError(others)
