"""Who may do what with demands; what a person may see is decided in `disclosure`."""

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
from services.requests.demands.domain import DemandAction, Party
from services.requests.demands.editing import CARD_FIELDS, editable_fields
from services.requests.demands.errors import (
    DemandNotEditableError,
    DemandNotFoundError,
    FieldsNotEditableError,
    NotYourDemandError,
    ReasonInvalidError,
)
from services.requests.demands.models import Demand
from services.requests.demands.projection import Shape, demand_as
from services.requests.demands.reasons import NEEDS_REASON, REASONS, ReasonCode
from shared.auth import Caller, Role, require
from shared.reasons import ReasonRule

POSTING: Final = (Role.FIRM, Role.EXPERT, Role.PROVIDER, Role.OPERATOR)
"""Who has needs, or writes them down for those who do not come here themselves."""

VERIFIED: Final = POSTING
"""Whom the platform knows: their organization, their registration or their office was checked."""


def person_of(caller: Caller) -> Person:
    """Return the caller as far as visibility depends on them.

    A service is nobody: what it is told could be read by whoever uses it.
    """
    if not caller.known or caller.has(Role.SERVICE):
        return PUBLIC
    return Person(
        caller.subject,
        caller.organization,
        operator=caller.has(Role.OPERATOR),
        verified=caller.has(*VERIFIED),
    )


def owning_organization(caller: Caller) -> str | None:
    """Return whose demand it is besides the caller's own.

    Operators write down what others need: their bureau does not come to own it.
    """
    return None if caller.has(Role.OPERATOR) else caller.organization


def may_post(caller: Caller) -> None:
    """Let those pass who may write demands.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller is none of them.
    """
    require(caller, *POSTING)


def may_import(caller: Caller) -> None:
    """Let operators pass.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller is no operator.
    """
    require(caller, Role.OPERATOR)


def may_see(caller: Caller, demand: Demand, grants: Collection[Grant] = NO_GRANTS) -> Shape:
    """Return what the caller may read of the demand, with what they were given in it.

    Raises:
        DemandNotFoundError: The caller may not even know that there is one.
    """
    shape = demand_as(person_of(caller), demand, grants)
    if shape is None:
        raise DemandNotFoundError(demand.id)
    return shape


def may_handle(caller: Caller, demand: Demand) -> frozenset[Party]:
    """Return the parts the caller has in the demand.

    Raises:
        DemandNotFoundError: The caller may not even know that there is one.
        UnauthenticatedError: The caller is unknown.
        NotYourDemandError: The caller has no part in it.
    """
    may_see(caller, demand)
    require(caller)
    found = parties(person_of(caller), demand.standing())
    if not found:
        raise NotYourDemandError
    return found


def may_read_history(caller: Caller, demand: Demand) -> None:
    """Let those pass who may know what happened to the demand.

    Raises:
        DemandNotFoundError: The caller may not even know that there is one.
        UnauthenticatedError: The caller is unknown.
        NotYourDemandError: The caller has no part in it.
    """
    may_handle(caller, demand)


def may_rewrite(caller: Caller, demand: Demand, fields: frozenset[str]) -> None:
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


def has_reason(action: DemandAction, code: ReasonCode | None, note: str | None) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        ReasonInvalidError: The reason is missing, unfit, or `other` without a note.
    """
    rule = ReasonRule(ReasonInvalidError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
