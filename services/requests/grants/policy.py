"""Who has which part in a grant, and in an exchange of contacts.

holder     the organization that asked, or the person without one: everybody of it
owner      whose demand it is, and their organization
operator   sees all grants, may refuse and revoke; lets nobody in
others     do not know that there is one
"""

from typing import Final

from services.requests.demands.disclosure import owns
from services.requests.demands.models import Demand
from services.requests.demands.policy import person_of
from services.requests.grants.domain import GrantAction, GrantParty, Side
from services.requests.grants.errors import (
    ExchangeNotFoundError,
    GrantNotFoundError,
    GrantReasonError,
)
from services.requests.grants.models import AccessGrant, ContactExchange
from services.requests.grants.reasons import NEEDS_REASON, REASONS, GrantReason
from shared.auth import Caller, Role, require
from shared.reasons import ReasonRule

ASKING: Final = (Role.FIRM, Role.EXPERT, Role.PROVIDER)
"""Who may be let in: whoever can answer a need, and is verified."""


def grant_parties(caller: Caller, grant: AccessGrant, demand: Demand) -> frozenset[GrantParty]:
    """Return every part the caller has in the grant.

    Raises:
        GrantNotFoundError: None: to the caller there is no such grant.
    """
    person = person_of(caller)
    found = {
        GrantParty.HOLDER: grant.holder in person.holders,
        GrantParty.OWNER: owns(person, demand.standing()),
        GrantParty.OPERATOR: person.operator,
    }
    parties = frozenset(party for party, applies in found.items() if applies)
    if not parties:
        raise GrantNotFoundError(grant.id)
    return parties


def exchange_sides(caller: Caller, exchange: ContactExchange, demand: Demand) -> frozenset[str]:
    """Return the sides the caller is on; operators broker between both.

    Raises:
        ExchangeNotFoundError: None: to the caller there is no such exchange.
    """
    person = person_of(caller)
    found: dict[str, bool] = {
        Side.AUTHOR: person.verified and exchange.holder in person.holders,
        Side.FIRM: owns(person, demand.standing()),
        GrantParty.OPERATOR: person.operator,
    }
    sides = frozenset(side for side, applies in found.items() if applies)
    if not sides:
        raise ExchangeNotFoundError(exchange.response_id)
    return sides


def may_accept(caller: Caller) -> None:
    """Let those pass who are verified, and so can be held to what they accept.

    Raises:
        RoleMissingError: The caller is not.
    """
    require(caller, *ASKING)


def has_grant_reason(action: GrantAction, code: GrantReason | None, note: str | None) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        GrantReasonError: The reason is missing, unfit, or `other` without a note.
    """
    rule = ReasonRule(GrantReasonError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
